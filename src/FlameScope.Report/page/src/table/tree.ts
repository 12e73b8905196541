// The call tree as rows: what is open of it, the widest callees first.
import type { Matcher } from '../shared/matching';
import type { FlameTree } from '../flame/tree';
import type { FrameRow } from './frames';

export interface TreeRow extends FrameRow {
  readonly node: number;
  readonly level: number;
  /** null where it has no callees. */
  readonly isOpen: boolean | null;
  readonly isMatch: boolean;
}

// What is open before anybody opened anything: the way that most samples took.
const WIDE = 0.3;
const MOST_MATCHES = 200;

/** The nodes that are open at first: those that hold much of everything, and the callers of what is searched for. */
export function openAtFirst({ total, count, parent, names, name }: FlameTree, matches: Matcher | null): Set<number> {
  const open = new Set([0]);
  const found = matches && Uint8Array.from(names, name => Number(matches(name)));
  let rest = MOST_MATCHES;
  for (let node = 1; node < count; node++) {
    if (!found && total[node] >= WIDE * total[0]) open.add(node);
    if (!found?.[name[node]] || rest-- <= 0) continue;
    for (let at = parent[node]; at > 0 && !open.has(at); at = parent[at]) open.add(at);
  }
  return open;
}

/** The rows that are seen where so many nodes are open. */
export function rowsOf(tree: FlameTree, open: ReadonlySet<number>, matches: Matcher | null): TreeRow[] {
  const { total, self, base, end, row, times } = tree;
  const rows: TreeRow[] = [];
  const waiting = widestFirst(tree, 0);
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    // What only calls itself is one row, as in the graph.
    const last = node + Math.max(1, times[node]) - 1;
    const isOpen = end[last] === last + 1 ? null : open.has(node);
    rows.push({
      node, level: row[node], isOpen, isMatch: matches?.(tree.nameOf(node)) ?? false, name: tree.nameOf(node), label: tree.labelOf(node) + (times[node] > 1 ? ` ×${times[node]}` : ''), module: tree.moduleOf(node), place: tree.placeOf(node), self: self[last],
      total: total[node], baseSelf: base?.baseSelf[last] ?? 0, baseTotal: base?.baseTotal[node] ?? 0,
    });
    if (isOpen) waiting.push(...widestFirst(tree, last));
  }
  return rows;
}

// The last is the widest: they wait on a stack.
function widestFirst({ end, width }: FlameTree, node: number): number[] {
  const callees: number[] = [];
  for (let callee = node + 1; callee < end[node]; callee = end[callee]) callees.push(callee);
  return callees.sort((one, other) => width[one] - width[other]);
}
