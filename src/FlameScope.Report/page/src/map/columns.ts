// How wide the columns of a heat map are, and which times they show.
import { clamp } from '../shared/clamp';
import type { Slice } from '../state/slices';
import { NS } from '../text/times';

/** The widths to step through, in nanoseconds. */
export const WIDTHS: readonly number[] = [0.01, 0.1, 1, 10, 60, 300].map(seconds => seconds * NS);

/** No map has more columns than this. */
export const MAX_COLUMNS = 4000;

// In pixels: narrower ones cannot be told apart, and wider ones show less than there is.
const LEAST_PIXELS = 4;
const MOST_PIXELS = 12;

const HOUR = 3600 * NS;

/** What a map shows. */
export interface Sight {
  readonly columnWidth: number;
  /** null for the whole capture. */
  readonly span: Slice | null;
}

/** How many columns a span touches; they begin at whole multiples of their width. */
export const columnsIn = (columnWidth: number, { from, to }: Slice): number =>
  Math.max(1, Math.floor((to - 1) / columnWidth) - Math.floor(from / columnWidth) + 1);

/** Whether a map may have so many columns. */
export const isAllowed = (columnWidth: number, span: Slice): boolean => columnsIn(columnWidth, span) <= MAX_COLUMNS;
const isWide = (columnWidth: number, span: Slice, pixels: number) => isAllowed(columnWidth, span) && pixels / columnsIn(columnWidth, span) >= LEAST_PIXELS;

/** The narrowest width whose columns can be told apart on so many pixels; the widest where there is none. */
export const autoColumnWidth = (span: Slice, pixels: number): number =>
  WIDTHS.find(width => isWide(width, span, pixels)) ?? allowedColumnWidth(WIDTHS[WIDTHS.length - 1], span);

/** The width, or a wider one where it would give more columns than a map may have. */
export function allowedColumnWidth(columnWidth: number, span: Slice): number {
  if (isAllowed(columnWidth, span)) return columnWidth;
  return WIDTHS.find(width => width > columnWidth && isAllowed(width, span)) ?? Math.ceil((span.to - span.from) / (MAX_COLUMNS - 1) / HOUR) * HOUR;
}

/** A span as long as another, moved, that begins with a column and stays in the capture. */
export function moved({ from, to }: Slice, by: number, whole: Slice, columnWidth: number): Slice {
  const down = (ns: number) => Math.floor(ns / columnWidth) * columnWidth;
  const length = Math.max(columnWidth, Math.round((to - from) / columnWidth) * columnWidth);
  const last = Math.max(down(whole.from), down(whole.to - 1) + columnWidth - length);
  const start = clamp(Math.round((from + by) / columnWidth) * columnWidth, down(whole.from), last);
  return { from: start, to: start + length };
}

/**
 * The map with the next narrower or wider columns, which are as wide on the screen as they were; null where there is none.
 * @param pixels the width of the cells
 * @param at the time that stays where it is, to a column
 */
export function zoomed(whole: Slice, { columnWidth, span }: Sight, pixels: number, at: number, isIn: boolean): Sight | null {
  const next = isIn ? WIDTHS.findLast(width => width < columnWidth) : WIDTHS.find(width => width > columnWidth);
  if (next === undefined) return null;
  if (!isIn && !span) return columnsIn(next, whole) > 1 ? { columnWidth: next, span: null } : null;
  const before = span ?? whole;
  const wide = clamp(pixels / columnsIn(columnWidth, before), LEAST_PIXELS, MOST_PIXELS);
  const length = Math.max(1, Math.floor(pixels / wide)) * next;
  if (isWide(next, whole, pixels) || length >= whole.to - whole.from) return { columnWidth: next, span: null };
  const part = clamp((at - before.from) / (before.to - before.from), 0, 1);
  const from = at - part * length;
  return { columnWidth: next, span: moved({ from, to: from + length }, 0, whole, next) };
}
