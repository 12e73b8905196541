import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding, Range } from '../src/data/answers';
import { marksOf } from '../src/findings/marks';

const grid = { columns: 30, rows: 10, columnWidth: 1e9, start: 0 };
const findingAt = (...occurrences: Range[]): Finding => ({ kind: 'burst', summary: '', range: occurrences[0], occurrences, background: [], culprits: [], displaced: [], threads: [] });

test('a mark is as wide as the columns that its time touches', () => {
  const [mark] = marksOf([findingAt([3.2e9, 4.1e9])], grid, 3000);
  assert.deepEqual([mark.left, mark.width, mark.hasNumber], [300, 199, true]);
});

test('occurrences in one column are one mark', () => {
  const marks = marksOf([findingAt([3.1e9, 3.2e9], [3.5e9, 3.6e9], [5.1e9, 5.2e9])], grid, 3000);
  assert.deepEqual(marks.map(({ occurrences }) => occurrences.length), [2, 1]);
});

test('findings of the same columns lie above each other, in no more than two lanes', () => {
  const same = Array.from({ length: 5 }, () => findingAt([3e9, 4e9]));
  assert.deepEqual(marksOf(same, grid, 3000).map(({ lane }) => lane), [0, 1, 1, 1, 1]);
  assert.deepEqual(marksOf([findingAt([3e9, 4e9]), findingAt([4e9, 5e9])], grid, 3000).map(({ lane }) => lane), [0, 0]);
});

test('what the map does not show has no mark, and what it shows in part has the rest of it', () => {
  const marks = marksOf([findingAt([3.2e9, 12.5e9], [25e9, 26e9], [39e9, 41e9], [50e9, 51e9])], { ...grid, start: 10e9 }, 3000);
  assert.deepEqual(marks.map(({ left, width }) => [left, width]), [[0, 299], [1500, 99], [2900, 99]]);
});

test('a narrow mark can still be hit, but has no number', () => {
  const [mark] = marksOf([findingAt([3e9, 3.1e9])], grid, 60);
  assert.deepEqual([mark.width, mark.hasNumber], [6, false]);
  assert.deepEqual(marksOf([findingAt([3e9, 4e9])], { ...grid, columns: 0 }, 60), []);
});
