// Where the cells of a heat map are: between points of its canvas, cells, and times. Cells are counted along time.
import type { HeatMap } from '../data/answers';
import { clamp } from '../shared/clamp';

/** Where the cells are on the canvas, in CSS pixels. */
export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const LEFT = 56;
const RIGHT = 1;
const TOP = 40;
const BOTTOM = 22;

/** The room for cells on a canvas: its margins have the axes and each column's total. */
export const plotOf = (width: number, height: number): Plot =>
  ({ left: LEFT, top: TOP, width: Math.max(1, width - LEFT - RIGHT), height: Math.max(1, height - TOP - BOTTOM) });

export type Grid = Pick<HeatMap, 'columns' | 'rows' | 'columnWidth' | 'start'>;

/** The cell of a point; -1 outside. `isNear` takes the nearest cell instead. */
export function cellAt({ columns, rows }: Grid, { left, top, width, height }: Plot, x: number, y: number, isNear = false): number {
  if (!columns) return -1;
  const column = Math.floor((x - left) / width * columns);
  const row = Math.floor((top + height - y) / height * rows);
  if (!isNear && (column < 0 || row < 0 || column >= columns || row >= rows)) return -1;
  return clamp(column, 0, columns - 1) * rows + clamp(row, 0, rows - 1);
}

/** First nanosecond of a cell, from the profile's origin. */
export function startOf({ rows, columnWidth, start }: Grid, cell: number): number {
  const column = Math.floor(cell / rows);
  return start + column * columnWidth + Math.ceil((cell - column * rows) * columnWidth / rows);
}

/** The first nanosecond after the last cell. */
export const endOf = ({ columns, columnWidth, start }: Grid): number => start + columns * columnWidth;

/** The cell of an instant; it may lie outside the map. */
export function cellOf({ rows, columnWidth, start }: Grid, ns: number): number {
  const column = Math.floor((ns - start) / columnWidth);
  return column * rows + Math.floor((ns - start - column * columnWidth) * rows / columnWidth);
}

/** The first cell that does not start before an instant. */
export function cellFrom(grid: Grid, ns: number): number {
  const cell = cellOf(grid, ns);
  return startOf(grid, cell) === ns ? cell : cell + 1;
}

/** The sides of a column, and the height in it, in CSS pixels. */
export interface Corner {
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
}

/** Start and end of a slice on the canvas. */
export function cornersOf({ columns, columnWidth, start }: Grid, { left, top, width, height }: Plot, from: number, to: number): [Corner, Corner] {
  const step = width / columns;
  const corner = (ns: number, isEnd: boolean) => {
    const place = clamp((ns - start) / columnWidth, 0, columns);
    const column = isEnd && place > 0 ? Math.ceil(place) - 1 : Math.min(columns - 1, Math.floor(place));
    return { x0: left + column * step, x1: left + (column + 1) * step, y: top + height - (place - column) * height };
  };
  return [corner(from, false), corner(to, true)];
}
