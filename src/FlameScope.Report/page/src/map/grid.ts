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
const NAMED_LEFT = 132;
const RIGHT = 1;
const TOP = 40;
const BOTTOM = 22;

/** The room for markers below the cells. */
export const MARKERS = 12;

/**
 * The room for cells on a canvas: its margins have the axes and each column's total.
 * @param isNamed whether rows have names
 * @param below what else stands between cells and axis
 */
export function plotOf(width: number, height: number, isNamed = false, below = 0): Plot {
  const left = isNamed ? NAMED_LEFT : LEFT;
  return { left, top: TOP, width: Math.max(1, width - left - RIGHT), height: Math.max(1, height - TOP - BOTTOM - below) };
}

/** Where rows have names, a cell lasts as long as its column. */
export type Grid = Pick<HeatMap, 'columns' | 'rows' | 'columnWidth' | 'start' | 'rowNames'>;

/** The cell of a point; -1 outside. `isNear` takes the nearest cell instead. */
export function cellAt({ columns, rows }: Grid, { left, top, width, height }: Plot, x: number, y: number, isNear = false): number {
  if (!columns) return -1;
  const column = Math.floor((x - left) / width * columns);
  const row = Math.floor((top + height - y) / height * rows);
  if (!isNear && (column < 0 || row < 0 || column >= columns || row >= rows)) return -1;
  return clamp(column, 0, columns - 1) * rows + clamp(row, 0, rows - 1);
}

/** First nanosecond of a cell, from the profile's origin. */
export function startOf({ rows, columnWidth, start, rowNames }: Grid, cell: number): number {
  const column = Math.floor(cell / rows);
  return rowNames ? start + column * columnWidth : start + column * columnWidth + Math.ceil((cell - column * rows) * columnWidth / rows);
}

/** The first nanosecond after a cell. */
export const cellEnd = (grid: Grid, cell: number): number => startOf(grid, grid.rowNames ? cell + grid.rows : cell + 1);

/** The first nanosecond after the last cell. */
export const endOf = ({ columns, columnWidth, start }: Grid): number => start + columns * columnWidth;

/** The cell of an instant; it may lie outside the map. */
export function cellOf({ rows, columnWidth, start, rowNames }: Grid, ns: number): number {
  const column = Math.floor((ns - start) / columnWidth);
  return rowNames ? column * rows : column * rows + Math.floor((ns - start - column * columnWidth) * rows / columnWidth);
}

/** The first cell that does not start before an instant. */
export function cellFrom(grid: Grid, ns: number): number {
  const cell = cellOf(grid, ns);
  return startOf(grid, cell) === ns ? cell : cell + (grid.rowNames ? grid.rows : 1);
}

/** The sides of a column, and the height in it, in CSS pixels. */
export interface Corner {
  readonly x0: number;
  readonly x1: number;
  readonly y: number;
}

/** Start and end of a slice on the canvas. */
export function cornersOf({ columns, columnWidth, start, rowNames }: Grid, { left, top, width, height }: Plot, from: number, to: number): [Corner, Corner] {
  const step = width / columns;
  const corner = (ns: number, isEnd: boolean) => {
    const place = clamp((ns - start) / columnWidth, 0, columns);
    if (rowNames) return { x0: left + place * step, x1: left + place * step, y: isEnd ? top : top + height };
    const column = isEnd && place > 0 ? Math.ceil(place) - 1 : Math.min(columns - 1, Math.floor(place));
    return { x0: left + column * step, x1: left + (column + 1) * step, y: top + height - (place - column) * height };
  };
  return [corner(from, false), corner(to, true)];
}
