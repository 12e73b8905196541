import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSlices, sliceValues } from '../src/state/slices';
import { clock, duration, nanoseconds, seconds } from '../src/text/times';
import { randomOf } from './random';

test('nanoseconds survive the way through the address', () => {
  const random = randomOf(5);
  for (let i = 0; i < 2000; i++) {
    const ns = Math.floor(random() * 1e13);
    assert.equal(nanoseconds(seconds(ns)), ns);
  }
  assert.equal(seconds(7.2e9), '7.2');
  assert.equal(seconds(1), '0.000000001');
  assert.equal(seconds(5e9, 3), '5.000');
});

test('what is no time is none', () => {
  for (const text of ['x', '-1', '1e3', '1.0000000001', '1,2', '.5']) assert.ok(Number.isNaN(nanoseconds(text)), text);
});

test('a slice with one end has the start or the end of the profile for the other', () => {
  assert.deepEqual(parseSlices('5', '', 30e9), [{ from: 5e9, to: 30e9 }]);
  assert.deepEqual(parseSlices('', '5', 30e9), [{ from: 0, to: 5e9 }]);
  assert.deepEqual(parseSlices('', '', 30e9), []);
});

test('a baseline may have parts, and those that make no sense are left out', () => {
  assert.deepEqual(parseSlices('1,4', '2,5', 30e9), [{ from: 1e9, to: 2e9 }, { from: 4e9, to: 5e9 }]);
  assert.deepEqual(parseSlices('5,1', '4,2', 30e9), [{ from: 1e9, to: 2e9 }]);
  assert.deepEqual(parseSlices('x', '4', 30e9), []);
  assert.deepEqual(parseSlices('5', '', Number.NaN), []);
});

test('a baseline on the own heat map is one of no other profile; on the other map that stays', () => {
  const slice = { from: 1e9, to: 2.5e9 };
  assert.deepEqual(sliceValues('examined', slice, ''), { from: '1', to: '2.5' });
  assert.deepEqual(sliceValues('baseline', slice, ''), { baseFrom: '1', baseTo: '2.5', diff: '', baseProfile: '' });
  assert.deepEqual(sliceValues('baseline', slice), { baseFrom: '1', baseTo: '2.5', diff: '' });
});

test('lengths have the unit in which they are short', () => {
  assert.deepEqual([0, 999, 1500, 2.5e6, 90e9, 600e9, 86400e9].map(duration), ['0 ns', '999 ns', '1.5 µs', '2.5 ms', '90 s', '10 min', '24 h']);
});

test('the clock tells the time in UTC', () => {
  assert.equal(clock(1.5e9, '2026-11-22T23:59:59Z', false), '00:00:00.500');
  assert.equal(clock(0, '2026-11-22T19:42:14.120Z', false, false), '19:42:14');
});
