// The heat map's canvas: cells as one buffer of the screen's own pixels, the axes, and each column's total above.
import type { Column, HeatMap } from '../data/answers';
import { contextOf, prepare } from '../shared/canvas';
import { clamp } from '../shared/clamp';
import { themeOf } from '../shared/theme';
import { drawAxes, drawMarkers, drawTotals, type TimeLabels, TOTALS } from './axes';
import { cellAt, MARKERS, type Plot, plotOf } from './grid';
import { cellShown, hatch, paintCells } from './raster';
import type { Scale } from './scale';

export interface HeatMapOptions extends TimeLabels {
  readonly scale: Scale;
  readonly isDark: boolean;
}

export interface HeatMapView {
  readonly map: HeatMap | null;
  readonly plot: Plot;
  /** The cell that is seen at a point: where several share a pixel, the fullest of them; -1 outside. */
  cellAt(x: number, y: number): number;
  /** Shows a map, or nothing. */
  show(map: HeatMap | null, options: HeatMapOptions | null, matches: Column | null): void;
  draw(): void;
}

export function heatMapView(canvas: HTMLCanvasElement): HeatMapView {
  const context = contextOf(canvas, { alpha: false });
  let cells: ImageData | null = null;
  let matches: Column | null = null;
  let map: HeatMap | null = null;
  let options: HeatMapOptions | null = null;
  const plot = () => plotOf(canvas.clientWidth, canvas.clientHeight, map?.rowNames !== undefined, map?.markers.length ? MARKERS : 0);
  canvas.hidden = true;

  function draw() {
    if (!map || !options) return;
    const { width, height } = prepare(canvas, context);
    const theme = themeOf(options.isDark);
    context.fillStyle = theme.page;
    context.fillRect(0, 0, width, height);
    if (!map.columns) return;
    const place = plot();
    const on = pixelsOf(place);
    if (cells?.width !== on.width || cells.height !== on.height) {
      const pixels = paintCells(map, options.scale, on.width, on.height, matches);
      hatch(pixels, options.scale, on.width, devicePixelRatio);
      cells = new ImageData(new Uint8ClampedArray(pixels.buffer), on.width, on.height);
    }
    context.putImageData(cells, on.left, on.top);
    drawGaps(context, map, place);
    const most = mostOf(map.data.totals);
    context.fillStyle = theme.bar;
    drawTotals(context, map, place.left, place.top - 4, place.width, TOTALS, most);
    context.fillStyle = theme.axis;
    drawAxes(context, map, place, most, options);
    context.fillStyle = theme.text;
    drawMarkers(context, map, place);
  }

  return {
    get map() { return map; },
    get plot() { return plot(); },
    cellAt(x, y) {
      if (!map) return -1;
      const place = plot();
      const cell = cellAt(map, place, x, y);
      const { left, top, width, height } = pixelsOf(place);
      if (cell < 0 || (map.columns <= width && map.rows <= height)) return cell;
      const pixel = (value: number, pixels: number) => clamp(Math.floor(value * devicePixelRatio), 0, pixels - 1);
      return cellShown(map, width, height, pixel(x - left / devicePixelRatio, width), height - 1 - pixel(y - top / devicePixelRatio, height));
    },
    draw,
    show(shown, shownOptions, shownMatches) {
      matches = shownMatches;
      map = shown;
      options = shownOptions;
      canvas.hidden = !map;
      cells = null;
      draw();
    },
  };
}

// The same place in the screen's own pixels, so that none of them is a mixture of cells.
function pixelsOf({ left, top, width, height }: Plot): Plot {
  const at = (value: number) => Math.round(value * devicePixelRatio);
  return { left: at(left), top: at(top), width: Math.max(1, at(left + width) - at(left)), height: Math.max(1, at(top + height) - at(top)) };
}

// Thin lines between columns that are wide enough, so that seconds can be told apart, and between rows with names; drawn in the page's colour.
function drawGaps(context: CanvasRenderingContext2D, { columns, rows, rowNames }: HeatMap, { left, top, width, height }: Plot): void {
  const step = width / columns;
  const tall = height / rows;
  if (rowNames && tall >= 8) for (let row = 1; row < rows; row++) context.fillRect(left, Math.round(top + row * tall), width, 1);
  if (step < 8) return;
  for (let column = 1; column < columns; column++) context.fillRect(Math.round(left + column * step) - 0.5, top, 1, height);
}

function mostOf(values: Column): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]);
  return most;
}
