// What is on the screen, as it stands in the address. A new piece of state is a key here, and nowhere else.

/** Which samples there are, and which markers beside them; named and written as in the API. */
export const FILTERS = [
  'event', 'command', 'excludeCommand', 'process', 'excludeProcess', 'thread', 'excludeThread', 'cgroup', 'excludeCgroup', 'cpu', 'ran', 'frame', 'excludeFrame', 'idle', 'waiting',
  'weight', 'markers',
] as const;

/** Keys that may have several values: a line each in the value, and each a parameter of its own in the address. */
const LISTS: readonly Key[] = [...FILTERS.slice(1, 10), 'frame', 'excludeFrame', 'hide', 'note'];

export const BASELINE = ['baseProfile', 'baseFrom', 'baseTo'] as const;

export const SLICE = ['from', 'to', ...BASELINE, 'diff'] as const;

/** What a heat map is made from. */
export const HEAT = ['profile', ...FILTERS, 'names', 'rows', 'rowsBy', 'column'] as const;

/** The times that the profile's heat map shows. */
export const SIGHT = ['mapFrom', 'mapTo'] as const;

/** What a flame graph is made from: where any of it changes, nodes have other numbers, and no node is zoomed to. */
export const TREE = ['profile', ...FILTERS, 'names', ...SLICE, 'root', 'inverted', 'hide'] as const;

/** How things are drawn; none of it is a step that "back" undoes. */
export const DRAWN = ['scale', 'colors', 'clock', 'theme', 'mapHeight', 'findingsWidth'] as const;

export const KEYS = [
  ...TREE, 'at', 'rows', 'rowsBy', 'column', ...SIGHT, 'scale', 'colors', 'clock', 'findings', 'width', 'by', 'layout', 'color', 'zoom', 'q', 'view', 'beside', 'of', 'theme',
  'mapHeight', 'findingsWidth', 'note',
] as const;

export type Key = (typeof KEYS)[number];

export type Filters = Readonly<Record<(typeof FILTERS)[number], string>>;

/** A value for each key; '' is the default. */
export type Values = Readonly<Record<Key, string>>;

/** What keys may have besides their default. */
export const CHOICES: Partial<Record<Key, readonly string[]>> = {
  idle: ['1'],
  waiting: ['1'],
  ran: ['kernel', 'user'],
  weight: ['period', 'value', 'count'],
  names: ['full'],
  rowsBy: ['cpu', 'thread', 'process', 'command', 'cgroup'],
  diff: ['off'],
  root: ['process', 'thread', 'none'],
  inverted: ['1'],
  scale: ['max', 'log', 'cpu'],
  colors: ['red', 'cividis'],
  clock: ['utc', 'local'],
  findings: ['off'],
  theme: ['light', 'dark'],
  view: ['chart', 'table', 'tree', 'sandwich'],
  beside: ['graph', 'chart', 'table', 'tree', 'sandwich'],
  layout: ['flame'],
  color: ['module', 'plain'],
  width: ['baseline', 'both'],
  by: ['self'],
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
    const given = query.getAll(key).filter(value => value && isChoice(key, value));
    values[key] = LISTS.includes(key) ? given.join('\n') : given.at(0) ?? '';
  }
  return values;
}

/** The query of values, with its question mark; '' for nothing but defaults. */
export function formatQuery(values: Values): string {
  const query = new URLSearchParams(KEYS.filter(key => values[key]).flatMap(key => (LISTS.includes(key) ? values[key].split('\n') : [values[key]]).map(value => [key, value])));
  return query.size ? `?${query}` : '';
}

/** Values with changes; a node of another tree is not zoomed to. */
export function change(values: Values, changes: Partial<Values>): Values {
  return { ...values, ...(TREE.some(key => key in changes) && { zoom: '' }), ...changes };
}
