// Filters as people see them: what each is called, what it offers, and what is set.
import type { ProfileInfo, ProfileList } from '../data/answers';
import type { Key } from '../state/address';
import { addValue, removeValue } from '../state/filters';
import { get, list, set } from '../state/state';
import { count } from '../text/numbers';

export interface Offer {
  readonly value: string;
  readonly text: string;
  readonly samples?: number;
}

export interface FilterKind {
  readonly key: Key;
  readonly label: string;
  /** The key that leaves such samples out. */
  readonly without?: Key;
  /** Whether it may have one value alone. */
  readonly isSingle?: boolean;
  /** What may be typed; nothing where there is only what is offered. */
  readonly hint?: string;
  offers?(info: ProfileInfo, list: ProfileList | null): readonly Offer[];
}

const PATTERN = 'part of a name, =name or /regex/';
const NAMELESS = '(no name)';

export const KINDS: readonly FilterKind[] = [
  {
    key: 'command', label: 'Command', without: 'excludeCommand', hint: PATTERN,
    offers: ({ commands }) => commands.map(({ name, samples }) => ({ value: `=${name}`, text: name || NAMELESS, samples })),
  },
  {
    key: 'process', label: 'Process', without: 'excludeProcess', hint: 'ids, such as 12,13',
    offers: ({ processes }) => processes.map(({ command, process, samples }) => ({ value: String(process), text: `${command || NAMELESS} ${process}`, samples })),
  },
  {
    key: 'thread', label: 'Thread', without: 'excludeThread', hint: 'ids, such as 12,13',
    offers: ({ threads }) => threads.map(({ command, thread, samples }) => ({ value: String(thread), text: `${command || NAMELESS} ${thread}`, samples })),
  },
  { key: 'cgroup', label: 'Control group', without: 'excludeCgroup', hint: PATTERN },
  { key: 'cpu', label: 'CPU', hint: 'numbers, such as 0-3,7', offers: ({ cpus }) => cpus.map(cpu => ({ value: String(cpu), text: `CPU ${cpu}` })) },
  { key: 'frame', label: 'Frame', without: 'excludeFrame', hint: `${PATTERN}; leaf:, root:, module: before it` },
  { key: 'hide', label: 'Hidden frame', hint: PATTERN },
  {
    key: 'event', label: 'Event', isSingle: true,
    offers: ({ events }) => [
      ...events.map(({ name, samples }) => ({ value: name, text: name, samples })), ...(events.length > 1 ? [{ value: 'all', text: 'all events together' }] : []),
    ],
  },
  { key: 'ran', label: 'Ran in', isSingle: true, offers: () => [{ value: 'kernel', text: 'the kernel' }, { value: 'user', text: 'user code' }] },
  { key: 'idle', label: 'Idle CPUs', isSingle: true, offers: () => [{ value: '1', text: 'shown' }] },
  { key: 'waiting', label: 'Waiting threads', isSingle: true, offers: () => [{ value: '1', text: 'shown' }] },
  {
    key: 'weight', label: 'Count', isSingle: true,
    offers: () => [{ value: 'count', text: 'samples' }, { value: 'period', text: 'periods' }],
  },
  {
    key: 'markers', label: 'Markers', isSingle: true, hint: 'a file that is served or was dropped here',
    offers: (_, list) => (list?.profiles ?? []).filter(({ format }) => format === null).map(({ name }) => ({ value: name, text: name })),
  },
];

export interface Chip {
  readonly key: Key;
  readonly kind: string;
  readonly text: string;
  readonly value: string;
}

/** What is set, a chip each. */
export function chips(info: ProfileInfo | null): Chip[] {
  return KINDS.flatMap(kind => [kind.key, ...(kind.without ? [kind.without] : [])].flatMap(key =>
    (kind.isSingle ? [get(key)].filter(Boolean) : list(key)).map(value => ({
      key, value, kind: key === kind.without ? `no ${kind.label.toLowerCase()}` : kind.label.toLowerCase(),
      text: (info && kind.offers?.(info, null).find(offer => offer.value === value)?.text) ?? value,
    }))));
}

export const apply = ({ isSingle }: FilterKind, key: Key, value: string): void => (isSingle ? set({ [key]: value }) : addValue(key, value));

export const remove = ({ key, value }: Chip): void => removeValue(key, value);

/** What a kind offers, of what is being typed. */
export const offered = (kind: FilterKind, info: ProfileInfo, list: ProfileList | null, typed: string): readonly Offer[] =>
  (kind.offers?.(info, list) ?? []).filter(({ text }) => text.toLowerCase().includes(typed.toLowerCase())).slice(0, 100);

export const samplesOf = ({ samples }: Offer): string => (samples === undefined ? '' : count(samples));
