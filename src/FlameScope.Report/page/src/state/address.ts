// What is on the screen, as it stands in the address. A new piece of state is a key here, and nowhere else.

export const FILTERS = ['event', 'command', 'process', 'thread', 'cpu', 'frame', 'idle', 'weight'] as const;

export const BASELINE = ['baseProfile', 'baseFrom', 'baseTo'] as const;

export const SLICE = ['from', 'to', ...BASELINE, 'diff'] as const;

/** What a heat map is made from. */
export const HEAT = ['profile', ...FILTERS, 'rows', 'column'] as const;

/** The times that the profile's heat map shows. */
export const SIGHT = ['mapFrom', 'mapTo'] as const;

/** What a flame graph is made from: where any of it changes, nodes have other numbers, and no node is zoomed to. */
export const TREE = ['profile', ...FILTERS, ...SLICE, 'root', 'inverted', 'hide'] as const;

/** How things are drawn; none of it is a step that "back" undoes. */
export const DRAWN = ['scale', 'colors', 'clock', 'theme'] as const;

export const KEYS = [
  ...TREE, 'rows', 'column', ...SIGHT, 'scale', 'colors', 'clock', 'findings', 'width', 'layout', 'color', 'zoom', 'q', 'view', 'of', 'theme',
] as const;

export type Key = (typeof KEYS)[number];

export type Filters = Readonly<Record<(typeof FILTERS)[number], string>>;

/** A value for each key; '' is the default. */
export type Values = Readonly<Record<Key, string>>;

// What keys may have besides their default.
const CHOICES: Partial<Record<Key, readonly string[]>> = {
  idle: ['1'],
  weight: ['period'],
  diff: ['off'],
  root: ['process', 'thread', 'none'],
  inverted: ['1'],
  scale: ['max', 'log', 'cpu'],
  colors: ['red'],
  clock: ['utc', 'local'],
  findings: ['off'],
  theme: ['light', 'dark'],
  view: ['table', 'sandwich'],
  layout: ['icicle'],
  color: ['module', 'plain'],
  width: ['baseline', 'both'],
};

/** The defaults of keys. */
export const none = <K extends Key>(keys: readonly K[]) => Object.fromEntries(keys.map(key => [key, ''])) as Record<K, string>;

export const NO_BASELINE = none([...BASELINE, 'diff']);

/** The values of a query; what makes no sense is the default. */
export function parseQuery(search: string): Values {
  const query = new URLSearchParams(search);
  const isChoice = (key: Key, value: string) => CHOICES[key]?.includes(value) ?? true;
  const values: Record<Key, string> = none(KEYS);
  for (const key of KEYS) {
    const value = query.get(key);
    if (value && isChoice(key, value)) values[key] = value;
  }
  return values;
}

/** The query of values, with its question mark; '' for nothing but defaults. */
export function formatQuery(values: Values): string {
  const query = new URLSearchParams(KEYS.filter(key => values[key]).map(key => [key, values[key]]));
  return query.size ? `?${query}` : '';
}

/** Values with changes; a node of another tree is not zoomed to. */
export function change(values: Values, changes: Partial<Values>): Values {
  return { ...values, ...(TREE.some(key => key in changes) && { zoom: '' }), ...changes };
}
