import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeatMap } from '../src/data/answers';
import { cellShown, hatch, paintCells, spread } from '../src/map/raster';
import type { Scale } from '../src/map/scale';
import { randomOf } from './random';

const NO_DATA = 0xffffffff;
// A pixel is the value itself.
const scale = { noData: NO_DATA, pixelOf: (value: number) => value } as Scale;

function mapOf(columns: number, rows: number, values: Uint16Array, captured: readonly number[] = [0, columns]): HeatMap {
  return {
    columns, rows, columnWidth: 1e9, start: 0, capturedFrom: captured[0] * 1e9, capturedTo: captured[1] * 1e9, data: { values, totals: values },
  } as unknown as HeatMap;
}

const SIZES = [[1, 1], [3, 7], [7, 3], [99, 100], [100, 99], [100, 100], [3600, 1223], [1223, 3600], [4000, 31], [1000, 238], [101, 100]] as const;

test('every cell has a pixel, and every pixel a cell, however many there are of either', () => {
  for (const [cells, pixels] of SIZES) {
    const { first, last } = spread(cells, pixels);
    assert.deepEqual([first[0], last.at(-1)], [0, cells - 1]);
    for (let pixel = 1; pixel < pixels; pixel++) assert.ok(first[pixel] <= last[pixel - 1] + 1 && last[pixel] >= last[pixel - 1], `${cells} ${pixels}`);
  }
});

test('where there is a pixel for each cell, a pixel has one cell', () => {
  for (const [cells, pixels] of SIZES) if (cells <= pixels) assert.deepEqual(spread(cells, pixels).first, spread(cells, pixels).last);
});

test('a pixel shows the largest cell that it touches, and the hottest cell is always seen', () => {
  const random = randomOf(11);
  for (let round = 0; round < 60; round++) {
    const [columns, rows, width, height] = Array.from({ length: 4 }, () => 1 + Math.floor(random() ** 2 * 60));
    const values = Uint16Array.from({ length: columns * rows }, () => (random() < 0.8 ? 0 : 1 + Math.floor(random() ** 6 * 900)));
    const pixels = paintCells(mapOf(columns, rows, values), scale, width, height);
    assert.equal(Math.max(...pixels), Math.max(...values));
    for (let column = 0; column < columns; column++) {
      for (let row = 0; row < rows; row++) {
        // All pixels whose area has some of the cell's.
        const touched = [];
        for (let x = Math.floor(column * width / columns); x < (column + 1) * width / columns; x++) {
          for (let y = Math.floor(row * height / rows); y < (row + 1) * height / rows; y++) touched.push(pixels[(height - 1 - y) * width + x]);
        }
        assert.ok(Math.max(...touched) >= values[column * rows + row], `${columns} × ${rows} on ${width} × ${height}`);
        if (columns > width && rows > height) assert.ok(Math.min(...touched) >= values[column * rows + row]);
      }
    }
    // Nothing is shown that is not there.
    for (const pixel of pixels) assert.ok(values.includes(pixel));
  }
});

test('a lone sample in six hours has a pixel', () => {
  const values = new Uint16Array(21_600 * 99);
  values[12_345 * 99 + 42] = 7;
  const pixels = paintCells(mapOf(21_600, 99, values), scale, 1223, 238);
  assert.ok(pixels.includes(7));
});

test('a pixel has no data only where none of its cells has, and row 0 is at the bottom', () => {
  const pixels = paintCells(mapOf(2, 4, Uint16Array.of(0, 0, 0, 1, 2, 0, 0, 0), [0.5, 1.25]), scale, 2, 4);
  assert.deepEqual([...pixels], [1, NO_DATA, 0, NO_DATA, NO_DATA, NO_DATA, NO_DATA, 2]);
  assert.deepEqual([...paintCells(mapOf(2, 4, new Uint16Array(8), [0.75, 1.25]), scale, 1, 2)], [0, 0]);
});

test('what was not captured is hatched across rows, and nothing else is', () => {
  const pixels = Uint32Array.from({ length: 40 * 30 }, (_, at) => (at % 40 < 20 ? NO_DATA : 3));
  hatch(pixels, { ...scale, ground: 9 }, 40, 1);
  for (let y = 0; y < 30; y++) {
    for (let x = 0; x < 40; x++) assert.equal(pixels[y * 40 + x], x >= 20 ? 3 : (x + y) % 6 < 2 ? NO_DATA : 9);
  }
});

test('what is told under the pointer is the fullest cell of the pixel that is seen there', () => {
  const random = randomOf(5);
  const values = Uint16Array.from({ length: 50 * 40 }, () => Math.floor(random() ** 4 * 300));
  const map = mapOf(50, 40, values);
  for (const [width, height] of [[17, 13], [50, 40], [120, 90], [13, 90]]) {
    const pixels = paintCells(map, scale, width, height);
    for (let x = 0; x < width; x++) {
      for (let y = 0; y < height; y++) assert.equal(values[cellShown(map, width, height, x, y)], pixels[(height - 1 - y) * width + x]);
    }
  }
});
