import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matcherOf, OutermostSum } from '../src/shared/matching';
import { amountOf, counted, fit } from '../src/svg/texts';

test('a name that does not fit ends in an ellipsis, and wide letters take two cells', () => {
  assert.equal(fit('main', 4), 'main');
  assert.equal(fit('main()', 4), 'mai…');
  assert.equal(fit('日本語', 6), '日本語');
  assert.equal(fit('日本語', 4), '日…');
});

test('amounts are told as the library tells them', () => {
  assert.equal(counted(1, 'frame', 'frames'), '1 frame');
  assert.equal(amountOf(1234567, 'sample', 'samples'), '1,234,567 samples');
  assert.equal(amountOf(999, 'ns', 'ns'), '999 ns');
  assert.equal(amountOf(1_234_567, 'ns', 'ns'), '1.235 ms');
});

test('a search of a drawing takes no notice of capitals', () => {
  assert.ok(matcherOf('Main', true)('main'));
  assert.ok(matcherOf('main(', true)('Main()'));
});

test('matches inside a match add nothing; those beside it do', () => {
  const sum = new OutermostSum();
  sum.add(0, 10, 10);
  sum.add(2, 5, 3);
  sum.add(10, 12, 2);
  assert.equal(sum.value, 12);
});
