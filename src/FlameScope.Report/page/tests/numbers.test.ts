import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, short } from '../src/text/numbers';

const format = new Intl.NumberFormat('en-US');

test('numbers have their thousands apart, as the language has them', () => {
  for (const value of [0, 1, 12, 999, 1000, 1234, 99_999, 123_456, 1_234_567, 12_345_678_901, 9_007_199_254_740_991, 0.5, 99.5, 1234.5678, 1_000_000.25, -1, -1234]) {
    assert.equal(count(value), format.format(value));
  }
});

test('large numbers are rounded where there is little room', () => {
  assert.equal(short(99_999, 'samples'), '99,999');
  assert.equal(short(123_456, 'samples'), '123K');
  assert.equal(short(1_500_000, 'ns'), '1.5 ms');
});
