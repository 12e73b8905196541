import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedColumnWidth, autoColumnWidth, columnsIn, MAX_COLUMNS, moved, WIDTHS, zoomed } from '../src/map/columns';

const S = 1e9;
const whole = (to: number, from = 0) => ({ from: from * S, to: to * S });
const auto = (length: number, pixels = 1223) => autoColumnWidth(whole(length), pixels) / S;

test('columns are the narrowest that are four pixels wide', () => {
  assert.equal(auto(0.5), 0.01);
  assert.equal(auto(3.05), 0.01);
  assert.equal(auto(3.06), 0.1);
  assert.equal(auto(12), 0.1);
  assert.equal(auto(30.5), 0.1);
  assert.equal(auto(30.6), 1);
  assert.equal(auto(180), 1);
  assert.equal(auto(600), 10);
  assert.equal(auto(3600), 60);
  assert.equal(auto(24 * 3600), 300);
});

test('where none is, they are the widest, and wider than these where a map would have too many', () => {
  assert.equal(auto(7 * 24 * 3600), 300);
  assert.equal(auto(300 * (MAX_COLUMNS - 1)), 300);
  assert.ok(columnsIn(autoColumnWidth(whole(9.2e9), 1223), whole(9.2e9)) <= MAX_COLUMNS);
  assert.equal(autoColumnWidth(whole(0), 1223), 0.01 * S);
});

test('the rule holds for every length and every room', () => {
  for (const length of [0.001, 0.7, 2, 12, 31, 180, 3600, 86_400, 1e6, 1e9]) {
    for (const pixels of [1, 300, 1223, 2500]) {
      for (const from of [0, 0.549562, 4592.3]) {
        const span = whole(from + length, from);
        const taken = autoColumnWidth(span, pixels);
        const fits = (width: number) => pixels / columnsIn(width, span) >= 4 && columnsIn(width, span) <= MAX_COLUMNS;
        assert.ok(columnsIn(taken, span) <= MAX_COLUMNS);
        for (const narrower of WIDTHS) if (narrower < taken) assert.ok(!fits(narrower), `${narrower} for ${taken}`);
      }
    }
  }
});

test('a width that would give too many columns gives way to the next one', () => {
  assert.equal(allowedColumnWidth(0.01 * S, whole(40)), 0.01 * S);
  assert.equal(allowedColumnWidth(0.01 * S, whole(41)), 0.1 * S);
  assert.equal(allowedColumnWidth(0.25 * S, whole(2000)), 1 * S);
});

test('columns are counted where they begin', () => {
  assert.equal(columnsIn(S, { from: 0.5 * S, to: 1 * S }), 1);
  assert.equal(columnsIn(S, { from: 0.5 * S, to: 1 * S + 1 }), 2);
  assert.equal(columnsIn(S, { from: 0, to: 0 }), 1);
});

test('a step in keeps the time under the pointer, and a step out leads back to the whole', () => {
  const capture = { from: 0.549562 * S, to: 12.543653 * S };
  const one = zoomed(capture, { columnWidth: 0.1 * S, span: null }, 1223, 7.2 * S, true);
  assert.ok(one?.span);
  assert.equal(one.columnWidth, 0.01 * S);
  const part = (7.2 * S - one.span.from) / (one.span.to - one.span.from);
  assert.ok(Math.abs(part - (7.2 * S - capture.from) / (capture.to - capture.from)) < 0.01);
  assert.equal(one.span.from % (0.01 * S), 0);
  assert.equal(zoomed(capture, one, 1223, 7.2 * S, true), null);
  assert.deepEqual(zoomed(capture, one, 1223, 7.2 * S, false), { columnWidth: 0.1 * S, span: null });
  assert.deepEqual(zoomed(capture, { columnWidth: 0.1 * S, span: null }, 1223, 0, false), { columnWidth: S, span: null });
  assert.equal(zoomed(capture, { columnWidth: 10 * S, span: null }, 1223, 0, false), null);
});

test('from whichever width and place, a step shows no more columns than there may be and stays in the capture', () => {
  for (const length of [0.2, 2, 31, 179, 4000, 90_000]) {
    const capture = { from: 0.3 * S, to: (0.3 + length) * S };
    for (const part of [0, 0.31, 1]) {
      const at = capture.from + part * length * S;
      let sight: { columnWidth: number; span: { from: number; to: number } | null } | null = { columnWidth: autoColumnWidth(capture, 1223), span: null };
      for (let step = 0; step < 6 && sight; step++) {
        const { columnWidth, span } = sight;
        assert.ok(columnsIn(columnWidth, span ?? capture) <= MAX_COLUMNS);
        if (span) {
          assert.ok(span.from - columnWidth <= at && at <= span.to + columnWidth, `${at} in ${span.from} to ${span.to}`);
          assert.ok(span.from > capture.from - columnWidth && span.to <= capture.to + columnWidth);
        }
        sight = zoomed(capture, sight, 1223, at, true);
      }
    }
  }
});

test('a span that is moved keeps its length and stays in the capture', () => {
  const capture = whole(31, 0.4);
  const span = { from: 4 * S, to: 7 * S };
  assert.deepEqual(moved(span, 2.04 * S, capture, 0.1 * S), { from: 6 * S, to: 9 * S });
  assert.deepEqual(moved(span, -99 * S, capture, S), { from: 0, to: 3 * S });
  assert.deepEqual(moved(span, 99 * S, capture, S), { from: 28 * S, to: 31 * S });
});
