import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openAtFirst, rowsOf } from '../src/table/tree';
import { treeOf } from './trees';

// main 11: a 7 with b 6, and c 4 with d 2 with e 1.
const tree = treeOf([[0, 'root', 0], [1, 'main', 0], [2, 'a', 1], [3, 'b', 6], [2, 'c', 2], [3, 'd', 1], [4, 'e', 1]]);
const textOf = (open: ReadonlySet<number>, wanted = '') =>
  rowsOf(tree, open, wanted ? name => name.includes(wanted) : null).map(({ label, level, isOpen, isMatch }) => `${level} ${label}${isOpen === null ? '' : isOpen ? ' -' : ' +'}${isMatch ? ' *' : ''}`);

test('what is closed has no rows below it, and the widest callee comes first', () => {
  assert.deepEqual(textOf(new Set([0])), ['1 main +']);
  assert.deepEqual(textOf(new Set([0, 1])), ['1 main -', '2 a +', '2 c +']);
});

test('the way that most samples took is open at first', () => {
  const open = openAtFirst(tree, null);
  assert.deepEqual(textOf(open), ['1 main -', '2 a -', '3 b', '2 c -', '3 d +']);
});

test('the callers of what is searched for are open', () => {
  assert.deepEqual(textOf(openAtFirst(tree, name => name === 'e'), 'e'), ['1 main -', '2 a +', '2 c -', '3 d -', '4 e *']);
});

test('a frame that only calls itself is one row, under which its callees are', () => {
  const deep = treeOf([[0, 'root', 0], [1, 'main', 0], [2, 'walk', 0], [3, 'walk', 0], [4, 'walk', 2], [5, 'read', 3]]);
  const rows = rowsOf(deep, new Set([0, 1, 2]), null);
  assert.deepEqual(rows.map(({ label, level, self }) => `${level} ${label} ${self}`), ['1 main 0', '2 walk ×3 2', '3 read 3']);
  assert.equal(rows[1].name, 'walk');
});
