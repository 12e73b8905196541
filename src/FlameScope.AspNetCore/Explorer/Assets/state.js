// What is on the screen, as it stands in the address: every view can be linked, and back and forward work.

export const FILTERS = ['event', 'command', 'process', 'thread', 'cpu', 'frame', 'idle', 'weight'];

export const SLICE = ['from', 'to', 'baseProfile', 'baseFrom', 'baseTo', 'diff'];

/** What a flame graph is made from: where any of it changes, nodes have other numbers, and no node is zoomed to. */
export const TREE = ['profile', ...FILTERS, ...SLICE, 'root', 'inverted', 'hide'];

export const NO_BASELINE = { baseProfile: '', baseFrom: '', baseTo: '', diff: '' };

const KEYS = [...TREE, 'rows', 'column', 'scale', 'colors', 'clock', 'findings', 'width', 'layout', 'color', 'zoom', 'q', 'view', 'of', 'theme'];

let values = read();
let changed = () => {};

/** Says what to do when values change: `handler` has the set of their keys. */
export const onChange = handler => { changed = handler; };

export const get = key => values[key] ?? '';

/** The values of a key that has several. */
export const list = key => get(key).split('\n').filter(Boolean);

/** The named values, for a request. */
export const pick = (...keys) => Object.fromEntries(keys.map(key => [key, get(key)]));

/** Changes values; '' for the default. `isStep` makes the change a step that "back" undoes. */
export function set(changes, isStep = true) {
  const next = { ...values };
  if (TREE.some(key => key in changes)) delete next.zoom;
  for (const [key, value] of Object.entries(changes)) {
    if (value === '' || value == null) delete next[key];
    else next[key] = String(value);
  }
  const query = new URLSearchParams(KEYS.filter(key => next[key]).map(key => [key, next[key]]));
  const address = `${location.pathname}${query.size ? `?${query}` : ''}`;
  if (address === location.pathname + location.search) return;
  history[isStep ? 'pushState' : 'replaceState'](null, '', address);
  replace(next);
}

/** The default where the value is there already, or else the value. */
export const toggle = (key, value) => set({ [key]: get(key) === value ? '' : value });

addEventListener('popstate', () => replace(read()));

function replace(next) {
  const before = values;
  values = next;
  const keys = new Set(KEYS.filter(key => before[key] !== next[key]));
  if (keys.size) changed(keys);
}

function read() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(KEYS.filter(key => query.get(key)).map(key => [key, query.get(key)]));
}
