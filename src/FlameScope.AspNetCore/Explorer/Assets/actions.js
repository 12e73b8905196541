// What can be done with a frame, and the files that can be kept.
import { url } from './api.js';
import { get, list, set } from './state.js';

/** @param zoomTo null where the frame is not one of the main graph */
export function frameMenu(tree, node, zoomTo, announce) {
  const name = tree.nameOf(node);
  const kind = tree.kindOf(node);
  const copy = (text, what) => ({
    label: `Copy ${what}`,
    run: () => navigator.clipboard.writeText(text).then(() => announce(`Copied the ${what}.`), () => announce('Copying is forbidden.')),
  });
  const change = (label, changes) => ({ label, run: () => set(changes) });
  return [
    zoomTo && { label: 'Focus on this frame', run: () => zoomTo(node) },
    node && change('Hide this frame', { hide: [...list('hide'), `=${name}`].join('\n') }),
    get('hide') && change('Show what is hidden', { hide: '' }),
    copy(tree.pathOf(node).slice(1).map(frame => tree.nameOf(frame)).join('\n'), 'stack'),
    copy(name, 'name'),
    node && change('Sandwich: callers and callees', { view: 'sandwich', of: name }),
    node && (kind || !get('root')) && change('Show on the heat map', kind ? { frame: `=${name}` } : { command: name }),
  ].filter(Boolean);
}

/** @param parameters those of what is on the screen */
export function downloads(parameters, isDiff) {
  const file = (label, view, format) => ({ label, href: url('export', { ...parameters, view, format, ...view === 'heatmap' && { from: '', to: '' } }) });
  const [what, view] = isDiff ? ['Difference', 'diff'] : ['Flame graph', 'flame'];
  return [
    file('Heat map as SVG', 'heatmap', 'svg'),
    file('Heat map as JSON', 'heatmap', 'json'),
    file(`${what} as SVG`, view, 'svg'),
    file(`${what} as JSON`, view, 'json'),
    file(`${what} as folded stacks`, view, 'folded'),
    file(`${isDiff ? 'Slice' : what} for speedscope`, 'flame', 'speedscope'),
  ];
}
