// What is drawn over the cells: a slice is linear time, so its outline is a staircase.
import { clamp } from '../shared/clamp';
import type { Slice } from '../state/slices';
import { cornersOf, endOf, type Grid, type Plot } from './grid';

export const EXAMINED = '#0b3d91';
export const BASELINE = '#8a5a00';
const HALO = '#ffffff';

/** A slice's outline: down at its start, up at its end, with a step where column and row part. */
export function drawSlice(context: CanvasRenderingContext2D, grid: Grid, plot: Plot, { from, to }: Slice, color: string, dash: number[]): void {
  if (to <= grid.start || from >= endOf(grid)) return;
  const path = new Path2D();
  const [start, end] = cornersOf(grid, plot, from, to);
  const { top, height } = plot;
  const bottom = top + height;
  if (end.x0 <= start.x0 + 0.01) {
    path.rect(start.x0, end.y, start.x1 - start.x0, start.y - end.y);
  } else {
    path.lineTo(start.x0, start.y);
    path.lineTo(start.x0, top);
    path.lineTo(end.x0, top);
    path.lineTo(end.x0, end.y);
    path.lineTo(end.x1, end.y);
    path.lineTo(end.x1, bottom);
    path.lineTo(start.x1, bottom);
    path.lineTo(start.x1, start.y);
    path.closePath();
  }
  context.lineJoin = 'round';
  stroke(HALO, 4);
  context.setLineDash(dash);
  stroke(color, 2);
  context.setLineDash([]);
  // A slice narrower than a pixel or two still has to be seen.
  if (start.x1 - start.x0 < 3) {
    context.fillStyle = color;
    context.fillRect(start.x0 - 1, top - 6, Math.max(3, end.x1 - start.x0 + 2), 3);
  }

  function stroke(strokeStyle: string, lineWidth: number) {
    Object.assign(context, { strokeStyle, lineWidth });
    context.stroke(path);
  }
}

/** Where slices are, below the cells: the outlines of so many would hide them. */
export function drawBelow(context: CanvasRenderingContext2D, grid: Grid, plot: Plot, slices: readonly Slice[], color: string): void {
  context.fillStyle = color;
  for (const { from, to } of slices) {
    if (to <= grid.start || from >= endOf(grid)) continue;
    const x = (ns: number) => plot.left + clamp((ns - grid.start) / (endOf(grid) - grid.start), 0, 1) * plot.width;
    context.fillRect(x(from), plot.top + plot.height + 1, Math.max(1, x(to) - x(from)), 3);
  }
}

/** A box around a cell. */
export function drawBox(context: CanvasRenderingContext2D, { columns, rows }: Grid, { left, top, width, height }: Plot, cell: number, lineWidth: number): void {
  for (const [strokeStyle, line] of [[HALO, lineWidth + 2], [EXAMINED, lineWidth]]) {
    Object.assign(context, { strokeStyle, lineWidth: line });
    context.strokeRect(left + Math.floor(cell / rows) * width / columns, top + height - (cell % rows + 1) * height / rows, width / columns, height / rows);
  }
}
