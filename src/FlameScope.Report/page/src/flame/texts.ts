// What is said of a frame, and of the slice that it is in.
import { amount, count, joined, points, share } from '../text/numbers';
import { duration, shortSeconds } from '../text/times';
import type { FlameTree } from './tree';

export const sliceName = ({ from, to }: FlameTree): string => (to === null ? 'Whole capture' : `${shortSeconds(from)}–${shortSeconds(to)} s`);

/** @param parts how many times of a slice there are between its ends */
export const sliceFacts = ({ from, to, total, unit }: FlameTree, parts: number): string =>
  joined([parts > 1 ? `${count(parts)} ranges` : to !== null && duration(to - from), amount(total[0], unit)]);

/** A frame's lines below its name: its change, counts, kind and module. */
export function frameLines(tree: FlameTree, node: number): string[] {
  const { total, self, unit, base } = tree;
  const counts = (all: ArrayLike<number>, own: ArrayLike<number>) =>
    `${amount(all[node], unit)} (${share(all[node], all[0])}), self ${amount(own[node], unit)} (${share(own[node], all[0])})`;
  const whole = tree.wholeNameOf(node);
  const times = tree.times[node];
  const last = [
    times > 1 ? `${count(times)} calls of it in a row, which have nothing else below them` : '',
    joined([tree.kindOf(node), tree.moduleOf(node), tree.placeOf(node)]),
    whole === tree.nameOf(node) ? '' : whole,
  ];
  if (!base) return [counts(total, self), ...last].filter(Boolean);
  return [
    node ? `${points(tree.change(node))} of the share (self ${points(tree.selfChange(node))}), ${significance(base.significant[node] !== 0, base.chance[node])}` : '',
    `examined: ${counts(total, self)}`,
    `baseline: ${counts(base.baseTotal, base.baseSelf)}`,
    base.baseTotal[node] === 0 ? 'new: not in the baseline' : total[node] === 0 ? 'gone: only in the baseline' : '',
    ...last,
  ].filter(Boolean);
}

// The chance is that of so large a difference between slices that behave alike, adjusted for the number of frames.
function significance(isSignificant: boolean, chance: number): string {
  return `${isSignificant ? 'more than noise' : 'may be noise'} (p ${chance < 0.0001 ? '< 0.0001' : `= ${Number(chance.toPrecision(2))}`})`;
}

const SHOWN_CRUMBS = 6;

/** From the root to a node; the middle of a long way is left out, and its number of nodes stands there as a string. */
export function crumbsOf(tree: FlameTree, zoom: number): (number | string)[] {
  // What is one row in the graph is one step of the way.
  const path = tree.pathOf(zoom).filter(node => tree.times[node] || node === zoom);
  return path.length > SHOWN_CRUMBS ? [path[0], `… ${path.length - SHOWN_CRUMBS} more …`, ...path.slice(1 - SHOWN_CRUMBS)] : path;
}
