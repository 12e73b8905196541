// The heat map's canvas: cells as one pixel buffer that is scaled up, the axes, and each column's total above.
import type { Column, HeatMap } from '../data/answers';
import { contextOf, prepare } from '../shared/canvas';
import { themeOf } from '../shared/theme';
import { drawAxes, drawTotals, type TimeLabels } from './axes';
import { type Plot, plotOf } from './grid';
import type { Scale } from './scale';

export interface HeatMapOptions extends TimeLabels {
  readonly scale: Scale;
  readonly isDark: boolean;
}

export interface HeatMapView {
  readonly map: HeatMap | null;
  readonly plot: Plot;
  /** Shows a map, or nothing. */
  show(map: HeatMap | null, options: HeatMapOptions | null): void;
  draw(): void;
}

export function heatMapView(canvas: HTMLCanvasElement): HeatMapView {
  const context = contextOf(canvas, { alpha: false });
  const cells = document.createElement('canvas');
  let map: HeatMap | null = null;
  let options: HeatMapOptions | null = null;
  const plot = () => plotOf(canvas.clientWidth, canvas.clientHeight);
  canvas.hidden = true;

  function draw() {
    if (!map || !options) return;
    const { width, height } = prepare(canvas, context);
    const theme = themeOf(options.isDark);
    context.fillStyle = theme.page;
    context.fillRect(0, 0, width, height);
    if (!map.columns) return;
    const place = plot();
    context.imageSmoothingEnabled = false;
    context.drawImage(cells, place.left, place.top, place.width, place.height);
    drawGaps(context, map.columns, place);
    const most = mostOf(map.data.totals);
    context.fillStyle = theme.bar;
    drawTotals(context, map, place, most);
    context.fillStyle = theme.axis;
    drawAxes(context, map, place, most, options);
  }

  return {
    get map() { return map; },
    get plot() { return plot(); },
    draw,
    show(shown, shownOptions) {
      map = shown;
      options = shownOptions;
      canvas.hidden = !map;
      if (map?.columns && options) paintCells(cells, map, options.scale);
      draw();
    },
  };
}

function paintCells(cells: HTMLCanvasElement, map: HeatMap, { pixelOf, noData }: Scale): void {
  const { columns, rows, data: { values }, start, columnWidth, capturedFrom, capturedTo } = map;
  const image = new ImageData(columns, rows);
  const out = new Uint32Array(image.data.buffer);
  const first = (capturedFrom - start) / columnWidth * rows;
  const end = (capturedTo - start) / columnWidth * rows;
  for (let column = 0, cell = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++, cell++) {
      out[(rows - 1 - row) * columns + column] = values[cell] === 0 && (cell + 1 <= first || cell >= end) ? noData : pixelOf(values[cell]);
    }
  }
  Object.assign(cells, { width: columns, height: rows });
  contextOf(cells).putImageData(image, 0, 0);
}

// Thin lines between columns that are wide enough, so that seconds can be told apart; drawn in the page's colour.
function drawGaps(context: CanvasRenderingContext2D, columns: number, { left, top, width, height }: Plot): void {
  const step = width / columns;
  if (step < 8) return;
  for (let column = 1; column < columns; column++) context.fillRect(Math.round(left + column * step) - 0.5, top, 1, height);
}

function mostOf(values: Column): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]);
  return most;
}
