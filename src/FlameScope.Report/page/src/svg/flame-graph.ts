// The script inside a drawing of a flame graph: zoom, search, and what is told of a frame. It stands alone in its file.
import { matcherOf, OutermostSum } from '../shared/matching';
import { amountOf, counted, fit } from './texts';

interface Frame {
  readonly g: SVGGElement;
  readonly start: number;
  readonly total: number;
  readonly depth: number;
  readonly name: string;
  readonly kind: string;
  readonly counts: string;
  readonly rects: NodeListOf<SVGRectElement>;
  /** The index of its caller; -1 for the root. */
  readonly parent: number;
  text: Element | null;
}

const SVG = 'http://www.w3.org/2000/svg';
const HTML = 'http://www.w3.org/1999/xhtml';
const CELL_WIDTH = 7.3;
const NOTE_CELL_WIDTH = 6.6;
const PADDING = 8;

// The library writes the script into the drawing together with what it reads here.
const script = document.currentScript as unknown as SVGScriptElement;
const svg = script.ownerSVGElement as SVGSVGElement;
const [margin, width, detailsTop, minimum] = (script.dataset.settings ?? '').split(' ').map(Number);
const [one, unit] = (script.dataset.unit ?? '').split('|');
const inner = width - 2 * margin;

// One entry a frame, callers before callees.
const frames: Frame[] = [];
const path: number[] = [];
for (const g of svg.querySelectorAll<SVGGElement>('.f')) {
  const [start, total, , depth] = (g.dataset.v ?? '').split(' ').map(Number);
  const [name, kind, counts] = (g.querySelector('title')?.textContent ?? '').split('\n');
  path[depth] = frames.length;
  frames.push({ g, start, total, depth, name, kind, counts, rects: g.querySelectorAll('rect'), text: g.querySelector('text'), parent: depth > 0 ? path[depth - 1] : -1 });
  g.dataset.i = String(frames.length - 1);
  g.setAttribute('tabindex', frames.length === 1 ? '0' : '-1');
  g.setAttribute('role', 'button');
}
const root = frames[0];
const all = root.total || 1;
let zoomed = root;
let before: Frame[] = [];
let focused = root;
svg.querySelector('.frames')?.classList.add('live');

function element(namespace: string, name: string, parent: Element, attributes: Record<string, string | number>): Element {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  parent.append(made);
  return made;
}

// Head: search and reset. Foot: what the pointer or the keyboard is on.
const head = element(SVG, 'foreignObject', svg, { x: width - margin - 250, y: 8, width: 254, height: 34 });
const tools = element(HTML, 'div', head, { class: 'tools', style: 'padding:3px 4px' });
const input = element(HTML, 'input', tools, {
  type: 'search', placeholder: 'Search  ( / )', 'aria-label': 'Search frames by regular expression or text', autocomplete: 'off', spellcheck: 'false',
}) as HTMLInputElement;
const reset = element(HTML, 'button', tools, { type: 'button', title: 'Show everything (0)' }) as HTMLButtonElement;
reset.textContent = 'Reset zoom';
const found = element(SVG, 'text', svg, { class: 'note', x: width - margin, y: 56, 'text-anchor': 'end', 'aria-live': 'polite' });
const nameText = element(SVG, 'text', svg, { class: 'name', x: margin, y: detailsTop + 18 });
const factsText = element(SVG, 'text', svg, { class: 'note', x: margin, y: detailsTop + 35 });

function render(): void {
  const end = zoomed.start + zoomed.total;
  const scale = inner / (zoomed.total || 1);
  for (const frame of frames) {
    const left = Math.max(frame.start, zoomed.start);
    const right = Math.min(frame.start + frame.total, end);
    const size = frame === zoomed ? inner : (right - left) * scale;
    const isVisible = frame === zoomed || (size >= minimum && size > 0);
    frame.g.style.display = isVisible ? '' : 'none';
    if (isVisible) place(frame, margin + (left - zoomed.start) * scale, size);
  }
  reset.disabled = zoomed === root;
}

function place(frame: Frame, x: number, size: number): void {
  for (const rect of frame.rects) {
    rect.setAttribute('x', x.toFixed(2));
    rect.setAttribute('width', (size >= 3 ? size - 0.5 : Math.max(size, 0.01)).toFixed(2));
  }
  frame.g.classList.toggle('above', frame.depth < zoomed.depth);
  const cells = Math.floor((size - PADDING) / CELL_WIDTH);
  if (cells >= 3) frame.text ??= element(SVG, 'text', frame.g, { y: yOf(frame) + 13 });
  if (!frame.text) return;
  frame.text.setAttribute('x', (x + PADDING / 2).toFixed(2));
  frame.text.textContent = cells >= 3 ? fit(frame.name, cells) : '';
}

const yOf = (frame: Frame): number => Number(frame.rects[0].getAttribute('y'));

function zoom(frame: Frame): void {
  if (frame === zoomed) return;
  before.push(zoomed);
  show(frame);
}

function show(frame: Frame): void {
  if (frame === zoomed) return;
  zoomed = frame;
  render();
}

function back(): void {
  const frame = before.pop();
  if (frame) show(frame);
}

function resetZoom(): void {
  before = [];
  show(root);
}

function search(): void {
  const wanted = input.value;
  const matches = wanted ? matcherOf(wanted, true) : () => false;
  const sum = new OutermostSum();
  let count = 0;
  for (const frame of frames) {
    const isHit = frame !== root && matches(frame.name);
    frame.g.classList.toggle('hit', isHit);
    frame.g.classList.toggle('dim', wanted !== '' && !isHit);
    if (!isHit) continue;
    count++;
    sum.add(frame.start, frame.start + frame.total, frame.total);
  }
  const percent = `${(100 * sum.value / all).toFixed(2)} %`;
  found.textContent = !wanted ? '' : count === 0 ? 'No match'
    : `Matched ${percent} · ${amountOf(sum.value, one, unit)} · ${counted(count, 'frame', 'frames')}`;
}

function tell(frame: Frame | null): void {
  nameText.textContent = frame ? fit(frame.name, Math.floor(inner / CELL_WIDTH)) : '';
  factsText.textContent = frame ? fit(`${frame.counts} · ${frame.kind}`, Math.floor(inner / NOTE_CELL_WIDTH)) : '';
}

function frameOf(target: EventTarget | null): Frame | null {
  const g = target instanceof Element ? target.closest<SVGGElement>('.f') : null;
  return g && svg.contains(g) ? frames[Number(g.dataset.i)] : null;
}

function focus(frame: Frame | null | undefined): void {
  if (!frame) return;
  focused.g.setAttribute('tabindex', '-1');
  focused = frame;
  frame.g.setAttribute('tabindex', '0');
  frame.g.focus();
}

const isShown = (frame: Frame): boolean => frame.g.style.display !== 'none';

function sibling(frame: Frame, step: 1 | -1): Frame | null {
  for (let i = frames.indexOf(frame) + step; i > 0 && i < frames.length && frames[i].depth >= frame.depth; i += step) {
    if (frames[i].parent === frame.parent && isShown(frames[i])) return frames[i];
  }
  return null;
}

function callee(frame: Frame): Frame | null {
  const index = frames.indexOf(frame);
  for (let i = index + 1; i < frames.length && frames[i].depth > frame.depth; i++) {
    if (frames[i].parent === index && isShown(frames[i])) return frames[i];
  }
  return null;
}

const isIcicle = frames.length > 1 && yOf(frames[1]) > yOf(root);
const caller = (frame: Frame): Frame | undefined => frames[frame.parent];

function key(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.closest('input,textarea,select,[contenteditable]')) {
    if (event.target !== input || event.key !== 'Escape') return;
    input.value = '';
    search();
    input.blur();
    return;
  }
  const frame = frameOf(document.activeElement);
  const always: Record<string, () => void> = {
    '/': () => {
      input.focus();
      input.select();
    },
    0: resetZoom,
    Escape: resetZoom,
    Backspace: back,
  };
  const onFrame: Record<string, (frame: Frame) => void> = {
    Enter: zoom,
    ArrowLeft: frame => focus(sibling(frame, -1)),
    ArrowRight: frame => focus(sibling(frame, 1)),
    ArrowUp: frame => focus(isIcicle ? caller(frame) : callee(frame)),
    ArrowDown: frame => focus(isIcicle ? callee(frame) : caller(frame)),
  };
  const act = onFrame[event.key];
  if (always[event.key]) always[event.key]();
  else if (act && frame) act(frame);
  else return;
  event.preventDefault();
}

svg.addEventListener('click', event => {
  const frame = frameOf(event.target);
  if (!frame) return;
  zoom(frame);
  focus(frame);
});
svg.addEventListener('mouseover', event => tell(frameOf(event.target)));
svg.addEventListener('mouseleave', () => tell(null));
svg.addEventListener('focusin', event => {
  const frame = frameOf(event.target);
  if (frame) tell(frame);
});
reset.addEventListener('click', resetZoom);
input.addEventListener('input', search);
document.addEventListener('keydown', key);
render();
