import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chart, ROW } from '../src/chart/chart';
import type { ChartAnswer } from '../src/data/answers';

type Frame = readonly [name: string, depth: number, start: number, end: number];

/** A chart of lanes of frames, each with a sample a nanosecond. */
function chartOf(...lanes: Frame[][]): Chart {
  const frames = lanes.flat();
  const names = [...new Set(frames.map(([name]) => name).filter(Boolean))];
  let first = 0;
  const answer = {
    unit: 'samples', from: 0, to: 100, threadsLeftOut: 0, names, modules: [''], kinds: ['unknown'], coverage: null,
    lanes: lanes.map((own, i) => {
      const lane = { name: `t${i}`, process: 1, thread: i, samples: 0, value: 0, first, end: first + own.length, levels: Math.max(0, ...own.map(([, depth]) => depth + 1)) };
      first += own.length;
      return lane;
    }),
    data: {
      name: Int32Array.from(frames, ([name]) => names.indexOf(name)), module: new Uint8Array(frames.length), kind: new Uint8Array(frames.length),
      depth: Uint8Array.from(frames, ([, depth]) => depth), start: Float64Array.from(frames, ([,, start]) => start),
      end: Float64Array.from(frames, ([,,, end]) => end), value: Float64Array.from(frames, ([,, start, end]) => end - start),
    },
  };
  return new Chart(answer as unknown as ChartAnswer);
}

const TOWER: Frame[] = [['main', 0, 0, 100], ['loop', 1, 0, 100], ['a', 2, 0, 40], ['x', 3, 0, 20], ['y', 4, 0, 10], ['b', 2, 50, 100], ['x', 3, 60, 100]];

test('a frame is found by its lane, level and time', () => {
  const chart = chartOf(TOWER, [['other', 0, 10, 20]]);
  const [tower, other] = chart.place(new Set([0, 1]));
  assert.equal(chart.nameOf(chart.frameAt(tower, 0, 99)), 'main');
  assert.equal(chart.nameOf(chart.frameAt(tower, 2, 50)), 'b');
  assert.equal(chart.frameAt(tower, 2, 45), -1);
  assert.equal(chart.frameAt(tower, 4, 30), -1);
  assert.equal(chart.nameOf(chart.frameAt(other, 0, 15)), 'other');
  assert.equal(chart.frameAt(other, 1, 15), -1);
});

test('what nearly all of a lane has in common is folded, but for its last three levels', () => {
  const chart = chartOf(TOWER, [['one', 0, 0, 5], ['two', 0, 5, 50]]);
  assert.deepEqual(chart.trunks, [2, 0]);
  const [tower] = chart.place(new Set());
  assert.equal(tower.folded, 2);
  assert.equal(chart.nameOf(chart.frameAt(tower, 0, 10)), 'a');
  assert.equal(chart.place(new Set([0]))[0].height - tower.height, 2 * ROW);
});

test('lanes stand below each other and never overlap', () => {
  const placed = chartOf(TOWER, [['a', 0, 0, 1]], []).place(new Set());
  for (let i = 1; i < placed.length; i++) assert.equal(placed[i].top, placed[i - 1].top + placed[i - 1].height);
});

test('joined frames are marked, and do not count as a trunk', () => {
  const chart = chartOf([['', 0, 0, 80], ...TOWER.map(([name, depth, start, end]) => [name, depth, start / 10, end / 10] as const)]);
  assert.equal(chart.nameOf(0), 'too short to tell apart');
  assert.deepEqual(chart.trunks, [2]);
});
