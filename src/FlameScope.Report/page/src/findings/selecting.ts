// A finding as a slice and its baseline.
import type { Finding, Range } from '../data/answers';
import type { FlamePart } from '../session/flames';
import { NO_BASELINE } from '../state/address';
import { get, set } from '../state/state';
import { seconds } from '../text/times';

// Hundreds of parts would not fit into an address.
const MOST_PARTS = 100;

const side = (parts: readonly Range[], end: 0 | 1) => parts.map(part => seconds(part[end])).join(',');

export const isSelected = (parts: readonly Range[]): boolean => side(parts, 0) === get('from') && side(parts, 1) === get('to');

const near = (parts: readonly Range[], at: number): readonly Range[] => parts.length <= MOST_PARTS ? parts
  : parts.toSorted((one, other) => Math.abs(one[0] - at) - Math.abs(other[0] - at)).slice(0, MOST_PARTS).sort((one, other) => one[0] - other[0]);

const allOf = ({ occurrences, range }: Finding) => near(occurrences, range[0]);

/** Whether all of a finding is on the screen. */
export const isWhole = (finding: Finding): boolean => isSelected(allOf(finding));

/** Whether all of a finding is on the screen, or one of its occurrences. */
export const isShown = (finding: Finding): boolean => isWhole(finding) || finding.occurrences.some(one => isSelected([one]));

/** All occurrences of a finding, or one, beside the times that are as usual; the flame graph is zoomed to its first culprit. */
export function choose(flame: FlamePart, finding: Finding, only?: Range): void {
  const { background, culprits, range } = finding;
  const parts = only ? [only] : allOf(finding);
  const usual = near(background, only?.[0] ?? range[0]);
  flame.showing(culprits.at(0)?.name ?? '', () => set({
    from: side(parts, 0), to: side(parts, 1), ...NO_BASELINE, baseFrom: side(usual, 0), baseTo: side(usual, 1), view: '',
  }));
}
