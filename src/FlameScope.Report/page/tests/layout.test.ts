import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkNodes, placeNodes } from '../src/flame/layout';
import { callerOf as rowAbove, callerToShow, nodeAt, siblingAfter, siblingBefore, widestChild } from '../src/flame/walk';
import { callerOf, type Node, randomNodes, treeOf } from './trees';

const NODES: Node[] = [[0, 'root', 0], [1, 'main', 1], [2, 'parse', 3], [3, 'read', 2], [2, 'draw', 4], [1, 'idle', 2]];

test('parents and ends of subtrees are those of a walk by depth', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const nodes = randomNodes(seed, 200);
    const tree = treeOf(nodes);
    const { parent, end } = linkNodes(tree.depth, tree.maxDepth);
    for (let node = 0; node < nodes.length; node++) {
      assert.equal(parent[node], callerOf(nodes, node));
      let after = node + 1;
      while (after < nodes.length && nodes[after][0] > nodes[node][0]) after++;
      assert.equal(end[node], after);
    }
  }
});

test('callees lie inside their callers, one after the other', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const tree = treeOf(randomNodes(seed, 200));
    const x = placeNodes(tree.depth, tree.maxDepth, tree.total);
    for (let node = 1; node < tree.count; node++) {
      const caller = tree.parent[node];
      assert.ok(x[node] >= x[caller] && x[node] + tree.total[node] <= x[caller] + tree.total[caller]);
      const before = siblingBefore(tree, node);
      assert.equal(x[node], before === node ? x[caller] : x[before] + tree.total[before]);
    }
  }
});

test('the node at the middle of a node is that node, unless another begins there', () => {
  const tree = treeOf(randomNodes(7, 300));
  for (let node = 0; node < tree.count; node++) {
    if (tree.total[node] === 0 || !tree.times[node]) continue;
    const middle = (tree.x[node] + tree.total[node] / 2) / tree.total[0];
    assert.equal(nodeAt(tree, 0, tree.row[node], middle, 1e6), node);
  }
});

test('a frame that has nothing but itself below it is one row with it, and the keyboard steps over it', () => {
  const tree = treeOf([[0, 'root', 0], [1, 'main', 1], [2, 'walk', 0], [3, 'walk', 0], [4, 'walk', 2], [5, 'read', 3], [2, 'walk2', 1]]);
  assert.deepEqual([...tree.row], [0, 1, 2, 2, 2, 3, 2]);
  assert.deepEqual([...tree.times], [1, 1, 3, 0, 0, 1, 1]);
  assert.equal(nodeAt(tree, 0, 2, 0.3, 1000), 2);
  assert.equal(nodeAt(tree, 0, 3, 0.3, 1000), 5);
  assert.equal(widestChild(tree, 2), 5);
  assert.equal(rowAbove(tree, 5), 2);
});

test('a frame that has anything of its own, or another beside its like, keeps its row', () => {
  const own = treeOf([[0, 'root', 0], [1, 'walk', 1], [2, 'walk', 2]]);
  assert.deepEqual([...own.row], [0, 1, 2]);
  const beside = treeOf([[0, 'root', 0], [1, 'walk', 0], [2, 'walk', 2], [2, 'read', 2]]);
  assert.deepEqual([...beside.row], [0, 1, 2, 2]);
});

test('rows are depths less the equal frames above', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const tree = treeOf(randomNodes(seed, 200));
    for (let node = 0; node < tree.count; node++) {
      const path = tree.pathOf(node);
      const folded = path.filter(at => tree.depth[at] > 1 && tree.parent[at] === at - 1 && tree.name[at] === tree.name[tree.parent[at]] && tree.kind[at] === tree.kind[tree.parent[at]]
        && tree.module[at] === tree.module[tree.parent[at]] && tree.total[at] === tree.total[tree.parent[at]]).length;
      assert.equal(tree.row[node], tree.depth[node] - folded);
    }
  }
});

test('above a zoomed node its callers are as wide as the graph, and beside it is nothing', () => {
  const tree = treeOf(NODES);
  assert.equal(nodeAt(tree, 2, 0, 0.99, 1000), 0);
  assert.equal(nodeAt(tree, 2, 1, 0.01, 1000), 1);
  assert.equal(nodeAt(tree, 2, 3, 0.1, 1000), 3);
  assert.equal(nodeAt(tree, 2, 3, 0.9, 1000), -1);
  assert.equal(nodeAt(tree, 0, -1, 0.5, 1000), -1);
});

test('a node that is too narrow to be drawn is not found', () => {
  const tree = treeOf([[0, 'root', 9999], [1, 'rare', 1]]);
  assert.equal(nodeAt(tree, 0, 1, 0.00001, 1000), -1);
  assert.equal(nodeAt(tree, 0, 1, 0.00001, 100_000), 1);
});

test('the keyboard goes to the widest callee, and along the callees of one caller', () => {
  const tree = treeOf(NODES);
  assert.equal(widestChild(tree, 1), 2);
  assert.equal(widestChild(tree, 3), 3);
  assert.equal(siblingAfter(tree, 2), 4);
  assert.equal(siblingAfter(tree, 4), 4);
  assert.equal(siblingBefore(tree, 4), 2);
  assert.equal(siblingBefore(tree, 2), 2);
});

test('a narrow node is shown in a caller in which it can be seen', () => {
  const tree = treeOf([[0, 'root', 90], [1, 'a', 5], [2, 'b', 3], [3, 'c', 1]]);
  assert.equal(callerToShow(tree, 3), 1);
});
