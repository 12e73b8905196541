import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatQuery, KEYS, none, parseQuery } from '../src/state/address';

test('named selections are a parameter each', () => {
  const note = '1|2||||first | one\n3|4||||second';
  const query = formatQuery({ ...none(KEYS), note });
  assert.equal(query, '?note=1%7C2%7C%7C%7C%7Cfirst+%7C+one&note=3%7C4%7C%7C%7C%7Csecond');
  assert.equal(parseQuery(query).note, note);
});
