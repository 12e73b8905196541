// Slices of time between the address's seconds and nanoseconds.
import { nanoseconds, seconds } from '../text/times';

export interface Slice {
  readonly from: number;
  readonly to: number;
}

/** What a gesture selects. */
export type Side = 'examined' | 'baseline';

/**
 * The slices between the times that two keys have: a baseline may have several parts.
 * @param end what has no end has this one
 */
export function parseSlices(from: string, to: string, end: number): Slice[] {
  if (!from && !to) return [];
  const ends = to.split(',');
  return from.split(',')
    .map((start, i) => ({ from: nanoseconds(start || '0'), to: ends[i] ? nanoseconds(ends[i]) : end }))
    .filter(slice => slice.from < slice.to);
}

/**
 * A slice as the address has it.
 * @param baseProfile '' where the baseline is on the profile's own heat map, which is not one of another profile
 */
export function sliceValues(side: Side, { from, to }: Slice, baseProfile?: string) {
  return side === 'examined' ? { from: seconds(from), to: seconds(to) }
    : { baseFrom: seconds(from), baseTo: seconds(to), diff: '', ...(baseProfile !== undefined && { baseProfile }) };
}
