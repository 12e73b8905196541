// Selecting on the heat map, by mouse, touch and keyboard.
import { contextOf, prepare } from '../shared/canvas';
import { clamp } from '../shared/clamp';
import { consume, listen } from '../shared/events';
import type { Side, Slice } from '../state/slices';
import { gesture as mode } from './gesture';
import { cellAt as cellAtPoint, cellEnd, cellFrom, cellOf, cornersOf, endOf, type Grid, startOf } from './grid';
import { BASELINE, drawBelow, drawBox, drawSlice, EXAMINED } from './outline';
import type { HeatMapView } from './view';

const DRAG = 4;
const EDGE = 6;
const PAGE = 10;
const MOST_OUTLINES = 12;

export interface SelectionHandlers {
  /** While a gesture goes on. */
  preview(side: Side, slice: Slice): void;
  /** At its end; a gesture that is no step goes on with the step before. */
  select(side: Side, slice: Slice, isStep: boolean): void;
  /** -1 for no cell. */
  point(cell: number, byKeyboard: boolean): void;
  /** A gesture was given up. */
  restore(): void;
  /** The keyboard goes on over the map's edge: to earlier times with -1, to later ones with 1. */
  passed(to: -1 | 1): void;
}

export interface Selection {
  draw(): void;
  /** Shows slices that came from elsewhere; a gesture that is under way goes on. */
  show(examined: readonly Slice[], baseline: readonly Slice[]): void;
  /** Gives a selection up that has only begun; tells whether there was one. */
  cancel(): boolean;
}

interface Anchor {
  readonly side: Side;
  readonly cell: number;
}

interface Gesture extends Anchor {
  readonly edge: 'start' | 'end' | null;
  readonly x: number;
  readonly y: number;
  readonly before: Readonly<Record<Side, readonly Slice[]>>;
  isDrag: boolean;
}

/** @param main what plain gestures select */
export function selectionOn(view: HeatMapView, canvas: HTMLCanvasElement, handlers: SelectionHandlers, main: Side = 'examined'): Selection {
  const context = contextOf(canvas);
  let slices: Readonly<Record<Side, readonly Slice[]>> = { examined: [], baseline: [] };
  let anchor: Anchor | null = null;
  let gesture: Gesture | null = null;
  let pointed = -1;
  let cursor = -1;
  let extendFrom: number | null = null;
  let hasFocus = false;
  let isClear = true;
  let drawnOn: Grid | null = null;

  const gridOf = (): Grid | null => (view.map?.columns ? view.map : null);
  const sideOf = (event: MouseEvent): Side => (event.ctrlKey || event.metaKey || mode.value === 'baseline' ? 'baseline' : main);

  function cellAt(event: MouseEvent, isNear = false): number {
    if (!isNear) return view.cellAt(event.offsetX, event.offsetY);
    const grid = gridOf();
    return grid ? cellAtPoint(grid, view.plot, event.offsetX, event.offsetY, true) : -1;
  }

  // Cells of a map that shows other times become those of the present one.
  function follow(grid: Grid | null) {
    const before = drawnOn;
    drawnOn = grid;
    if (!before || !grid || before === grid) return;
    const now = (cell: number) => (cell < 0 ? cell : cellOf(grid, startOf(before, cell)));
    if (anchor) anchor = { ...anchor, cell: now(anchor.cell) };
    if (gesture) gesture = { ...gesture, cell: now(gesture.cell) };
    if (extendFrom !== null) extendFrom = now(extendFrom);
    cursor = Math.max(-1, now(cursor));
    pointed = -1;
  }

  function draw() {
    const grid = gridOf();
    follow(grid);
    // Nothing has been drawn yet, either: to look at the canvas's size would lay the page out for nothing.
    if (!grid && isClear) return;
    const { width, height } = prepare(canvas, context);
    context.clearRect(0, 0, width, height);
    isClear = !grid;
    if (!grid) return;
    const { plot } = view;
    if (slices.baseline.length > MOST_OUTLINES) drawBelow(context, grid, plot, slices.baseline, BASELINE);
    else for (const slice of slices.baseline) drawSlice(context, grid, plot, slice, BASELINE, [6, 4]);
    for (const slice of slices.examined) drawSlice(context, grid, plot, slice, EXAMINED, []);
    if (pointed >= 0) drawBox(context, grid, plot, pointed, 1);
    if (hasFocus && cursor >= 0) drawBox(context, grid, plot, cursor, 2);
  }

  function down(event: PointerEvent) {
    const cell = cellAt(event);
    if (event.button !== 0 || !event.isPrimary || cell < 0) return;
    canvas.setPointerCapture(event.pointerId);
    const side = sideOf(event);
    const edge = side === main && !event.shiftKey ? edgeAt(event) : null;
    gesture = { side, edge, cell, x: event.offsetX, y: event.offsetY, isDrag: false, before: slices };
    if (edge) anchor = null;
  }

  function move(event: PointerEvent) {
    const cell = cellAt(event, gesture !== null);
    point(cell);
    canvas.classList.toggle('edge', (gesture ? gesture.edge : edgeAt(event)) !== null);
    if (gesture) {
      gesture.isDrag ||= Math.hypot(event.offsetX - gesture.x, event.offsetY - gesture.y) > DRAG;
      if (gesture.isDrag) preview(gesture.side, ...endsOf(gesture, cell));
    } else if (anchor && cell >= 0) {
      preview(anchor.side, anchor.cell, cell);
    }
  }

  function up(event: PointerEvent) {
    if (!gesture) return;
    const ended = gesture;
    gesture = null;
    cursor = cellAt(event, true);
    if (ended.isDrag) {
      anchor = null;
      select(ended.side, ...endsOf(ended, cursor));
    } else if (!ended.edge || anchor) {
      click(ended.side, ended.cell, event.shiftKey);
    }
  }

  // The cells that a drag spans: from where it began, or from the other end of the slice whose edge is moved.
  function endsOf({ edge, cell, before }: Gesture, to: number): [number, number] {
    const grid = gridOf();
    if (!edge || !grid) return [cell, to];
    const [slice] = before[main];
    return [edge === 'start' ? cellFrom(grid, slice.to) - 1 : cellOf(grid, slice.from), to];
  }

  function click(side: Side, cell: number, isExtending: boolean) {
    const grid = gridOf();
    const slice = slices[side].at(0);
    if (isExtending && slice && grid && !anchor) {
      const first = cellOf(grid, slice.from);
      const last = cellFrom(grid, slice.to) - 1;
      select(side, Math.abs(cell - first) < Math.abs(cell - last) ? last : first, cell);
    } else if (anchor?.side === side) {
      const first = anchor.cell;
      anchor = null;
      select(side, first, cell);
    } else {
      anchor = { side, cell };
      preview(side, cell, cell);
    }
  }

  function takeColumn(event: MouseEvent) {
    const cell = cellAt(event);
    const grid = gridOf();
    if (cell < 0 || !grid) return;
    anchor = null;
    const first = cell - cell % grid.rows;
    // The two clicks before it were a step already.
    select(sideOf(event), first, first + grid.rows - 1, false);
  }

  function key(event: KeyboardEvent) {
    const grid = gridOf();
    if (!grid || event.altKey) return;
    const { columns, rows } = grid;
    if (cursor < 0 || cursor >= columns * rows) cursor = cursor < 0 ? 0 : (columns - 1) * rows;
    const column = Math.floor(cursor / rows);
    const row = cursor % rows;
    const moves: Record<string, [column: number, row: number]> = {
      ArrowLeft: [column - 1, row], ArrowRight: [column + 1, row], ArrowUp: [column, row + 1], ArrowDown: [column, row - 1],
      Home: [0, row], End: [columns - 1, row], PageUp: [column - PAGE, row], PageDown: [column + PAGE, row],
    };
    const to = moves[event.key];
    if (to && (to[0] < 0 || to[0] >= columns)) handlers.passed(to[0] < 0 ? -1 : 1);
    if (to && !event.ctrlKey && !event.metaKey) step(clamp(to[0], 0, columns - 1) * rows + clamp(to[1], 0, rows - 1), event.shiftKey);
    else if (event.key === 'Enter') click(main, cursor, false);
    else if (event.key === 'b' || event.key === 'B') click('baseline', cursor, false);
    else return;
    hasFocus = true;
    draw();
    consume(event);
  }

  function step(cell: number, isSelecting: boolean) {
    const first = isSelecting ? extendFrom ?? cursor : null;
    const isFirst = extendFrom === null;
    extendFrom = first;
    cursor = cell;
    if (first !== null) select(main, first, cell, isFirst);
    else if (anchor) preview(anchor.side, anchor.cell, cell);
    handlers.point(cell, true);
  }

  function point(cell: number) {
    if (cell === pointed) return;
    pointed = cell;
    handlers.point(cell, false);
    draw();
  }

  // Which end of the slice a point is at.
  function edgeAt({ offsetX: x, offsetY: y }: MouseEvent): 'start' | 'end' | null {
    const slice = slices[main].at(0);
    const grid = gridOf();
    if (!slice || anchor || !grid) return null;
    const { plot } = view;
    const [start, end] = cornersOf(grid, plot, slice.from, slice.to);
    const near = (value: number, line: number) => Math.abs(value - line) <= EDGE;
    const within = (value: number, one: number, other: number) => value >= Math.min(one, other) - EDGE && value <= Math.max(one, other) + EDGE;
    const isStart = (near(x, start.x0) && within(y, plot.top, start.y)) || (near(y, start.y) && within(x, start.x0, start.x1));
    if (isStart && slice.from >= grid.start) return 'start';
    if (slice.to > endOf(grid)) return null;
    return (near(x, end.x1) && within(y, end.y, plot.top + plot.height)) || (near(y, end.y) && within(x, end.x0, end.x1)) ? 'end' : null;
  }

  function take(side: Side, first: number, last: number): Slice | null {
    const grid = gridOf();
    if (!grid) return null;
    const slice = { from: startOf(grid, Math.min(first, last)), to: cellEnd(grid, Math.max(first, last)) };
    slices = { ...slices, [side]: [slice] };
    draw();
    return slice;
  }

  function cancel(): boolean {
    const begun = anchor ?? gesture;
    anchor = gesture = null;
    return begun !== null;
  }

  function preview(side: Side, first: number, last: number) {
    const slice = take(side, first, last);
    if (slice) handlers.preview(side, slice);
  }

  function select(side: Side, first: number, last: number, isStep = true) {
    const slice = take(side, first, last);
    if (slice) handlers.select(side, slice, isStep);
  }

  const focusChanged = () => {
    hasFocus = canvas.matches(':focus-visible');
    draw();
  };

  listen(canvas, {
    pointerdown: down,
    pointermove: move,
    pointerup: up,
    dblclick: takeColumn,
    keydown: key,
    pointercancel: () => { if (cancel()) handlers.restore(); },
    pointerleave: () => { if (!gesture) point(-1); },
    contextmenu: event => { if (event.ctrlKey) event.preventDefault(); },
    focus: focusChanged,
    blur: focusChanged,
  });

  return {
    draw,
    show(examined, baseline) {
      if (!gesture && !anchor) slices = { examined, baseline };
      draw();
    },
    cancel,
  };
}
