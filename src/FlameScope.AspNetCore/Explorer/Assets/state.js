// What is on the screen, as it stands in the address: every view can be linked, and back and forward work.

export const FILTERS = ['event', 'command', 'process', 'thread', 'cpu', 'frame', 'idle', 'weight'];

const BASELINE = ['baseProfile', 'baseFrom', 'baseTo'];

export const SLICE = ['from', 'to', ...BASELINE, 'diff'];

/** What a flame graph is made from: where any of it changes, nodes have other numbers, and no node is zoomed to. */
export const TREE = ['profile', ...FILTERS, ...SLICE, 'root', 'inverted', 'hide'];

/** The defaults of keys. */
export const none = keys => Object.fromEntries(keys.map(key => [key, '']));

export const NO_BASELINE = none([...BASELINE, 'diff']);

const KEYS = [...TREE, 'rows', 'column', 'scale', 'colors', 'clock', 'findings', 'width', 'layout', 'color', 'zoom', 'q', 'view', 'of', 'theme'];

// What keys may have besides their default.
const CHOICES = {
  idle: '1', weight: 'period', diff: 'off', root: 'process thread none', inverted: '1', scale: 'max log cpu', colors: 'red', clock: 'utc local',
  findings: 'off', theme: 'light dark', view: 'table sandwich', layout: 'icicle', color: 'module plain', width: 'baseline both',
};

let values = read();
let changed = () => {};

// What makes no sense leaves the address.
history.replaceState(null, '', addressOf(values));
addEventListener('popstate', follow);

/** Says what to do when values change: `handler` has the set of their keys. */
export const onChange = handler => { changed = handler; };

export const get = key => values[key] ?? '';

/** The values of a key that has several. */
export const list = key => get(key).split('\n').filter(Boolean);

export const hasBaseline = () => BASELINE.some(key => get(key));

/** The named values, for a request. */
export const pick = (...keys) => Object.fromEntries(keys.map(key => [key, get(key)]));

/** Changes values; '' for the default. `isStep` makes the change a step that "back" undoes. */
export function set(changes, isStep = true) {
  const address = addressOf({ ...values, ...TREE.some(key => key in changes) && { zoom: '' }, ...changes });
  if (address === location.pathname + location.search) return;
  history[isStep ? 'pushState' : 'replaceState'](null, '', address);
  follow();
}

/** The default where the value is there already, or else the value. */
export const toggle = (key, value) => set({ [key]: get(key) === value ? '' : value });

/** Leaves nothing but the profile. */
export const startOver = () => set(none(KEYS.filter(key => key !== 'profile' && key !== 'theme')));

function follow() {
  const before = values;
  values = read();
  const keys = new Set(KEYS.filter(key => before[key] !== values[key]));
  if (keys.size) changed(keys);
}

function addressOf(known) {
  const query = new URLSearchParams(KEYS.filter(key => known[key]).map(key => [key, known[key]]));
  return `${location.pathname}${query.size ? `?${query}` : ''}`;
}

function read() {
  const query = new URLSearchParams(location.search);
  const isChoice = (key, value) => !CHOICES[key] || CHOICES[key].split(' ').includes(value);
  return Object.fromEntries(KEYS.map(key => [key, query.get(key)]).filter(([key, value]) => value && isChoice(key, value)));
}
