// A tree's frames: one row each, in which recursion counts once.
import type { FlameTree } from '../flame/tree';

export interface FrameRow {
  readonly name: string;
  /** What it reads as, where that is more or less than its name. */
  readonly label?: string;
  readonly module: string;
  /** Where it stands in its source; '' where that is not known. */
  readonly place: string;
  self: number;
  total: number;
  baseSelf: number;
  baseTotal: number;
}

export function framesOf(tree: FlameTree): FrameRow[] {
  const { name, kind, end, total, self, count, base } = tree;
  const rows = new Map<number, FrameRow>();
  const kinds = tree.kinds.length;
  const open = new Int32Array(tree.names.length * kinds);
  for (let node = 1; node < count; node++) {
    const key = name[node] * kinds + kind[node];
    let row = rows.get(key);
    if (!row) {
      row = { name: tree.nameOf(node), module: tree.moduleOf(node), place: tree.placeOf(node), self: 0, total: 0, baseSelf: 0, baseTotal: 0 };
      rows.set(key, row);
    }
    row.self += self[node];
    if (base) row.baseSelf += base.baseSelf[node];
    if (node < open[key]) continue;
    row.total += total[node];
    if (base) row.baseTotal += base.baseTotal[node];
    open[key] = end[node];
  }
  return [...rows.values()];
}

/** The frame with the most samples of its own; '' where there is none. */
export const busiestFrame = (tree: FlameTree): string =>
  framesOf(tree).reduce((most, row) => (row.self > most.self ? row : most), { self: -1, name: '' }).name;
