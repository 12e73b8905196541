// The flame graph: a canvas as large as its element, drawn anew wherever it is scrolled to.
import { contextOf, prepare } from '../shared/canvas';
import { clamp } from '../shared/clamp';
import { consume, listen } from '../shared/events';
import { type Painter, painterOf, ROW } from './paint';
import type { FlameTree, Matches } from './tree';
import { callerOf, callerToShow, nodeAt as nodeAtPoint, rowsBelow, siblingAfter, siblingBefore, widestChild } from './walk';

export interface FlameHandlers {
  /** -1 for no node; no event where the keyboard points. */
  point(node: number, event?: PointerEvent): void;
  zoom(node: number): void;
  menu(node: number, x: number, y: number): void;
  /** @param hidden how many nodes were too narrow to be drawn */
  drawn?(hidden: number): void;
}

export interface FlameOptions {
  readonly isDark: boolean;
  /** The root at the top. */
  readonly isIcicle: boolean;
  /** '' by kind, module or plain. */
  readonly color: string;
  /** What the difference's widths are by; whatever it is, another value lays out anew. */
  readonly width?: string;
  /** Whether a difference is coloured by what nodes have by themselves. */
  readonly isBySelf?: boolean;
}

export interface FlameView {
  /** The node that the keyboard is at; -1 for none. */
  readonly focus: number;
  /** @param zoom the node that is as wide as the graph */
  show(tree: FlameTree | null, options: FlameOptions, zoom: number, found: Matches | null): void;
  /** Moves the keyboard's focus to a node, and what is shown to where it can be seen. */
  focusOn(node: number): void;
  draw(): void;
  end(): void;
}

export function flameView(element: HTMLElement, label: string, handlers: FlameHandlers): FlameView {
  const canvas = element.appendChild(document.createElement('canvas'));
  const spacer = element.appendChild(document.createElement('div'));
  const outline = element.appendChild(document.createElement('div'));
  Object.assign(canvas, {
    tabIndex: 0, hidden: true, role: 'application', ariaRoleDescription: 'flame graph', ariaLabel: `${label}. The table has the same as text.`,
  });
  spacer.className = 'spacer';
  Object.assign(outline, { className: 'outline', hidden: true });
  const context = contextOf(canvas, { alpha: false });
  let tree: FlameTree | null = null;
  let options: FlameOptions = { isDark: false, isIcicle: false, color: '' };
  let painter: Painter | null = null;
  let found: Matches | null = null;
  let zoom = 0;
  let focus = -1;
  let frame = 0;
  let fromBottom = 0;
  let room = 0;
  let rows = 1;

  // The callers of the node that is zoomed to have no rows: the path above the graph names them.
  const contentHeight = () => Math.max(rows * ROW, element.clientHeight);
  const below = (row: number) => row - (tree?.row[zoom] ?? 0);
  const yOf = (row: number) => (options.isIcicle ? below(row) * ROW : contentHeight() - (below(row) + 1) * ROW) - element.scrollTop;

  function draw() {
    if (!tree || !painter) return;
    const size = prepare(canvas, context, element.clientWidth, element.clientHeight);
    const hidden = painter.paint(size, zoom, yOf(0), options.isIcicle ? ROW : -ROW, found);
    placeOutline();
    handlers.drawn?.(hidden);
  }

  // Draws with the next picture of the screen.
  function redraw() {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      draw();
    });
  }

  // A flame stands on its root: where the room changes, the distance from the bottom stays. It is that of the last layout,
  // because the news of scrolling comes late.
  function keepBottom() {
    fromBottom = contentHeight() - element.scrollTop - room;
  }

  function layOut(toRoot = false) {
    if (!tree || !element.clientHeight) return;
    const height = contentHeight();
    room = element.clientHeight;
    prepare(canvas, context, element.clientWidth, room);
    Object.assign(canvas.style, { width: `${element.clientWidth}px`, height: `${room}px` });
    spacer.style.height = `${Math.max(0, height - room)}px`;
    if (toRoot) {
      element.scrollTop = options.isIcicle ? 0 : height - room;
      keepBottom();
    } else if (!options.isIcicle) {
      element.scrollTop = height - room - fromBottom;
    }
    draw();
  }

  function nodeAt({ offsetX, offsetY }: MouseEvent): number {
    if (!tree) return -1;
    const row = Math.floor((options.isIcicle ? offsetY + element.scrollTop : contentHeight() - element.scrollTop - offsetY) / ROW);
    return nodeAtPoint(tree, zoom, row + tree.row[zoom], offsetX / element.clientWidth, element.clientWidth);
  }

  function point(node: number, event?: PointerEvent) {
    placeOutline(node >= 0 ? node : focus);
    handlers.point(node, event);
  }

  function placeOutline(node = focus) {
    outline.hidden = node < zoom;
    if (node < zoom || !tree) return;
    const scale = element.clientWidth / tree.width[zoom];
    const left = (tree.x[node] - tree.x[zoom]) * scale;
    const width = tree.width[node] * scale;
    Object.assign(outline.style, {
      transform: `translate(${left}px, ${yOf(tree.row[node]) + element.scrollTop}px)`,
      width: `${clamp(width, 2, Math.max(2, element.clientWidth - Math.max(0, left)))}px`,
      height: `${ROW - 1}px`,
    });
  }

  function focusOn(node: number) {
    if (!tree) return;
    const { width, end, row } = tree;
    focus = node;
    const isInside = node >= zoom && node < end[zoom];
    if (!isInside || width[node] / width[zoom] * element.clientWidth < 2) handlers.zoom(callerToShow(tree, node));
    const { scrollTop, clientHeight } = element;
    const y = yOf(row[node]) + scrollTop;
    if (y < scrollTop || y + ROW > scrollTop + clientHeight) element.scrollTop = y - clientHeight / 2;
    redraw();
    point(node);
  }

  function menu(event: MouseEvent) {
    const byKeyboard = event.button !== 2;
    const node = byKeyboard ? focus : nodeAt(event);
    if (node < 0) return;
    event.preventDefault();
    const { left, bottom } = outline.getBoundingClientRect();
    handlers.menu(node, byKeyboard ? left + 12 : event.clientX, byKeyboard ? bottom : event.clientY);
  }

  // Up and down follow the picture: towards callees or callers, whichever lies there.
  function nextNode(tree: FlameTree, node: number, key: string): number | null {
    switch (key) {
      case 'ArrowUp': return options.isIcicle ? callerOf(tree, node) : widestChild(tree, node);
      case 'ArrowDown': return options.isIcicle ? widestChild(tree, node) : callerOf(tree, node);
      case 'ArrowRight': return siblingAfter(tree, node);
      case 'ArrowLeft': return siblingBefore(tree, node);
      default: return null;
    }
  }

  function key(event: KeyboardEvent) {
    if (!tree || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = nextNode(tree, Math.max(0, focus), event.key);
    if (next !== null) focusOn(focus < 0 ? zoom : next);
    else if (event.key === 'Enter' && focus >= 0) handlers.zoom(focus);
    else return;
    consume(event);
  }

  listen(element, {
    scroll: () => {
      if (!tree) return;
      keepBottom();
      redraw();
    },
  });
  listen(canvas, {
    pointermove: event => point(nodeAt(event), event),
    pointerleave: event => point(-1, event),
    click: event => {
      const node = nodeAt(event);
      if (node < 0) return;
      focus = -1;
      handlers.zoom(node);
    },
    contextmenu: menu,
    keydown: key,
  });
  const resized = new ResizeObserver(() => layOut());
  resized.observe(element);

  return {
    get focus() { return focus; },
    draw,
    focusOn,

    show(shown, newOptions, newZoom, newFound) {
      const isNew = shown !== tree;
      const isPaintedAnew = isNew || newOptions.isDark !== options.isDark || newOptions.color !== options.color || newOptions.isBySelf !== options.isBySelf;
      const toRoot = isNew || newOptions.isIcicle !== options.isIcicle || newZoom !== zoom;
      tree = shown;
      options = newOptions;
      zoom = newZoom;
      found = newFound;
      canvas.hidden = !tree;
      if (isNew) focus = -1;
      if (!tree) {
        painter = null;
        outline.hidden = true;
        return;
      }
      if (toRoot) rows = rowsBelow(tree, zoom);
      if (isPaintedAnew) painter = painterOf(context, tree, options.color, options.isDark, options.isBySelf);
      layOut(toRoot);
    },

    end() {
      resized.disconnect();
      cancelAnimationFrame(frame);
      element.replaceChildren();
    },
  };
}
