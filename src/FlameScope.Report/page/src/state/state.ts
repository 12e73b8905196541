// The address as signals: the only state of the page. Whoever reads a key in a component or effect is called again when it changes.
import { batch, type Signal, signal } from '@preact/signals-core';
import { BASELINE, change, formatQuery, KEYS, type Key, none, parseQuery, type Values } from './address';

let values = parseQuery(query());
const signals = Object.fromEntries(KEYS.map(key => [key, signal(values[key])])) as Record<Key, Signal<string>>;
const followers: ((changed: ReadonlySet<Key>) => void)[] = [];

// What makes no sense leaves the address.
go('replaceState', values);
addEventListener('popstate', follow);

/** Says what to do after values have changed: for what is more than drawing, such as asking for data. */
export function onChange(follower: (changed: ReadonlySet<Key>) => void): void {
  followers.push(follower);
}

export const get = (key: Key): string => signals[key].value;

/** The values of a key that has several. */
export const list = (key: Key): string[] => get(key).split('\n').filter(Boolean);

export const hasBaseline = (): boolean => BASELINE.some(key => get(key));

export const isDifference = (): boolean => hasBaseline() && !get('diff');

/** The named values, for a request. */
export const pick = <K extends Key>(keys: readonly K[]) => Object.fromEntries(keys.map(key => [key, get(key)])) as Record<K, string>;

/** Changes values; '' for the default. `isStep` makes the change a step that "back" undoes. */
export function set(changes: Partial<Values>, isStep = true): void {
  const changed = change(values, changes);
  if (formatQuery(changed) === query()) return;
  go(isStep ? 'pushState' : 'replaceState', changed);
  follow();
}

/** The default where the value is there already, or else the value. */
export const toggle = (key: Key, value: string): void => set({ [key]: get(key) === value ? '' : value });

/** Whether everything is as it is by default. */
export const isAllDefault = (): boolean => formatQuery(values) === '';

/** Leaves nothing but the profile. */
export const startOver = (): void => set(none(KEYS.filter(key => key !== 'profile' && key !== 'theme')));

function follow(): void {
  const before = values;
  values = parseQuery(query());
  const changed = new Set(KEYS.filter(key => before[key] !== values[key]));
  if (!changed.size) return;
  batch(() => {
    for (const key of changed) signals[key].value = values[key];
  });
  for (const follower of followers) follower(changed);
}

// A browser that lets a file have no other query has it in the fragment.
function query(): string {
  const own = location.hash.slice(1);
  return own.startsWith('?') ? own.replace(/^\?$/, '') : location.search;
}

function go(step: 'pushState' | 'replaceState', known: Values): void {
  const to = formatQuery(known);
  try {
    history[step](null, '', location.pathname + to);
  } catch {
    history[step](null, '', `#${to || '?'}`);
  }
}
