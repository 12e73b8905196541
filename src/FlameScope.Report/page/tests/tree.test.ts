import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DifferenceAnswer } from '../src/data/answers';
import { matcher } from '../src/flame/search';
import { crumbsOf } from '../src/flame/texts';
import { FlameTree } from '../src/flame/tree';
import { columnsOf, sortRows } from '../src/table/columns';
import { busiestFrame, framesOf } from '../src/table/frames';
import { answerOf, type Node, randomNodes, treeOf } from './trees';

const matching = (text: string) => matcher(text) ?? (() => false);

test('a match inside a match counts once', () => {
  const tree = treeOf([[0, 'root', 0], [1, 'f', 2], [2, 'g', 3], [3, 'f', 4], [1, 'g', 1]]);
  assert.deepEqual(tree.search(matching('^f$')).nodes, [1, 3]);
  assert.equal(tree.search(matching('^f$')).value, 9);
  assert.equal(tree.search(matching('f|g')).value, 10);
});

test('what matches is summed as samples whose stack has a match', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const nodes = randomNodes(seed, 150);
    const tree = treeOf(nodes);
    let value = 0;
    for (let node = 1; node < nodes.length; node++) {
      if (tree.pathOf(node).some(at => at > 0 && /f[123]$/.test(nodes[at][1]))) value += nodes[node][2];
    }
    assert.equal(tree.search(matching('f[123]$')).value, value);
  }
});

test('the holder of a frame is the deepest node with nearly all of it', () => {
  const one = treeOf([[0, 'root', 0], [1, 'a', 1], [2, 'f', 40], [3, 'f', 5], [3, 'g', 7], [1, 'b', 9]]);
  assert.equal(one.holderOf('f'), 2);
  assert.equal(one.holderOf('g'), 4);
  const two = treeOf([[0, 'root', 0], [1, 'a', 1], [2, 'x', 0], [3, 'f', 40], [2, 'y', 0], [3, 'f', 30], [1, 'b', 9], [2, 'f', 1]]);
  assert.equal(two.holderOf('f'), 1);
  const apart = treeOf([[0, 'root', 0], [1, 'a', 1], [2, 'f', 40], [1, 'b', 9], [2, 'f', 30]]);
  assert.equal(apart.holderOf('f'), 0);
  assert.equal(apart.holderOf('gone'), 0);
});

test('the root is never a match, and is what a node that does not exist becomes', () => {
  const tree = treeOf([[0, 'root', 1], [1, 'a', 1]]);
  assert.deepEqual(tree.search(matching('root')).nodes, []);
  for (const node of [-3, 1.5, Number.NaN, 99, 0]) assert.equal(tree.nodeOrRoot(node), 0);
  assert.equal(tree.nodeOrRoot(1), 1);
});

test('capital letters count only where some are typed, and what is no expression is text', () => {
  assert.ok(matching('rebuild')('Rebuild'));
  assert.ok(!matching('Rebuild')('rebuild'));
  assert.ok(matching('index(')('rebuildIndex()'));
  assert.ok(!matching('Index(')('rebuildindex()'));
  assert.equal(matcher(''), null);
});

test('a frame is one row whose total counts recursion once', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const nodes = randomNodes(seed, 150);
    const tree = treeOf(nodes);
    for (const row of framesOf(tree)) {
      let [self, total] = [0, 0];
      for (let node = 1; node < nodes.length; node++) {
        if (nodes[node][1] === row.name) self += nodes[node][2];
        if (tree.pathOf(node).some(at => at > 0 && nodes[at][1] === row.name)) total += nodes[node][2];
      }
      assert.deepEqual([row.self, row.total], [self, total], `${row.name} of seed ${seed}`);
    }
  }
});

test('rows are sorted by what a column has, names from A', () => {
  const tree = treeOf([[0, 'root', 0], [1, 'b', 1], [2, 'a', 5], [1, 'c', 2]]);
  const rows = framesOf(tree);
  const [name, self, , total] = columnsOf(tree);
  const namesBy = (column: typeof name, isDown: boolean) => sortRows(rows, column, isDown).map(row => row.name).join('');
  assert.equal(namesBy(self, true), 'acb');
  assert.equal(namesBy(self, false), 'bca');
  assert.equal(namesBy(total, true), 'bac');
  assert.equal(namesBy(name, true), 'abc');
  assert.equal(busiestFrame(tree), 'a');
  assert.equal(busiestFrame(treeOf([[0, 'root', 0]])), '');
});

test('a difference is as wide as the side that is chosen, or the mean of both shares', () => {
  const nodes: Node[] = [[0, 'root', 0], [1, 'a', 30], [1, 'b', 10]];
  const answer = answerOf(nodes);
  const base = Int32Array.of(20, 5, 15);
  const difference: DifferenceAnswer = { ...answer, data: { ...answer.data, baseSelf: base, baseTotal: base, significant: Uint8Array.of(0, 1, 1), chance: Float32Array.of(1, 0, 0) } };
  const tree = new FlameTree(difference);
  const widths = (side: string) => {
    tree.setSide(side);
    return [...tree.width];
  };
  assert.deepEqual(widths(''), [40, 30, 10]);
  assert.deepEqual(widths('baseline'), [20, 5, 15]);
  assert.deepEqual(widths('both'), [40, 20, 20]);
  assert.deepEqual([...tree.x], [0, 0, 20]);
  assert.equal(tree.change(1), 0.5);
  assert.equal(treeOf(nodes).change(1), 0);
});

test('a long way from the root loses its middle', () => {
  const tree = treeOf(Array.from({ length: 9 }, (_, depth): Node => [depth, `f${depth}`, 1]));
  assert.deepEqual(crumbsOf(tree, 5), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(crumbsOf(tree, 8), [0, '… 3 more …', 4, 5, 6, 7, 8]);
});
