// Slices of time of a query, in nanoseconds from the origin.
import { timeIn } from '../text/instants';
import { refused } from './request';
import type { Store } from './store';

/** Starts and ends by turns: in order, and none that overlaps or touches another. */
export type Ranges = readonly number[];

const MOST_PARTS = 1000;
const SECOND = 1e9;

/** Seconds with up to nine decimals; null where the text is none. */
export function secondsOf(text: string): number | null {
  const [all, units, decimals = ''] = /^(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  const fraction = decimals.replace(/0+$/, '');
  return all && /\d/.test(all) && fraction.length <= 9 ? Number(units) * SECOND + Number(fraction.padEnd(9, '0')) : null;
}

function timeOf(name: string, text: string, { packed }: Store): number | null {
  if (!text) return null;
  const time = secondsOf(text) ?? timeIn(text, packed.info);
  if (time === null) {
    throw refused(`${name}: '${text.slice(0, 60)}' is no time: expected seconds such as 7.2, not negative; the recording's own clock such as @4625.3; a time of day such as 19:42:21; `
      + 'or a date and time such as 2026-11-22T19:42:21.5Z; with at most nine decimals, and of a clock that the recording has.');
  }
  return time;
}

/** The slice between two values, each of which may have several parts; null for the whole. */
export function rangesOf(store: Store, [fromName, toName]: readonly [string, string], from: string | undefined, to: string | undefined): Ranges | null {
  const starts = (from ?? '').split(',');
  const ends = (to ?? '').split(',');
  if (starts.length !== ends.length || starts.length > MOST_PARTS) throw refused(`${toName}: expected as many ends as ${fromName} has starts, at most ${MOST_PARTS}.`);
  if (starts.length > 1 && [...starts, ...ends].includes('')) throw refused(`${fromName}: expected a start and an end for each of several parts.`);
  if (starts.length === 1 && !starts[0] && !ends[0]) return null;
  const times = starts.map((start, i) => [timeOf(fromName, start, store), timeOf(toName, ends[i], store)] as const);
  const backwards = times.findIndex(([first, last]) => first !== null && last !== null && first > last);
  if (backwards >= 0) throw refused(`${toName}: expected no less than ${fromName}, found "${ends[backwards]}".`);
  refuseWithoutClock(store);
  return normalized(times.map(([first, last], i) => {
    const start = starts[i];
    const begin = first ?? Math.min(0, last ?? 0);
    const end = last ?? Math.max(begin, store.end);
    if (store.count && (begin >= Math.ceil(store.end / SECOND) * SECOND || end < 0)) {
      throw refused(`The slice from ${start || 'the start'} to ${ends[i] || 'the end'} lies outside the recording, which lasts from ${store.start / SECOND} to ${store.end / SECOND}.`);
    }
    return [begin, end] as const;
  }));
}

// Empty ones go, unless there are no others: then one of them stays.
function normalized(parts: readonly (readonly [number, number])[]): Ranges {
  const joined: number[] = [];
  const sorted = parts.toSorted(([one], [other]) => one - other);
  for (const [start, end] of sorted) {
    if (start === end) continue;
    if (joined.length && start <= joined[joined.length - 1]) joined[joined.length - 1] = Math.max(joined[joined.length - 1], end);
    else joined.push(start, end);
  }
  return joined.length ? joined : sorted[0];
}

/** How much of a stretch of time lies in ranges. */
export function overlap(ranges: Ranges, start: number, end: number): number {
  let sum = 0;
  for (let i = 0; i < ranges.length; i += 2) sum += Math.max(0, Math.min(end, ranges[i + 1]) - Math.max(start, ranges[i]));
  return sum;
}

export const isInRanges = (ranges: Ranges, start: number, end: number): boolean => {
  for (let i = 0; i < ranges.length; i += 2) if (start < ranges[i + 1] && end > ranges[i]) return true;
  return false;
};

export function refuseWithoutClock({ packed }: Store): void {
  if (packed.info.timeAxis === 'clock') return;
  throw refused(packed.info.timeAxis === 'none'
    ? 'The profile has no timestamps, so it has no heat map and no time slices; the flame graph of the whole works.'
    : "The profile's times are deltas to the sample before, which is no time axis, so it has no heat map and no time slices; the flame graph of the whole works.", 422);
}
