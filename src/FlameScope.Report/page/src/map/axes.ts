// What stands around the cells: ticks with their labels, and each column's total above.
import type { HeatMap } from '../data/answers';
import { clamp } from '../shared/clamp';
import { short } from '../text/numbers';
import { clock, NS, tickText, tickUnit } from '../text/times';
import { MARKERS, type Plot } from './grid';
import { spread } from './raster';

/** How times are told. */
export interface TimeLabels {
  /** '' for seconds, utc or local. */
  readonly clock: string;
  readonly wallClockAtOrigin: string | null;
}

export const TOTALS = 30;
const STEPS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 43200, 86400];
const LEAST_TICK = 64;

/** Each column's total, as a bar that stands on a line. */
export function drawTotals(context: CanvasRenderingContext2D, { columns, data: { totals } }: HeatMap, left: number, bottom: number, width: number, tall: number, most: number): void {
  // Columns that are narrower than a bar share one, which is as high as the highest of them.
  const bars = Math.min(columns, Math.floor(width));
  const { first, last } = spread(columns, bars);
  const step = width / bars;
  const gap = step >= 4 ? 1 : 0;
  for (let bar = 0; bar < bars; bar++) {
    const height = Math.max(...totals.subarray(first[bar], last[bar] + 1)) / most * tall;
    if (height > 0) context.fillRect(left + bar * step + gap / 2, bottom - height, step - gap, height);
  }
}

export function drawAxes(context: CanvasRenderingContext2D, map: HeatMap, plot: Plot, most: number, labels: TimeLabels): void {
  const { left, top, width, height } = plot;
  const { columnWidth, unit } = map;
  Object.assign(context, { font: '11px system-ui, sans-serif', textBaseline: 'middle', textAlign: 'right' });
  if (map.rowNames) drawNames(context, map.rowNames, plot);
  else for (let part = 0; part <= 4; part++) {
    const y = top + height - height * part / 4;
    context.fillRect(left - 4, Math.round(y) - (part === 4 ? 0 : 1), 4, 1);
    const label = tickText(columnWidth * part / 4, tickUnit(columnWidth <= NS ? 1 : NS, columnWidth));
    if (part % 2 === 0 || height > 120) context.fillText(label, left - 7, y + (part === 4 ? 3 : part ? 0 : -4));
  }
  context.fillText(short(most, unit), left - 7, top - TOTALS + 1);
  Object.assign(context, { textBaseline: 'top', textAlign: 'center' });
  const axis = top + height + (map.markers.length ? MARKERS : 0);
  const { unit: clockUnit, ticks } = ticksOf(map, width, labels);
  for (const { time, label } of ticks) {
    const x = left + (time - map.start) / (map.columns * columnWidth) * width;
    context.fillRect(Math.min(Math.round(x), left + width - 1), axis, 1, 4);
    const half = context.measureText(label).width / 2;
    context.fillText(label, clamp(x, left + half - 8, left + width - half), axis + 7);
  }
  // What the parts of a clock are stands before its first tick.
  Object.assign(context, { textAlign: 'right' });
  if (clockUnit) context.fillText(clockUnit, left - 14, axis + 7);
}

const LEAST_NAME = 11;

// A name a row, the end kept where it is too long; rows that are lower than their names share one.
function drawNames(context: CanvasRenderingContext2D, names: readonly string[], { left, top, height }: Plot) {
  const row = height / names.length;
  const step = Math.ceil(LEAST_NAME / row);
  names.forEach((name, i) => {
    if (i % step) return;
    let text = name;
    for (let length = name.length; context.measureText(text).width > left - 14; length--) text = `${name.slice(0, Math.ceil(length / 3))}…${name.slice(Math.ceil(length / 3) - length)}`;
    const y = top + height - row * (i + 0.5);
    context.fillText(text, left - 7, y);
  });
}

const APART = 12;

/** What happened, below the cells: triangles, or ticks where there are many; what lasts has a line. */
export function drawMarkers(context: CanvasRenderingContext2D, map: HeatMap, { left, top, width, height }: Plot): void {
  const { start: first, markers } = map;
  const bottom = top + height;
  const x = (ns: number) => left + clamp((ns - first) / (map.columns * map.columnWidth), 0, 1) * width;
  const shown = markers.filter(({ start, end }) => end >= first && start < first + map.columns * map.columnWidth);
  const isDense = shown.length * APART > width;
  for (const { start, end } of shown) {
    const at = x(start);
    context.fillRect(at, bottom + 3, Math.max(isDense ? 1.5 : 0, x(end) - at), isDense ? 7 : 2);
    if (isDense) continue;
    context.beginPath();
    context.moveTo(at, bottom + 2);
    context.lineTo(at + 4, bottom + 10);
    context.lineTo(at - 4, bottom + 10);
    context.fill();
  }
}

/** Round times along a map that is so many pixels wide; `unit` tells what the parts of their labels are, where these do not. */
export function ticksOf({ columns, columnWidth, start }: Pick<HeatMap, 'columns' | 'columnWidth' | 'start'>, width: number, { clock: zone, wallClockAtOrigin }: TimeLabels) {
  const length = columns * columnWidth;
  const hasClock = zone !== '' && wallClockAtOrigin !== null;
  const wanted = length / NS / (width / (hasClock ? LEAST_TICK * 1.2 : LEAST_TICK));
  const seconds = STEPS.find(one => one >= wanted && one * NS >= columnWidth) ?? Math.ceil(wanted / 86400) * 86400;
  const step = Math.round(seconds * NS);
  const unit = tickUnit(step, start + length);
  const ticks: { time: number; label: string }[] = [];
  for (let time = Math.ceil(start / step) * step; time <= start + length; time += step) {
    ticks.push({ time, label: hasClock ? clock(time, wallClockAtOrigin, zone === 'local', step < NS) : tickText(time, unit) });
  }
  return { ticks, unit: !hasClock && unit.includes(':') ? unit : '' };
}
