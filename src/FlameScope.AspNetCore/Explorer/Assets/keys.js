// Keys that work anywhere on the page but in fields. With Ctrl, Alt or ⌘ they are the browser's.

export function bindKeys({ state, selection, searching, zoomTo, flame, announce, endCompare, help, tree, hasBaseline }) {
  const toggle = (key, on) => state.set({ [key]: state.get(key) === on ? '' : on });
  const difference = () => {
    if (hasBaseline()) toggle('diff', 'off');
    else announce('Ctrl-drag on the heat map to choose a baseline to compare with.');
  };
  const keys = {
    '/': () => searching.focus(),
    '?': () => help.showModal(),
    f: () => toggle('layout', 'icicle'),
    t: () => toggle('view', 'table'),
    s: () => toggle('view', 'sandwich'),
    d: difference,
    n: () => searching.step(1),
    N: () => searching.step(-1),
    0: () => zoomTo(0),
    Backspace: () => tree() && zoomTo(tree().parent[flame.zoom]),
    Escape: () => selection.clear(),
  };
  endCompare.addEventListener('click', () => state.set({ baseFrom: '', baseTo: '', baseProfile: '', diff: '', zoom: '' }));
  addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || event.defaultPrevented) return;
    if (event.target.closest('input:not([type=checkbox]), select, textarea')) return;
    const run = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (!run) return;
    event.preventDefault();
    run();
  });
}
