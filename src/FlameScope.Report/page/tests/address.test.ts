import assert from 'node:assert/strict';
import { test } from 'node:test';
import { change, formatQuery, KEYS, none, parseQuery } from '../src/state/address';

const DEFAULTS = none(KEYS);

test('an address says again what was read from it', () => {
  const query = '?profile=a+b.perf&command=Index+Rebuilder&command=C2&from=7.2&to=7.6&rows=25&scale=log&layout=flame&q=%5Esort%28&view=table&theme=dark';
  const values = parseQuery(query);
  assert.equal(values.profile, 'a b.perf');
  assert.equal(values.command, 'Index Rebuilder\nC2');
  assert.equal(formatQuery(values), query);
  assert.equal(values.q, '^sort(');
  assert.deepEqual(parseQuery(formatQuery(values)), values);
});

test('nothing but defaults is no query at all', () => {
  assert.equal(formatQuery(DEFAULTS), '');
  assert.deepEqual(parseQuery(''), DEFAULTS);
});

test('what is none of the choices is the default, and unknown keys are left out', () => {
  const values = parseQuery('?scale=x&theme=blue&view=list&idle=yes&weight=&nonsense=1&profile=p');
  assert.deepEqual(values, { ...DEFAULTS, profile: 'p' });
});

test('every value of every key survives, whatever is in it', () => {
  const odd = 'a&b=c?#%\n=start_thread\nü→"<\'';
  for (const key of ['profile', 'command', 'frame', 'hide', 'of', 'q'] as const) {
    assert.equal(parseQuery(formatQuery({ ...DEFAULTS, [key]: odd }))[key], odd);
  }
});

test('where the tree changes, no node of it is zoomed to; elsewhere the zoom stays', () => {
  const values = { ...DEFAULTS, zoom: '7' };
  assert.equal(change(values, { from: '1' }).zoom, '');
  assert.equal(change(values, { hide: '=a' }).zoom, '');
  assert.equal(change(values, { view: 'table', theme: 'dark' }).zoom, '7');
  assert.equal(change(values, { from: '1', zoom: '3' }).zoom, '3');
});
