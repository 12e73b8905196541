// What can be done with a frame, and the files that can be kept.
import { type MenuItem, openMenu } from '../controls/menu';
import { tip } from '../controls/tip';
import type { ExportFormat, ExportView } from '../data/source';
import type { Session } from '../session/session';
import type { Values } from '../state/address';
import { contextOf } from '../shared/canvas';
import { themeOf } from '../shared/theme';
import { exportQuery } from '../state/queries';
import { get, isDifference, list, set } from '../state/state';
import { isDark } from '../state/theme';
import type { FlameTree } from './tree';

/** @param zoomTo null where the frame is not one of the main graph */
export function openFrameMenu(session: Session, tree: FlameTree, node: number, x: number, y: number, zoomTo: ((node: number) => void) | null): void {
  tip.value = null;
  openMenu(x, y, frameMenu(session, tree, node, zoomTo), tree.nameOf(node));
}

/** An entry that puts a text into the clipboard. */
export const copying = (session: Session, text: string, what: string): MenuItem => ({
  label: `Copy ${what}`,
  run: () => navigator.clipboard.writeText(text).then(() => session.announce(`Copied the ${what}.`), () => session.announce('Copying is forbidden.')),
});

function frameMenu(session: Session, tree: FlameTree, node: number, zoomTo: ((node: number) => void) | null): MenuItem[] {
  const name = tree.nameOf(node);
  const kind = tree.kindOf(node);
  const copy = (text: string, what: string) => copying(session, text, what);
  const place = tree.placeOf(node);
  const line = (frame: number) => tree.wholeNameOf(frame) + (tree.placeOf(frame) && ` (${tree.placeOf(frame)})`);
  const change = (label: string, changes: Partial<Values>): MenuItem => ({ label, run: () => set(changes) });
  const items: (MenuItem | false)[] = [
    zoomTo !== null && { label: 'Focus on this frame', run: () => zoomTo(node) },
    node > 0 && change('Hide this frame', { hide: [...list('hide'), `=${name}`].join('\n') }),
    get('hide') !== '' && change('Show what is hidden', { hide: '' }),
    copy(tree.pathOf(node).slice(1).map(line).join('\n'), 'stack'),
    copy(tree.wholeNameOf(node), 'name'),
    place !== '' && copy(place, 'file and line'),
    node > 0 && change('Sandwich: callers and callees', { view: 'sandwich', of: name }),
    node > 0 && (kind !== '' || !get('root')) && change('When does it run? On the heat map', kind ? { frame: `=${name}` } : { command: `=${name}` }),
  ];
  return items.filter(item => item !== false);
}

/** Opens the list of files of what is on the screen. */
export function openDownloads(session: Session, x: number, y: number): void {
  openMenu(x, y, downloads(session));
}

/** Map and view as they are on the screen, below each other. */
async function copyPicture(session: Session): Promise<void> {
  const shown = [...document.querySelectorAll<HTMLCanvasElement>('#heat, #base-heat, .views canvas')].filter(canvas => canvas.checkVisibility());
  const picture = document.createElement('canvas');
  picture.width = Math.max(...shown.map(({ width }) => width));
  picture.height = shown.reduce((sum, { height }) => sum + height, 0);
  const context = contextOf(picture, { alpha: false });
  context.fillStyle = themeOf(isDark.value).page;
  context.fillRect(0, 0, picture.width, picture.height);
  let y = 0;
  for (const canvas of shown) {
    context.drawImage(canvas, 0, y);
    // What is selected lies over the cells.
    if (canvas.nextElementSibling instanceof HTMLCanvasElement) context.drawImage(canvas.nextElementSibling, 0, y);
    y += canvas.height;
  }
  const png = new Promise<Blob>((resolve, reject) => picture.toBlob(blob => (blob ? resolve(blob) : reject(new Error('It is too large.')))));
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })])
    .then(() => session.announce('Copied the picture.'), () => session.announce('Copying is forbidden.'));
}

function downloads(session: Session): MenuItem[] {
  const { source, profile, heat } = session;
  const file = (label: string, view: ExportView, format: ExportFormat): MenuItem[] => {
    const isOfMap = view === 'heatmap' || format === 'html';
    const href = source.exportLink(view, format, exportQuery(heat.shape.value, isOfMap, profile.info.value?.version));
    return href === null ? [] : [{ label, href }];
  };
  const isDiff = isDifference();
  const [what, view] = isDiff ? ['Difference', 'diff' as const] : ['Flame graph', 'flame' as const];
  const slice = isDiff ? 'Slice' : what;
  return [
    copying(session, location.href, 'link'),
    { label: 'Copy the picture (PNG)', run: () => copyPicture(session) },
    ...(get('view') === 'chart' ? [...file('Stack chart as SVG', 'chart', 'svg'), ...file('Stack chart as JSON', 'chart', 'json')] : []),
    ...file('Heat map as SVG', 'heatmap', 'svg'),
    ...file('Heat map as JSON', 'heatmap', 'json'),
    ...file('Heat map as CSV', 'heatmap', 'csv'),
    ...file(`${what} as SVG`, view, 'svg'),
    ...file(`${what} as JSON`, view, 'json'),
    ...file(`${what} as folded stacks`, view, 'folded'),
    ...(isDiff ? [] : file('Frames as CSV', 'top', 'csv')),
    ...file(`${slice} for speedscope`, 'flame', 'speedscope'),
    ...file(`${slice} for Firefox`, 'flame', 'firefox'),
    ...file(`${slice} for Chrome (cpuprofile)`, 'flame', 'cpuprofile'),
    ...file(`${slice} for pprof`, 'flame', 'pprof'),
    ...file('Report (one HTML file)', 'flame', 'html'),
  ];
}
