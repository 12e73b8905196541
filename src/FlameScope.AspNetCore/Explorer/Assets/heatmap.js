// The heat map's canvas: cells as one pixel buffer that is scaled up, the axes, and each column's total above.
import { clamp, prepare } from './dom.js';
import { clock, seconds, short } from './format.js';
import { themeOf } from './palette.js';

const NS = 1e9;
const LEFT = 56;
const RIGHT = 1;
const TOP = 40;
const BOTTOM = 22;
const TOTALS = 30;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 43200, 86400];
const LEAST_TICK = 64;

export function heatMapView(canvas) {
  const context = canvas.getContext('2d', { alpha: false });
  const cells = document.createElement('canvas');
  const view = {
    map: null,

    /** Where the cells are, in CSS pixels. */
    get plot() {
      const { clientWidth, clientHeight } = canvas;
      return { left: LEFT, top: TOP, width: Math.max(1, clientWidth - LEFT - RIGHT), height: Math.max(1, clientHeight - TOP - BOTTOM) };
    },

    /**
     * @param map null for nothing
     * @param options scale, isDark, clock ('', utc, local) and wallClockAtOrigin
     */
    show(map, options) {
      Object.assign(view, { map, options });
      canvas.hidden = !map;
      if (map?.columns) paintCells();
      view.draw();
    },

    /** A cell, counted along time, of a point; -1 outside. `isNear` takes the nearest cell instead. */
    cellAt(x, y, isNear = false) {
      const { map, plot: { left, top, width, height } } = view;
      if (!map?.columns) return -1;
      const column = Math.floor((x - left) / width * map.columns);
      const row = Math.floor((top + height - y) / height * map.rows);
      if (!isNear && (column < 0 || row < 0 || column >= map.columns || row >= map.rows)) return -1;
      return clamp(column, 0, map.columns - 1) * map.rows + clamp(row, 0, map.rows - 1);
    },

    /** First nanosecond of a cell counted along time, from the profile's origin. */
    startOf(cell) {
      const { rows, columnWidth, start } = view.map;
      return start + Math.floor(cell / rows) * columnWidth + Math.ceil((cell % rows) * columnWidth / rows);
    },

    /** The cell of an instant; it may lie outside the map. */
    cellOf(ns) {
      const { rows, columnWidth, start } = view.map;
      const column = Math.floor((ns - start) / columnWidth);
      return column * rows + Math.floor((ns - start - column * columnWidth) * rows / columnWidth);
    },

    /** The first cell that does not start before an instant. */
    cellFrom(ns) {
      const cell = view.cellOf(ns);
      return view.startOf(cell) === ns ? cell : cell + 1;
    },

    draw() {
      const { map, plot, options } = view;
      if (!map) return;
      const { width, height } = prepare(canvas, context);
      const theme = themeOf(options.isDark);
      context.fillStyle = theme.page;
      context.fillRect(0, 0, width, height);
      if (!map.columns) return;
      context.imageSmoothingEnabled = false;
      context.drawImage(cells, plot.left, plot.top, plot.width, plot.height);
      drawGaps(plot);
      const most = map.data.totals.reduce((a, b) => Math.max(a, b), 0);
      context.fillStyle = theme.bar;
      drawTotals(plot, most);
      context.fillStyle = theme.axis;
      drawAxes(plot, most);
    },
  };

  function paintCells() {
    const { columns, rows, data: { values }, start, columnWidth, capturedFrom, capturedTo } = view.map;
    const { pixelOf, noData } = view.options.scale;
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
    cells.getContext('2d').putImageData(image, 0, 0);
  }

  // Thin lines between columns that are wide enough, so that seconds can be told apart; drawn in the page's colour.
  function drawGaps({ left, top, width, height }) {
    const { columns } = view.map;
    const step = width / columns;
    if (step < 8) return;
    for (let column = 1; column < columns; column++) context.fillRect(Math.round(left + column * step) - 0.5, top, 1, height);
  }

  function drawTotals({ left, top, width }, most) {
    const { columns, data: { totals } } = view.map;
    const step = width / columns;
    const gap = step >= 4 ? 1 : 0;
    for (let column = 0; column < columns; column++) {
      const height = totals[column] / most * TOTALS;
      if (height > 0) context.fillRect(left + column * step + gap / 2, top - 4 - height, Math.max(step - gap, 0.5), height);
    }
  }

  function drawAxes({ left, top, width, height }, most) {
    const { columns, columnWidth, start, unit } = view.map;
    const { clock: zone, wallClockAtOrigin } = view.options;
    Object.assign(context, { font: '11px system-ui, sans-serif', textBaseline: 'middle', textAlign: 'right' });
    for (let part = 0; part <= 4; part++) {
      const y = top + height - height * part / 4;
      context.fillRect(left - 4, Math.round(y) - (part === 4 ? 0 : 1), 4, 1);
      if (part % 2 === 0 || height > 120) context.fillText(offsetLabel(columnWidth * part / 4, columnWidth), left - 7, y + (part === 4 ? 3 : part ? 0 : -4));
    }
    context.fillText(short(most, unit), left - 7, top - TOTALS + 1);
    Object.assign(context, { textBaseline: 'top', textAlign: 'center' });
    const length = columns * columnWidth;
    const hasClock = zone && wallClockAtOrigin;
    const wanted = length / NS / (width / (hasClock ? LEAST_TICK * 1.2 : LEAST_TICK));
    const step = (STEPS.find(one => one >= wanted && one * NS >= columnWidth) ?? Math.ceil(wanted / 86400) * 86400) * NS;
    for (let time = Math.ceil(start / step) * step; time <= start + length; time += step) {
      const x = left + (time - start) / length * width;
      context.fillRect(Math.min(Math.round(x), left + width - 1), top + height, 1, 4);
      const label = hasClock ? clock(time, wallClockAtOrigin, zone === 'local', false) : `${seconds(time)} s`;
      const half = context.measureText(label).width / 2;
      context.fillText(label, clamp(x, left + half - 8, left + width - half), top + height + 7);
    }
  }

  return view;
}

function offsetLabel(ns, columnWidth) {
  return columnWidth <= NS ? `${Math.round(ns / 1e6)} ms` : columnWidth < 120 * NS ? `${Number((ns / NS).toFixed(2))} s` : `${Number((ns / 60 / NS).toFixed(1))} min`;
}
