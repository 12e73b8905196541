// What can be done with a frame, and the files that can be kept.
import { type MenuItem, openMenu } from '../controls/menu';
import { tip } from '../controls/tip';
import type { ExportFormat, ExportView } from '../data/source';
import type { Session } from '../session/session';
import type { Values } from '../state/address';
import { exportQuery } from '../state/queries';
import { get, isDifference, list, set } from '../state/state';
import type { FlameTree } from './tree';

/** @param zoomTo null where the frame is not one of the main graph */
export function openFrameMenu(session: Session, tree: FlameTree, node: number, x: number, y: number, zoomTo: ((node: number) => void) | null): void {
  tip.value = null;
  openMenu(x, y, frameMenu(session, tree, node, zoomTo), tree.nameOf(node));
}

function frameMenu(session: Session, tree: FlameTree, node: number, zoomTo: ((node: number) => void) | null): MenuItem[] {
  const name = tree.nameOf(node);
  const kind = tree.kindOf(node);
  const copy = (text: string, what: string): MenuItem => ({
    label: `Copy ${what}`,
    run: () => navigator.clipboard.writeText(text).then(() => session.announce(`Copied the ${what}.`), () => session.announce('Copying is forbidden.')),
  });
  const change = (label: string, changes: Partial<Values>): MenuItem => ({ label, run: () => set(changes) });
  const items: (MenuItem | false)[] = [
    zoomTo !== null && { label: 'Focus on this frame', run: () => zoomTo(node) },
    node > 0 && change('Hide this frame', { hide: [...list('hide'), `=${name}`].join('\n') }),
    get('hide') !== '' && change('Show what is hidden', { hide: '' }),
    copy(tree.pathOf(node).slice(1).map(frame => tree.nameOf(frame)).join('\n'), 'stack'),
    copy(name, 'name'),
    node > 0 && change('Sandwich: callers and callees', { view: 'sandwich', of: name }),
    node > 0 && (kind !== '' || !get('root')) && change('Show on the heat map', kind ? { frame: `=${name}` } : { command: name }),
  ];
  return items.filter(item => item !== false);
}

/** Opens the list of files of what is on the screen. */
export function openDownloads(session: Session, x: number, y: number): void {
  openMenu(x, y, downloads(session));
}

function downloads({ source, profile, heat }: Session): MenuItem[] {
  const file = (label: string, view: ExportView, format: ExportFormat): MenuItem[] => {
    const href = source.exportLink(view, format, exportQuery(heat.shape.value, view === 'heatmap', profile.info.value?.version));
    return href === null ? [] : [{ label, href }];
  };
  const isDiff = isDifference();
  const [what, view] = isDiff ? ['Difference', 'diff' as const] : ['Flame graph', 'flame' as const];
  return [
    ...file('Heat map as SVG', 'heatmap', 'svg'),
    ...file('Heat map as JSON', 'heatmap', 'json'),
    ...file(`${what} as SVG`, view, 'svg'),
    ...file(`${what} as JSON`, view, 'json'),
    ...file(`${what} as folded stacks`, view, 'folded'),
    ...file(`${isDiff ? 'Slice' : what} for speedscope`, 'flame', 'speedscope'),
  ];
}
