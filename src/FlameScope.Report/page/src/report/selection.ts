// The samples of a slice that fit a filter, and where all others went.
import type { Coverage } from '../data/answers';
import type { ProfileQuery } from '../data/source';
import type { Where } from './filter';
import { choice, isOn, refused } from './request';
import { MOST } from './saturation';
import type { Store } from './store';
import { isInRanges, overlap, type Ranges } from './times';

export interface Selection {
  readonly store: Store;
  readonly ranges: Ranges | null;
  /** From `first` up to `end`, those whose mask is not 0; all of them where there is no mask. */
  readonly first: number;
  readonly end: number;
  readonly mask: Uint8Array | null;
  /** What each adds, counted from `first`; null where each counts 1. */
  readonly values: Float64Array | null;
  readonly total: number;
  readonly event: string;
  readonly unit: string;
  /** What is counted: sides of a difference have the same. */
  readonly measure: string;
  readonly coverage: Coverage & { readonly waiting: number; readonly lost: number };
}

/** The event that is asked for; null for all together. */
export function eventOf({ packed: { events, defaultEvent } }: Store, name: string | undefined): number | null {
  if (!name) return defaultEvent;
  if (name === 'all') return null;
  const own = events.findIndex(event => event.name === name);
  if (own >= 0) return own;
  const similar = events.flatMap((event, i) => (event.name.startsWith(`${name}:`) || event.measure === name ? [i] : []));
  if (similar.length !== 1) throw refused(`No single event fits "${name}"; the profile has: ${events.map(event => event.name).join(', ')}.`);
  return similar[0];
}

export function select(store: Store, query: Partial<ProfileQuery>, ranges: Ranges | null, where: Where | null): Selection {
  const { packed, count } = store;
  const { events, info, uniformWeight } = packed;
  const { event, mark, cpu, label, duration, weight } = store.samples;
  const shownEvent = eventOf(store, query.event);
  const isIdleShown = isOn('idle', query.idle);
  const isWaitingShown = isOn('waiting', query.waiting);
  const wanted = choice('weight', query.weight, ['count', 'period', 'value']);
  const kind = shownEvent === null ? undefined : events[shownEvent];
  const byValue = kind !== undefined && (wanted ?? kind.defaultWeight) !== 'count';
  const lasts = byValue && duration !== null;

  const first = !ranges ? 0 : lasts ? store.firstLasting(ranges[0]) : store.firstFrom(ranges[0]);
  const isEmpty = ranges !== null && ranges[0] === ranges[1];
  const end = !ranges ? count : Math.max(first, isEmpty ? first : store.firstFrom(ranges[ranges.length - 1]));

  const isDerived = Uint8Array.from(events, one => Number(one.isDerived && !kind?.isDerived));
  const leavesDerived = store.derived > 0 && isDerived.includes(1);
  const byEvent = shownEvent !== null && events.length > 1;
  const inParts = ranges !== null && (ranges.length > 2 || lasts);
  const { threads = null, nodes = null, cpus = null, labels = null } = where ?? {};
  const stacks = store.sampleStacks;
  const thread = stacks?.thread ?? EMPTY;
  const node = stacks?.node ?? EMPTY;
  const countsStackless = stacks?.hasStackless ?? false;

  let [inRange, filteredByEvent, idle, waiting, filteredByCondition, shown, stackless] = [0, 0, 0, 0, 0, 0, 0];
  let mask: Uint8Array | null = null;
  if (inParts || leavesDerived || byEvent || mark || threads || nodes || cpus || labels) {
    mask = new Uint8Array(end - first);
    for (let i = first; i < end; i++) {
      if (inParts && !isInRanges(ranges, store.samples.time[i], lasts ? store.endOf(i) : store.samples.time[i] + 1)) continue;
      const of = event ? event[i] : 0;
      if (leavesDerived && isDerived[of]) continue;
      inRange++;
      const marked = mark ? mark[i] : 0;
      if (byEvent && of !== shownEvent) filteredByEvent++;
      else if (marked === 1 && !isIdleShown) idle++;
      else if (marked === 2 && !isWaitingShown) waiting++;
      else if ((threads && !threads[thread[i]]) || (nodes && !nodes[node[i]]) || (cpus && !cpus[cpu ? cpu[i] : 0]) || (labels && !labels[label ? label[i] : 0])) filteredByCondition++;
      else {
        mask[i - first] = 1;
        shown++;
        if (countsStackless && node[i] === 0) stackless++;
      }
    }
  } else {
    inRange = end - first;
    shown = inRange;
    if (countsStackless) for (let i = first; i < end; i++) if (node[i] === 0) stackless++;
  }

  let values: Float64Array | null = null;
  let total = shown;
  if (byValue) {
    total = 0;
    values = new Float64Array(end - first);
    for (let i = first; i < end; i++) {
      if (mask && !mask[i - first]) continue;
      const value = ranges && duration && duration[i] > 0 ? overlap(ranges, store.samples.time[i], store.endOf(i)) : weight ? weight[i] : uniformWeight ?? 1;
      values[i - first] = value;
      total += value;
    }
    total = Math.min(total, MOST);
  }
  const samples = count - (leavesDerived ? store.derived : 0);
  return {
    store, ranges, first, end, mask, values, total, event: shownEvent === null ? 'all' : kind?.name ?? '', unit: byValue ? kind.unit : 'samples',
    measure: byValue ? `${kind.measure ?? kind.name}\n${kind.unit}` : 'samples\nsamples',
    coverage: {
      samples, unparsed: info.report.unparsed, shown, shownWeight: total, idle, waiting, filteredByRange: samples - inRange, filteredByEvent, filteredByCondition, stackless,
      lost: info.report.lost,
    },
  };
}

const EMPTY = new Int32Array(0);

/** As how many samples of equal weight those are that are shown (Kish 1965). */
export function effectiveSamples({ values, mask, coverage: { shown }, ranges, store }: Selection): number {
  if (!values || (!store.samples.weight && !(ranges && store.samples.duration))) return shown;
  let [sum, squares] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (mask && !mask[i]) continue;
    const value = values[i];
    sum += value;
    squares += value * value;
  }
  return squares === 0 ? 0 : sum * sum / squares;
}

/** The shown samples of each group, group after group, and where those of each end. */
export function byGroup({ first, end, mask }: Selection, groupOf: (sample: number) => number, groups: number): { readonly samples: Int32Array; readonly ends: Int32Array } {
  const ends = new Int32Array(groups + 1);
  let shown = 0;
  for (let i = first; i < end; i++) {
    if (mask && !mask[i - first]) continue;
    ends[groupOf(i) + 1]++;
    shown++;
  }
  for (let group = 0; group < groups; group++) ends[group + 1] += ends[group];
  const samples = new Int32Array(shown);
  // Each group's start moves to its end while it is filled.
  for (let i = first; i < end; i++) {
    if (mask && !mask[i - first]) continue;
    samples[ends[groupOf(i)]++] = i;
  }
  return { samples, ends };
}
