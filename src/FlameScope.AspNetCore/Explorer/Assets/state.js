// What is on the screen, as it stands in the address: every view can be linked, and back and forward work.

const KEYS = ['profile', 'event', 'command', 'process', 'thread', 'cpu', 'frame', 'idle', 'rows', 'column', 'scale', 'colors', 'clock',
  'from', 'to', 'baseProfile', 'baseFrom', 'baseTo', 'diff', 'width', 'root', 'inverted', 'hide', 'layout', 'color', 'zoom', 'q', 'view', 'of', 'theme'];

export const FILTERS = ['event', 'command', 'process', 'thread', 'cpu', 'frame', 'idle'];

export class State extends EventTarget {
  #values = read();

  constructor() {
    super();
    addEventListener('popstate', () => this.#replace(read()));
  }

  get(key) {
    return this.#values[key] ?? '';
  }

  /** The values of a key that has several. */
  list(key) {
    return this.get(key).split('\n').filter(Boolean);
  }

  /** The named values, for a request. */
  pick(...keys) {
    return Object.fromEntries(keys.map(key => [key, this.get(key)]));
  }

  /** Changes values; '' for the default. `isStep` makes the change a step that "back" undoes. */
  set(changes, isStep = true) {
    const values = { ...this.#values };
    for (const [key, value] of Object.entries(changes)) {
      if (value === '' || value == null) delete values[key];
      else values[key] = String(value);
    }
    const address = `${location.pathname}${write(values)}`;
    if (address === location.pathname + location.search) return;
    history[isStep ? 'pushState' : 'replaceState'](null, '', address);
    this.#replace(values);
  }

  #replace(values) {
    const before = this.#values;
    this.#values = values;
    const changed = new Set(KEYS.filter(key => before[key] !== values[key]));
    if (changed.size) this.dispatchEvent(new CustomEvent('change', { detail: changed }));
  }
}

function read() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(KEYS.filter(key => query.get(key)).map(key => [key, query.get(key)]));
}

function write(values) {
  const query = new URLSearchParams(KEYS.filter(key => values[key]).map(key => [key, values[key]]));
  return query.size ? `?${query}` : '';
}
