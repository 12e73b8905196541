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

interface Chained {
  readonly depth: Column;
  readonly maxDepth: number;
  readonly name: Column;
  readonly module: Column;
  readonly kind: Column;
  readonly total: Column;
  readonly base: { readonly baseTotal: Column } | null;
}

/**
 * Rows for nodes: a frame that has nothing below it but itself again shares its row, so that `f` that called itself five times is one row of six.
 * Nothing is added up by it: such frames have equal values.
 */
export function foldChains({ depth, maxDepth, name, module, kind, total, base }: Chained): { readonly row: Int32Array; readonly times: Int32Array } {
  const count = depth.length;
  const row = new Int32Array(count);
  const times = new Int32Array(count).fill(1);
  const folded = new Int32Array(maxDepth + 1);
  const heads = new Int32Array(maxDepth + 1);
  for (let node = 0; node < count; node++) {
    const d = depth[node];
    const caller = node - 1;
    const isSame = d > 1 && depth[caller] === d - 1 && name[node] === name[caller] && module[node] === module[caller] && kind[node] === kind[caller]
      && total[node] === total[caller] && (!base || base.baseTotal[node] === base.baseTotal[caller]);
    folded[d] = (d ? folded[d - 1] : 0) + Number(isSame);
    heads[d] = isSame ? heads[d - 1] : node;
    row[node] = d - folded[d];
    if (!isSame) continue;
    times[node] = 0;
    times[heads[d]]++;
  }
  return { row, times };
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
