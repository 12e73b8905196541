// A finding as a slice and its baseline.
import type { Finding, Range } from '../data/answers';
import type { FlamePart } from '../session/flames';
import { NO_BASELINE } from '../state/address';
import { get, set } from '../state/state';
import { seconds } from '../text/times';

// Quiet times between hundreds of occurrences would not fit into an address.
const MOST_PARTS = 16;

export const isSelected = ([from, to]: Range): boolean => seconds(from) === get('from') && seconds(to) === get('to');

/** The slice of the finding, beside the times nearest to it that are as usual; the flame graph is zoomed to its first culprit. */
export function choose(flame: FlamePart, { background, culprits }: Finding, [from, to]: Range): void {
  const near = background.toSorted((one, other) => Math.abs(one[0] - from) - Math.abs(other[0] - from)).slice(0, MOST_PARTS);
  const side = (end: 0 | 1) => near.map(part => part[end]).sort((one, other) => one - other).map(time => seconds(time)).join(',');
  flame.showing(culprits.at(0)?.name ?? '', () => set({ from: seconds(from), to: seconds(to), ...NO_BASELINE, baseFrom: side(0), baseTo: side(1) }));
}
