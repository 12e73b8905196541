// Keys that work anywhere on the page but in fields. With Ctrl, Alt or ⌘ they are the browser's.
import { find, on } from './dom.js';
import { NO_BASELINE, hasBaseline, set, toggle } from './state.js';

/** @param page what keys do that the address does not have: clear, search, zoomTo, zoomOut, announce */
export function bindKeys({ clear, search, zoomTo, zoomOut, announce }) {
  const help = find('help');
  const keys = {
    '/': search.focus,
    '?': () => help.showModal(),
    f: () => toggle('layout', 'icicle'),
    t: () => toggle('view', 'table'),
    s: () => toggle('view', 'sandwich'),
    d: () => {
      if (hasBaseline()) toggle('diff', 'off');
      else announce('Ctrl-drag on the heat map to choose a baseline.');
    },
    n: () => search.step(1),
    N: () => search.step(-1),
    0: () => zoomTo(0),
    Backspace: zoomOut,
    Escape: clear,
  };
  on(find('help-button'), { click: keys['?'] });
  on(find('flip-layout'), { click: keys.f });
  on(find('end-compare'), { click: () => set(NO_BASELINE) });
  on(window, {
    keydown: event => {
      if (event.ctrlKey || event.metaKey || event.altKey || help.open || event.defaultPrevented) return;
      if (event.target.closest('input:not([type=checkbox]), select, textarea')) return;
      const run = keys[event.key] ?? keys[event.key.toLowerCase()];
      if (!run) return;
      event.preventDefault();
      run();
    },
  });
}
