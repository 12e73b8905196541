// What the page says where a view has nothing to show, and the way out.
import { isListOpen } from '../controls/opened';
import type { Coverage, HeatMap, ProfileInfo, ProfileList } from '../data/answers';
import type { FlameTree } from '../flame/tree';
import { NO_BASELINE } from '../state/address';
import { clearFilters, hasFilters } from '../state/filters';
import type { MapShape } from '../state/queries';
import { set } from '../state/state';
import { amount } from '../text/numbers';
import { nanoseconds } from '../text/times';
import type { Action, Notice } from './notice';

const WITH_IDLE: Action = ['Include idle CPUs', () => set({ idle: '1' })];
const WITHOUT_FILTERS: Action = ['Clear filters', clearFilters];
const END_COMPARISON: Action = ['End comparison', () => set(NO_BASELINE)];
const WHOLE: Action = ['Show the whole capture', () => set({ from: '', to: '' })];
const NO_SAMPLES: Notice = { title: 'This profile has no samples' };

export const emptyList = ({ canUpload, canRecord }: ProfileList, lookAgain: () => void): Notice => ({
  title: 'There are no profiles here yet',
  text: canUpload ? 'Drop a recording here, plain or compressed.' : canRecord ? 'Record one here.' : 'Put a recording into the folder that is served.',
  actions: [...(canRecord ? [['Record…', () => { isListOpen.value = true; }] as const] : []), ['Look again', lookAgain]],
});

/** Why there is no heat map of a profile; null where there is one. */
export const timelessHeat = ({ timeAxis, header }: ProfileInfo): Notice | null => (timeAxis === 'clock' ? null : {
  title: 'This recording has no times',
  text: `So there is no heat map, and no slice of it: the views below are of the whole. ${header.timelessAdvice ?? ''}`,
});

/** Why the map beside another one, of the same times, is empty; null where it is not. */
export const endedHeat = ({ end }: ProfileInfo, { from }: MapShape): Notice | null => (nanoseconds(from) >= end ? {
  title: 'This recording has ended by then', actions: [['Show the whole capture', () => set({ mapFrom: '', mapTo: '', column: '' })]],
} : null);

export function emptyHeat({ coverage }: HeatMap): Notice | null {
  if (coverage.shown > 0) return null;
  if (coverage.samples === 0) return NO_SAMPLES;
  return idleNotice(coverage) ?? { title: 'No sample matches', actions: [WITHOUT_FILTERS] };
}

export function emptyFlame({ to, total, coverage, base }: FlameTree): Notice | null {
  if (base && !(total[0] && base.baseTotal[0])) {
    return { title: `Nothing was sampled in the ${total[0] ? 'baseline' : 'examined slice'}`, actions: [END_COMPARISON] };
  }
  if (total[0]) return null;
  const ways = to === null ? [] : [WHOLE];
  const idle = idleNotice(coverage, ways.length ? ' in this slice' : '', ways);
  if (idle) return idle;
  if (hasFilters()) return { title: 'No sample matches', actions: [WITHOUT_FILTERS, ...ways] };
  return ways.length ? { title: 'Nothing was sampled in this slice', actions: ways } : NO_SAMPLES;
}

function idleNotice({ idle, filteredByCondition }: Coverage, where = '', ways: readonly Action[] = []): Notice | null {
  if (!idle || filteredByCondition) return null;
  return { title: `Every CPU was idle${where}`, text: `Left out: ${amount(idle, 'samples')} of idle CPUs.`, actions: [WITH_IDLE, ...ways] };
}
