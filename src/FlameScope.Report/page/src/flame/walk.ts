// Ways through a tree: from a point to a node, and from a node to those around it.
import type { FlameTree } from './tree';

/** A node narrower than this, in pixels, is neither drawn nor found. */
export const LEAST_WIDTH = 0.5;

/**
 * The node at a point of the graph; -1 where there is none.
 * @param zoom the node that is as wide as the graph; its callers are as wide
 * @param at its row
 * @param part how far from the left, 0 to 1
 * @param pixels the graph's width
 */
export function nodeAt({ row, x, width, end, parent }: FlameTree, zoom: number, at: number, part: number, pixels: number): number {
  if (at < 0) return -1;
  let node = zoom;
  while (row[node] > at) node = parent[node];
  if (node !== zoom) return node;
  const place = x[zoom] + part * width[zoom];
  const least = LEAST_WIDTH / pixels * width[zoom];
  while (row[node] < at) {
    let child = node + 1;
    while (child < end[node] && place >= x[child] + width[child]) child = end[child];
    if (child >= end[node] || place < x[child] || width[child] < least) return -1;
    node = child;
  }
  return node;
}

/** The caller in the row before; that of the root is the root. */
export function callerOf({ parent, times }: FlameTree, node: number): number {
  let caller = parent[node];
  while (!times[caller]) caller = parent[caller];
  return caller;
}

/** The widest callee in the next row; the node itself where it has none. */
export function widestChild({ end, width, times }: FlameTree, node: number): number {
  let last = node;
  while (times[last + 1] === 0) last++;
  let widest = node;
  for (let child = last + 1; child < end[last]; child = end[child]) {
    if (widest === node || width[child] > width[widest]) widest = child;
  }
  return widest;
}

/** The next callee of the same caller; the node itself where it is the last. */
export const siblingAfter = ({ end, parent }: FlameTree, node: number): number => (end[node] < end[parent[node]] ? end[node] : node);

/** The callee before it of the same caller; the node itself where it is the first. */
export function siblingBefore({ end, parent }: FlameTree, node: number): number {
  let before = node;
  for (let child = parent[node] + 1; child < node; child = end[child]) before = child;
  return before;
}

/** The nearest caller, or the node itself, in which a node is wide enough to be told from its neighbours. */
export function callerToShow({ width, parent }: FlameTree, node: number): number {
  let wide = node;
  while (wide > 0 && width[node] / width[wide] > 0.2) wide = parent[wide];
  return wide;
}

/** How many rows a node and everything below it have. */
export function rowsBelow({ row, end }: FlameTree, node: number): number {
  let deepest = row[node];
  for (let below = node + 1; below < end[node]; below++) if (row[below] > deepest) deepest = row[below];
  return deepest - row[node] + 1;
}
