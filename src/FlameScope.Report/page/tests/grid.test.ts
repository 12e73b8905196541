import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellAt, cellFrom, cellOf, cornersOf, type Grid, plotOf, startOf } from '../src/map/grid';
import { randomOf } from './random';

const grids: Grid[] = [
  { columns: 31, rows: 99, columnWidth: 1e9, start: 0 },
  { columns: 7, rows: 3, columnWidth: 1e9, start: -2e9 },
  { columns: 1, rows: 1, columnWidth: 60e9, start: 0 },
  { columns: 40, rows: 50, columnWidth: 100e6, start: 12e9 },
];
const plot = plotOf(1000, 300);

test('cells follow each other without a gap, and columns start where they say', () => {
  for (const grid of grids) {
    for (let cell = 0; cell < grid.columns * grid.rows; cell++) {
      assert.ok(startOf(grid, cell) < startOf(grid, cell + 1));
      if (cell % grid.rows === 0) assert.equal(startOf(grid, cell), grid.start + cell / grid.rows * grid.columnWidth);
    }
  }
});

test('every instant is in the cell that starts at it or before it, and ends after it', () => {
  const random = randomOf(1);
  for (const grid of grids) {
    for (let i = 0; i < 2000; i++) {
      const ns = grid.start + Math.floor(random() * grid.columns * grid.columnWidth);
      const cell = cellOf(grid, ns);
      assert.ok(startOf(grid, cell) <= ns && ns < startOf(grid, cell + 1), `${ns} in cell ${cell}`);
    }
  }
});

test('the first cell from an instant on is its own only where it starts there', () => {
  const [grid] = grids;
  for (const cell of [0, 1, 98, 99, 100, 1000]) {
    assert.equal(cellFrom(grid, startOf(grid, cell)), cell);
    assert.equal(cellFrom(grid, startOf(grid, cell) + 1), cell + 1);
  }
});

test('a point is in the cell under it; row 0 is at the bottom', () => {
  const [grid] = grids;
  const { left, top, width, height } = plot;
  assert.equal(cellAt(grid, plot, left + 0.1, top + height - 0.1), 0);
  assert.equal(cellAt(grid, plot, left + 0.1, top + 0.1), 98);
  assert.equal(cellAt(grid, plot, left + width - 0.1, top + 0.1), 31 * 99 - 1);
});

test('a point outside has no cell, but a nearest one', () => {
  const [grid] = grids;
  const { left, top, height } = plot;
  assert.equal(cellAt(grid, plot, left - 1, top + 1), -1);
  assert.equal(cellAt(grid, plot, left - 1, top + height - 0.1, true), 0);
  assert.equal(cellAt({ ...grid, columns: 0 }, plot, left + 1, top + 1, true), -1);
});

test('a slice of whole columns ends in the last of them, not in the next', () => {
  const [grid] = grids;
  const [start, end] = cornersOf(grid, plot, 5e9, 8e9);
  const step = plot.width / grid.columns;
  assert.deepEqual([start.x0, end.x1], [plot.left + 5 * step, plot.left + 8 * step]);
  assert.deepEqual([start.y, end.y], [plot.top + plot.height, plot.top]);
});

test('what lies outside the map is cut at its edges', () => {
  const [grid] = grids;
  const [start, end] = cornersOf(grid, plot, -5e9, 100e9);
  assert.deepEqual([start.x0, end.x1], [plot.left, plot.left + plot.width]);
});
