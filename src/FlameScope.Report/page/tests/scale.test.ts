import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ticksOf } from '../src/map/axes';
import { percentile99, scaleOf } from '../src/map/scale';
import { randomOf } from './random';

const mapOf = (values: readonly number[], unit = 'samples') =>
  ({ maximum: Math.max(...values), unit, data: { values: Uint16Array.from(values), totals: Uint16Array.of(0) } });
const zeros = Array.from({ length: 50 }, () => 0);

test('the 99th percentile is the smallest value that 99 of 100 non-zero cells do not pass', () => {
  const random = randomOf(3);
  for (let round = 0; round < 50; round++) {
    const values = Uint16Array.from({ length: 400 }, () => Math.floor(random() ** 4 * 60));
    const sorted = [...values].filter(value => value > 0).sort((a, b) => a - b);
    assert.equal(percentile99(values, Math.max(...values)), sorted[Math.ceil(sorted.length * 0.99) - 1]);
  }
});

test('a map without samples has a scale', () => {
  assert.equal(percentile99(new Uint8Array(10), 0), 0);
  assert.equal(scaleOf(mapOf([0]), '', '', false, 0).legend.label, 'Colours from 0 to 4 samples a cell');
});

test('the domain never ends below four, and each of few values has a box', () => {
  const { legend } = scaleOf(mapOf([...zeros, 1, 2]), '', '', false, 0);
  assert.deepEqual(legend.entries.map(({ text }) => text), ['0', '1', '2', '3', '4']);
});

const hexOf = (css: string | null | undefined) =>
  `#${(css?.match(/\d+/g) ?? []).map(channel => Number(channel).toString(16).padStart(2, '0')).join('')}`;

test('each theme has its steps, and both begin at a distance from zero', () => {
  const steps = (isDark: boolean) => scaleOf(mapOf([...zeros, 1, 4]), '', '', isDark, 0).legend.entries.map(({ background }) => hexOf(background));
  assert.deepEqual(steps(false), ['#f3f4f6', '#f9c02a', '#df5437', '#852169', '#1e0c45']);
  assert.deepEqual(steps(true), ['#1d2026', '#68176d', '#bd3852', '#f47d16', '#f4e156']);
});

// The contrast ratio of WCAG 2, of two pixels as the memory of a canvas has them.
function contrast(one: number, other: number): number {
  const linear = (channel: number) => (channel <= 10 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
  const [dark, light] = [one, other]
    .map(pixel => 0.2126 * linear(pixel & 255) + 0.7152 * linear((pixel >> 8) & 255) + 0.0722 * linear((pixel >> 16) & 255))
    .sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test('every value differs from nothing by a contrast of 1.5 at least, in both themes, all colours and all scales', () => {
  for (const isDark of [false, true]) {
    for (const colors of ['', 'red', 'cividis']) {
      for (const kind of ['', 'max', 'log', 'cpu']) {
        for (const maximum of [1, 4, 8, 9, 50, 60_000]) {
          const scale = scaleOf(mapOf([...zeros, 1, maximum]), kind, colors, isDark, maximum);
          for (let value = 1; value <= maximum; value += Math.ceil(maximum / 100)) {
            const ratio = contrast(scale.pixelOf(value), scale.pixelOf(0));
            assert.ok(ratio >= 1.5, `${value} of ${maximum}: ${ratio} (${kind} ${colors} ${isDark})`);
          }
        }
      }
    }
  }
});

test('what passes the end of the scale is in the legend, and has the last colour', () => {
  const scale = scaleOf(mapOf([...zeros, ...Array.from({ length: 1000 }, () => 5), 900]), '', '', false, 0);
  assert.equal(scale.legend.entries.at(-1)?.text, '5–900');
  assert.equal(scale.pixelOf(900), scale.pixelOf(5));
  assert.notEqual(scaleOf(mapOf([5, 900]), 'max', '', false, 0).pixelOf(5), scale.pixelOf(5));
});

test('nothing, no data and one sample differ, in both themes and all colours', () => {
  for (const isDark of [false, true]) {
    for (const colors of ['', 'red', 'cividis']) {
      for (const kind of ['', 'max', 'log', 'cpu']) {
        const scale = scaleOf(mapOf([0, 1, 50]), kind, colors, isDark, 3);
        assert.equal(new Set([scale.noData, scale.pixelOf(0), scale.pixelOf(1)]).size, 3, `${kind} ${colors} ${isDark}`);
      }
    }
  }
});

test('CPU capacity ends at all CPUs, where that is known', () => {
  const scale = scaleOf(mapOf([1, 2, 90]), 'cpu', '', false, 2);
  assert.equal(scale.pixelOf(2), scale.pixelOf(90));
  assert.equal(scale.legend.label, 'Colours from 0 to 100% of CPU capacity');
  assert.equal(scaleOf(mapOf([1, 2]), 'cpu', '', false, 0).legend.what, 'samples a cell');
});

test('time weighs without a count', () => {
  const { legend } = scaleOf(mapOf([0, 1e3, 6e4], 'ns'), 'max', '', false, 0);
  assert.deepEqual(legend.entries.map(({ text }) => text), ['0', '60 µs']);
  assert.equal(legend.what, 'a cell');
});

test('ticks are round times inside the map, as seconds or on the clock', () => {
  const seconds = { clock: '', wallClockAtOrigin: null };
  const grid = { columns: 31, columnWidth: 1e9, start: 0 };
  assert.deepEqual(ticksOf(grid, 1000, seconds).ticks.slice(0, 3).map(({ label }) => label), ['0 s', '2 s', '4 s']);
  assert.deepEqual(ticksOf({ ...grid, start: 7.5e9 }, 1000, seconds).ticks[0], { time: 8e9, label: '8 s' });
  const clock = ticksOf(grid, 1000, { clock: 'utc', wallClockAtOrigin: '2026-11-22T19:42:14.5Z' });
  assert.equal(clock.ticks[1].label, '19:42:19');
  assert.ok(ticksOf({ columns: 3, columnWidth: 60e9, start: 0 }, 5000, seconds).ticks.every(({ time }) => time % 60e9 === 0));
});

test('the unit of ticks follows the length: ms, s, m:ss, h:mm, days', () => {
  const labels = (columns: number, columnWidth: number, start = 0) => {
    const { ticks, unit } = ticksOf({ columns, columnWidth, start }, 1000, { clock: '', wallClockAtOrigin: null });
    return [unit, ...ticks.slice(0, 3).map(({ label }) => label)].join(' ').trim();
  };
  assert.equal(labels(30, 10e6), '0 ms 20 ms 40 ms');
  assert.equal(labels(31, 1e9), '0 s 2 s 4 s');
  assert.equal(labels(1200, 1e9), '0 s 120 s 240 s');
  assert.equal(labels(1500, 1e9), 'm:ss 0:00 2:00 4:00');
  assert.equal(labels(3600, 1e9), 'h:mm 0:00 0:05 0:10');
  assert.equal(labels(6 * 3600, 1e9), 'h:mm 0:00 0:30 1:00');
  assert.equal(labels(60, 1e9, 7260e9), 'h:mm:ss 2:01:00 2:01:05 2:01:10');
  assert.equal(labels(30, 86_400e9), '0 d 2 d 4 d');
});
