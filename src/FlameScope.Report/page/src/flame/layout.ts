// The arrays that place a tree's nodes, from those that a source gives. A node's descendants follow it directly.
import type { Column } from '../data/answers';

export interface Links {
  /** The root's parent is itself. */
  readonly parent: Int32Array;
  /** The first node that is not below a node. */
  readonly end: Int32Array;
}

/** Parents and ends of subtrees, from the depths alone. */
export function linkNodes(depth: Column, maxDepth: number): Links {
  const count = depth.length;
  const parent = new Int32Array(count);
  const end = new Int32Array(count);
  const open = new Int32Array(maxDepth + 2);
  let last = -1;
  for (let node = 0; node < count; node++) {
    const d = depth[node];
    for (; last >= d; last--) end[open[last]] = node;
    parent[node] = d ? open[d - 1] : 0;
    open[d] = node;
    last = d;
  }
  for (; last >= 0; last--) end[open[last]] = count;
  return { parent, end };
}

/** Left edges of nodes that are as wide as these; a parent is at least as wide as its children together. */
export function placeNodes(depth: Column, maxDepth: number, width: Column): Float64Array {
  const x = new Float64Array(depth.length);
  const next = new Float64Array(maxDepth + 3);
  for (let node = 0; node < depth.length; node++) {
    const d = depth[node];
    x[node] = next[d];
    next[d + 1] = next[d];
    next[d] += width[node];
  }
  return x;
}
