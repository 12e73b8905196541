// What can be done with a frame, and the files that can be kept.
import { url } from './api.js';

/** @param zoomTo null where the frame is not one of the main graph */
export function frameMenu(tree, node, state, zoomTo, announce) {
  const name = tree.nameOf(node);
  const copy = (text, what) => navigator.clipboard.writeText(text).then(() => announce(`Copied the ${what}.`), () => announce('The browser does not let the page copy.'));
  const stack = () => tree.pathOf(node).slice(1).map(frame => tree.nameOf(frame)).join('\n');
  return [
    zoomTo && { label: 'Focus on this frame', run: () => zoomTo(node) },
    node && { label: 'Hide this frame', run: () => state.set({ hide: [...state.list('hide'), `=${name}`].join('\n'), zoom: '' }) },
    state.get('hide') && { label: 'Show what is hidden', run: () => state.set({ hide: '', zoom: '' }) },
    { label: 'Copy stack', run: () => copy(stack(), 'stack') },
    { label: 'Copy name', run: () => copy(name, 'name') },
    node && { label: 'Sandwich: callers and callees', run: () => state.set({ view: 'sandwich', of: name }) },
    node && tree.kindOf(node) && { label: 'Show on the heat map', run: () => state.set({ frame: `=${name}`, zoom: '' }) },
    node && !tree.kindOf(node) && state.get('root') === '' && { label: 'Show on the heat map', run: () => state.set({ command: name, zoom: '' }) },
  ].filter(Boolean);
}

export function downloads(parameters) {
  const file = (label, view, format) => ({ label, href: url('export', { ...parameters, view, format }) });
  return [
    file('Heat map as SVG', 'heatmap', 'svg'),
    file('Heat map as JSON', 'heatmap', 'json'),
    file('Flame graph as SVG', 'flame', 'svg'),
    file('Flame graph as JSON', 'flame', 'json'),
    file('Flame graph as folded stacks', 'flame', 'folded'),
    file('Flame graph for speedscope', 'flame', 'speedscope'),
  ];
}
