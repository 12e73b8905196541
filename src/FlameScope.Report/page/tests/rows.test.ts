import assert from 'node:assert/strict';
import { test } from 'node:test';
import { autoRows } from '../src/map/rows';

const S = 1e9;
const rows = (frequency: number | null, columnWidth: number, columns: number, width = 1223, height = 238, most = 1000) =>
  autoRows(frequency, columnWidth, columns, { width, height }, most);

test('there are as many rows as samples, where their cells are three pixels high', () => {
  assert.equal(rows(49, S, 300), 49);
  assert.equal(rows(99, S, 300), 50);
  assert.equal(rows(99, S, 300, 1223, 297), 99);
  assert.equal(rows(99, S, 300, 1223, 296), 50);
  assert.equal(rows(997, S, 300, 1223, 300), 100);
  assert.equal(rows(199, S, 300, 1223, 597), 199);
});

test('cells are no flatter than a third of their width', () => {
  assert.equal(rows(99, S, 31), 10);
  assert.equal(rows(99, S, 120), 50);
  assert.equal(rows(99, S, 80, 1200, 240), 25);
  assert.equal(rows(99, S, 31, 600), 25);
});

test('columns of another width have the samples of their width', () => {
  assert.equal(rows(99, 0.1 * S, 300), 10);
  assert.equal(rows(49, 0.1 * S, 300), 5);
  assert.equal(rows(99, 0.001 * S, 300), 1);
  assert.equal(rows(49, 10 * S, 300), 50);
  assert.equal(rows(10, 3 * S, 300), 30);
  assert.equal(rows(1, 60 * S, 300), 60);
});

test('where nobody knows the frequency, there are as many as can be told apart', () => {
  assert.equal(rows(null, S, 300), 50);
  assert.equal(rows(null, S, 300, 1223, 300), 100);
});

test('where no number fits, the smallest is taken, and never more than there may be', () => {
  assert.equal(rows(99, S, 2), 10);
  assert.equal(rows(5, S, 2), 5);
  assert.equal(rows(99, S, 300, 1223, 1000, 30), 25);
  assert.equal(rows(99, S, 300, 1223, 1000, 8), 8);
});

test('the rule holds for every size: no finer choice fits', () => {
  for (const frequency of [null, 7, 19, 49, 99, 250, 999]) {
    for (const columnWidth of [0.1 * S, S, 10 * S]) {
      for (const columns of [1, 12, 31, 180, 3600]) {
        for (const [width, height] of [[300, 150], [1223, 238], [2500, 600]]) {
          const taken = rows(frequency, columnWidth, columns, width, height);
          const samples = frequency ? Math.max(1, Math.round(frequency * columnWidth / S)) : 100;
          assert.ok(taken <= samples);
          const fits = (n: number) => height / n >= 3 && height / n >= width / columns / 3;
          for (const finer of [samples, 100, 50, 49, 25, 20, 10]) if (finer > taken && finer <= samples) assert.ok(!fits(finer), `${finer} for ${taken}`);
        }
      }
    }
  }
});
