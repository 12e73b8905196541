// The heat map's canvas: cells as one pixel buffer that is scaled up, the axes, and each column's total above.
import { clock, seconds } from './format.js';

const NS = 1e9;
const MARGIN = { left: 56, right: 1, top: 40, bottom: 22 };
const TOTALS = 30;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 43200, 86400];
const LEAST_TICK = 64;

export class HeatMapView {
  #canvas;
  #context;
  #cells = document.createElement('canvas');
  #map = null;
  #options = {};

  constructor(canvas) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d', { alpha: false });
  }

  get map() {
    return this.#map;
  }

  /** Where the cells are, in CSS pixels. */
  get plot() {
    const { clientWidth, clientHeight } = this.#canvas;
    return {
      left: MARGIN.left, top: MARGIN.top,
      width: Math.max(1, clientWidth - MARGIN.left - MARGIN.right), height: Math.max(1, clientHeight - MARGIN.top - MARGIN.bottom),
    };
  }

  /** @param options scale, isDark, clock ('', utc, local) and wallClockAtOrigin */
  show(map, options) {
    this.#map = map;
    this.#options = options;
    this.#paintCells();
    this.draw();
  }

  /** A cell, counted along time, of a point; -1 outside. `isNear` takes the nearest cell instead. */
  cellAt(x, y, isNear = false) {
    const map = this.#map;
    if (!map?.columns) return -1;
    const { left, top, width, height } = this.plot;
    const column = Math.floor((x - left) / width * map.columns);
    const row = Math.floor((top + height - y) / height * map.rows);
    if (!isNear && (column < 0 || row < 0 || column >= map.columns || row >= map.rows)) return -1;
    return clamp(column, map.columns - 1) * map.rows + clamp(row, map.rows - 1);
  }

  /** First nanosecond of a cell counted along time, from the profile's origin. */
  startOf(cell) {
    const { rows, columnWidth, start } = this.#map;
    return start + Math.floor(cell / rows) * columnWidth + Math.ceil((cell % rows) * columnWidth / rows);
  }

  /** The cell of an instant; it may lie outside the map. */
  cellOf(ns) {
    const { rows, columnWidth, start } = this.#map;
    const column = Math.floor((ns - start) / columnWidth);
    return column * rows + Math.floor((ns - start - column * columnWidth) * rows / columnWidth);
  }

  /** The first cell that does not start before an instant. */
  cellFrom(ns) {
    const cell = this.cellOf(ns);
    return this.startOf(cell) === ns ? cell : cell + 1;
  }

  valueOf(cell) {
    return this.#map.data.values[cell];
  }

  draw() {
    const { clientWidth, clientHeight } = this.#canvas;
    const ratio = devicePixelRatio;
    const width = Math.round(clientWidth * ratio);
    const height = Math.round(clientHeight * ratio);
    if (this.#canvas.width !== width || this.#canvas.height !== height) Object.assign(this.#canvas, { width, height });
    const context = this.#context;
    const { isDark } = this.#options;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = isDark ? '#181b20' : '#ffffff';
    context.fillRect(0, 0, clientWidth, clientHeight);
    if (!this.#map?.columns) return;
    const plot = this.plot;
    context.imageSmoothingEnabled = false;
    context.drawImage(this.#cells, plot.left, plot.top, plot.width, plot.height);
    this.#drawGaps(context, plot);
    this.#drawTotals(context, plot);
    this.#drawAxes(context, plot);
  }

  #paintCells() {
    const { columns, rows, data, start, columnWidth, capturedFrom, capturedTo } = this.#map;
    if (!columns) return;
    const { scale } = this.#options;
    const image = new ImageData(columns, rows);
    const out = new Uint32Array(image.data.buffer);
    const colors = scale.pixels();
    const last = colors.length - 1;
    const [r, g, b] = scale.noData;
    const noData = ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
    const first = (capturedFrom - start) / columnWidth * rows;
    const end = (capturedTo - start) / columnWidth * rows;
    for (let column = 0, cell = 0; column < columns; column++) {
      for (let row = 0; row < rows; row++, cell++) {
        const value = data.values[cell];
        out[(rows - 1 - row) * columns + column] = value === 0 && (cell + 1 <= first || cell >= end) ? noData : colors[value > last ? last : value];
      }
    }
    Object.assign(this.#cells, { width: columns, height: rows });
    this.#cells.getContext('2d').putImageData(image, 0, 0);
  }

  // Thin lines between columns that are wide enough, so that seconds can be told apart.
  #drawGaps(context, { left, top, width, height }) {
    const step = width / this.#map.columns;
    if (step < 8) return;
    context.fillStyle = this.#options.isDark ? '#181b20' : '#ffffff';
    for (let column = 1; column < this.#map.columns; column++) context.fillRect(Math.round(left + column * step) - 0.5, top, 1, height);
  }

  #drawTotals(context, { left, top, width }) {
    const { columns, data } = this.#map;
    const most = data.totals.reduce((a, b) => Math.max(a, b), 1);
    const step = width / columns;
    const gap = step >= 4 ? 1 : 0;
    context.fillStyle = this.#options.isDark ? '#7d8796' : '#9aa3b2';
    for (let column = 0; column < columns; column++) {
      const height = data.totals[column] / most * TOTALS;
      if (height > 0) context.fillRect(left + column * step + gap / 2, top - 4 - height, Math.max(step - gap, 0.5), height);
    }
  }

  #drawAxes(context, plot) {
    const { columns, columnWidth, start } = this.#map;
    const { clock: zone, wallClockAtOrigin, isDark } = this.#options;
    const { left, top, width, height } = plot;
    context.fillStyle = context.strokeStyle = isDark ? '#a3abb9' : '#596070';
    context.font = '11px system-ui, sans-serif';
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    for (let part = 0; part <= 4; part++) {
      const y = top + height - height * part / 4;
      context.fillRect(left - 4, Math.round(y) - (part === 4 ? 0 : 1), 4, 1);
      const offset = columnWidth * part / 4;
      context.fillText(part === 4 || part % 2 === 0 || height > 120 ? offsetLabel(offset, columnWidth) : '', left - 7, part === 4 ? y + 3 : part === 0 ? y - 4 : y);
    }
    const most = this.#map.data.totals.reduce((a, b) => Math.max(a, b), 0);
    context.fillText(String(most), left - 7, top - TOTALS + 1);
    context.textBaseline = 'top';
    context.textAlign = 'center';
    const length = columns * columnWidth;
    const hasClock = zone && wallClockAtOrigin;
    const wanted = length / NS / (width / (hasClock ? LEAST_TICK * 1.2 : LEAST_TICK));
    const step = (STEPS.find(one => one >= wanted && one * NS >= columnWidth) ?? Math.ceil(wanted / 86400) * 86400) * NS;
    for (let time = Math.ceil(start / step) * step; time <= start + length; time += step) {
      const x = left + (time - start) / length * width;
      context.fillRect(Math.min(Math.round(x), left + width - 1), top + height, 1, 4);
      const label = hasClock ? clock(time, wallClockAtOrigin, zone === 'local', false) : `${seconds(time)} s`;
      const half = context.measureText(label).width / 2;
      context.fillText(label, clamp2(x, left + half - 8, left + width - half), top + height + 7);
    }
  }
}

function offsetLabel(ns, columnWidth) {
  return columnWidth <= NS ? `${Math.round(ns / 1e6)} ms` : columnWidth < 120 * NS ? `${Number((ns / NS).toFixed(2))} s` : `${Number((ns / 60 / NS).toFixed(1))} min`;
}

const clamp = (value, most) => Math.max(0, Math.min(most, value));
const clamp2 = (value, least, most) => Math.max(least, Math.min(most, value));
