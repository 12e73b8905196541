// Keys that work anywhere on the page but in fields. With Ctrl, Alt or ⌘ they are the browser's.
import type { Session } from '../session/session';
import { listen } from '../shared/events';
import { CHOICES } from '../state/address';
import { get, hasBaseline, set, toggle } from '../state/state';
import { isGoingTo, isHelpOpen } from './opened';

const ROWS = ['', ...CHOICES.rowsBy ?? []];

export function bindKeys(session: Session): void {
  const { flame, search, sight } = session;
  const keys: Record<string, () => void> = {
    '/': () => search.focus(),
    '?': () => { isHelpOpen.value = true; },
    f: () => toggle('layout', 'flame'),
    g: () => { isGoingTo.value = true; },
    ']': () => toggle('findings', 'off'),
    l: () => set({ rowsBy: ROWS[(ROWS.indexOf(get('rowsBy')) + 1) % ROWS.length] }),
    w: () => toggle('width', 'baseline'),
    t: () => toggle('view', 'table'),
    c: () => toggle('view', 'chart'),
    s: () => toggle('view', 'sandwich'),
    d: () => {
      if (hasBaseline()) toggle('diff', 'off');
      else session.announce('Ctrl-drag on the heat map to choose a baseline.');
    },
    n: () => search.step(1),
    N: () => search.step(-1),
    '+': () => sight.zoom(true),
    '=': () => sight.zoom(true),
    '-': () => sight.zoom(false),
    0: () => (document.activeElement?.id === 'heat-overlay' ? sight.reset() : flame.zoomTo(0)),
    Backspace: () => flame.zoomOut(),
    Escape: () => session.clear(),
  };
  listen(window, {
    keydown: event => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open], :popover-open') || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest('input:not([type=checkbox]), select, textarea')) return;
      const run = keys[event.key] ?? keys[event.key.toLowerCase()];
      if (!run) return;
      event.preventDefault();
      run();
    },
  });
}
