// The flame graph's canvas: only what is wide and high enough to be seen is visited or drawn.
import { FramePalette, changeColor, textOn, themeOf } from './palette.js';

const ROW = 18;
const FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const LETTER = 6.1;
const LEAST_TEXT = 26;
const LEAST_WIDTH = 0.5;

export class FlameView extends EventTarget {
  #element;
  #canvas = document.createElement('canvas');
  #spacer = document.createElement('div');
  #outline = document.createElement('div');
  #context = this.#canvas.getContext('2d', { alpha: false });
  #tree = null;
  #palette = null;
  #options = { isDark: false, isIcicle: false, color: '' };
  #zoom = 0;
  #found = null;
  #focus = -1;
  #mostChange = 0;
  #hatch = null;
  #frame = 0;
  #fromBottom = 0;
  #room = 0;

  /** Nodes that are too narrow to be drawn. */
  hidden = 0;

  /** Fires `point`, `zoom`, `menu` with {node, x, y}, and `drawn`. */
  constructor(element, label) {
    super();
    this.#element = element;
    this.#canvas.tabIndex = 0;
    this.#canvas.hidden = true;
    this.#canvas.setAttribute('role', 'application');
    this.#canvas.setAttribute('aria-roledescription', 'flame graph');
    this.#canvas.setAttribute('aria-label', `${label}. The table has the same as text.`);
    this.#spacer.className = 'spacer';
    this.#outline.className = 'outline';
    this.#outline.hidden = true;
    element.append(this.#canvas, this.#spacer, this.#outline);
    element.addEventListener('scroll', () => {
      if (this.#tree) this.#keepBottom();
      this.redraw();
    });
    new ResizeObserver(() => this.#layOut()).observe(element);
    this.#canvas.addEventListener('pointermove', event => this.#point(this.nodeAt(event.offsetX, event.offsetY), event));
    this.#canvas.addEventListener('pointerleave', event => this.#point(-1, event));
    this.#canvas.addEventListener('click', event => this.#choose(this.nodeAt(event.offsetX, event.offsetY)));
    this.#canvas.addEventListener('contextmenu', event => this.#menu(event));
    this.#canvas.addEventListener('keydown', event => this.#key(event));
  }

  get tree() {
    return this.#tree;
  }

  get zoom() {
    return this.#zoom;
  }

  get focus() {
    return this.#focus;
  }

  show(tree, options, zoom = 0) {
    const isNew = tree !== this.#tree;
    const turned = options.isIcicle !== this.#options.isIcicle;
    this.#tree = tree;
    this.#canvas.hidden = false;
    this.#options = options;
    this.#zoom = zoom < tree.count ? zoom : 0;
    this.#palette = new FramePalette(tree, options.color, options.isDark);
    this.#hatch = null;
    if (isNew) {
      this.#focus = -1;
      this.#found = null;
      this.#mostChange = tree.isDiff ? mostChange(tree) : 0;
    }
    this.#outline.hidden = true;
    this.#layOut(isNew || turned);
  }

  setZoom(node) {
    this.#zoom = node;
    this.#layOut(true);
  }

  /** @param found what `FlameTree.search` gave, or null */
  highlight(found) {
    this.#found = found;
    this.redraw();
  }

  /** Moves the keyboard's focus to a node, and what is shown to where it can be seen. */
  focusOn(node) {
    this.#focus = node;
    const tree = this.#tree;
    const isInside = node >= this.#zoom && node < tree.end[this.#zoom];
    if (!isInside || this.#pixels(node) < 2) {
      let zoom = node;
      while (zoom > 0 && tree.width[node] / tree.width[zoom] > 0.2) zoom = tree.parent[zoom];
      this.dispatchEvent(new CustomEvent('zoom', { detail: zoom }));
    }
    const y = this.#yOf(tree.depth[node]) + this.#element.scrollTop;
    const { scrollTop, clientHeight } = this.#element;
    if (y < scrollTop || y + ROW > scrollTop + clientHeight) this.#element.scrollTop = y - clientHeight / 2;
    this.redraw();
    this.#point(node, null);
  }

  /** Draws with the next picture of the screen. */
  redraw() {
    this.#frame ||= requestAnimationFrame(() => { this.#frame = 0; this.draw(); });
  }

  draw() {
    const tree = this.#tree;
    if (!tree) return;
    const { clientWidth, clientHeight } = this.#element;
    this.#resize(clientWidth, clientHeight);
    const context = this.#context;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.fillStyle = themeOf(this.#options.isDark).page;
    context.fillRect(0, 0, clientWidth, clientHeight);
    context.font = FONT;
    context.textBaseline = 'middle';
    this.#drawContext(context, clientWidth);
    this.#drawNodes(context, clientWidth, clientHeight);
    this.#placeOutline();
    this.dispatchEvent(new Event('drawn'));
  }

  #resize(clientWidth, clientHeight) {
    const width = Math.round(clientWidth * devicePixelRatio);
    const height = Math.round(clientHeight * devicePixelRatio);
    if (this.#canvas.width === width && this.#canvas.height === height) return;
    Object.assign(this.#canvas, { width, height });
    this.#canvas.style.width = `${clientWidth}px`;
    this.#canvas.style.height = `${clientHeight}px`;
  }

  // The callers of the frame that is zoomed to, as wide as the whole.
  #drawContext(context, width) {
    const theme = themeOf(this.#options.isDark);
    for (let node = this.#tree.parent[this.#zoom], at = this.#zoom; at > 0; at = node, node = this.#tree.parent[node]) {
      const y = this.#yOf(this.#tree.depth[node]);
      context.fillStyle = theme.context;
      context.fillRect(0, y, width, ROW - 1);
      context.fillStyle = theme.text;
      this.#drawText(context, this.#tree.nameOf(node), 0, y, width);
    }
  }

  #drawNodes(context, clientWidth, clientHeight) {
    const tree = this.#tree;
    const { x, width, depth, end } = tree;
    const theme = themeOf(this.#options.isDark);
    const zoom = this.#zoom;
    const scale = width[zoom] > 0 ? clientWidth / width[zoom] : 0;
    const origin = x[zoom];
    const last = end[zoom];
    const { isIcicle } = this.#options;
    const scroll = this.#element.scrollTop;
    const bottom = this.#contentHeight() - ROW - scroll;
    // Bars of frames that are too narrow, for each level: where the last one begins and ends.
    const runStart = new Float64Array(tree.maxDepth + 2).fill(-1);
    const runEnd = new Float64Array(tree.maxDepth + 2);
    const flush = d => {
      if (runStart[d] < 0) return;
      context.fillStyle = theme.muted;
      context.fillRect(runStart[d], isIcicle ? d * ROW - scroll : bottom - d * ROW, Math.max(LEAST_WIDTH, runEnd[d] - runStart[d]), ROW - 1);
      runStart[d] = -1;
    };
    let hidden = 0;
    for (let node = zoom; node < last;) {
      const d = depth[node];
      const y = isIcicle ? d * ROW - scroll : bottom - d * ROW;
      // What lies further out than the screen has its callees further out still.
      if (isIcicle ? y > clientHeight : y < -ROW) {
        node = end[node];
        continue;
      }
      const pixels = width[node] * scale;
      const left = (x[node] - origin) * scale;
      if (pixels < LEAST_WIDTH) {
        hidden += end[node] - node;
        if (runStart[d] >= 0 && left - runEnd[d] > LEAST_WIDTH) flush(d);
        if (runStart[d] < 0) runStart[d] = left;
        runEnd[d] = left + pixels;
        node = end[node];
        continue;
      }
      if (y > -ROW && y < clientHeight) this.#drawNode(context, node, left, y, pixels, theme);
      node++;
    }
    for (let d = 0; d < runStart.length; d++) flush(d);
    this.hidden = hidden;
  }

  #drawNode(context, node, left, y, pixels, theme) {
    const tree = this.#tree;
    const found = this.#found;
    const isMatch = found?.isMatch[node] === 1;
    const color = isMatch ? theme.match
      : tree.isDiff ? changeColor(tree.change(node), this.#mostChange, this.#options.isDark)
        : this.#palette.colorOf(tree, node);
    const drawn = pixels > 2 ? pixels - 1 : pixels;
    context.fillStyle = color;
    context.fillRect(left, y, drawn, ROW - 1);
    if (tree.isDiff && (tree.total[node] === 0 || tree.baseTotal[node] === 0)) {
      context.fillStyle = this.#hatch ??= hatch(context, this.#options.isDark);
      context.fillRect(left, y, drawn, ROW - 1);
    }
    if (isMatch && drawn > 4) {
      context.strokeStyle = theme.text;
      context.strokeRect(left + 0.5, y + 0.5, drawn - 1, ROW - 2);
    } else if (found && !isMatch) {
      context.fillStyle = theme.dim;
      context.fillRect(left, y, drawn, ROW - 1);
    }
    if (drawn >= LEAST_TEXT) {
      context.fillStyle = isMatch ? theme.matchText : found || !tree.isDiff ? theme.text : textOn(color);
      this.#drawText(context, tree.nameOf(node), left, y, drawn);
    }
  }

  // The part of a name that fits; the end is cut, because names of one place begin alike but read from the left.
  #drawText(context, name, left, y, width) {
    const room = width - 8;
    let text = name;
    if (text.length * LETTER > room || context.measureText(text).width > room) {
      let fits = Math.min(text.length, Math.ceil(room / 4));
      let measured;
      do {
        text = `${name.slice(0, fits)}…`;
        measured = context.measureText(text).width;
        fits = Math.min(fits - 1, Math.floor(fits * room / measured));
      } while (measured > room && fits > 0);
      if (measured > room) return;
    }
    context.fillText(text, left + 4, y + ROW / 2 - 0.5);
  }

  #contentHeight() {
    return Math.max((this.#tree.maxDepth + 1) * ROW, this.#element.clientHeight);
  }

  #yOf(depth) {
    const scroll = this.#element.scrollTop;
    return this.#options.isIcicle ? depth * ROW - scroll : this.#contentHeight() - (depth + 1) * ROW - scroll;
  }

  #pixels(node) {
    return this.#tree.width[node] / this.#tree.width[this.#zoom] * this.#element.clientWidth;
  }

  // A flame stands on its root: where the room changes, the distance from the bottom stays. It is that of the last layout,
  // because the news of scrolling comes late.
  #keepBottom() {
    this.#fromBottom = this.#contentHeight() - this.#element.scrollTop - this.#room;
  }

  #layOut(toRoot = false) {
    if (!this.#tree || !this.#element.clientHeight) return;
    const height = this.#contentHeight();
    this.#room = this.#element.clientHeight;
    this.#resize(this.#element.clientWidth, this.#element.clientHeight);
    this.#spacer.style.height = `${Math.max(0, height - this.#element.clientHeight)}px`;
    if (!toRoot && !this.#options.isIcicle) this.#element.scrollTop = height - this.#element.clientHeight - this.#fromBottom;
    if (toRoot) {
      const place = this.#options.isIcicle
        ? this.#tree.depth[this.#zoom] * ROW - 2 * ROW
        : height - (this.#tree.depth[this.#zoom] - 2) * ROW - this.#element.clientHeight;
      this.#element.scrollTop = this.#zoom ? place : this.#options.isIcicle ? 0 : height;
      this.#keepBottom();
    }
    this.draw();
  }

  /** The node at a point of the canvas, or -1. */
  nodeAt(px, py) {
    const tree = this.#tree;
    if (!tree) return -1;
    const scroll = this.#element.scrollTop;
    const d = this.#options.isIcicle ? Math.floor((py + scroll) / ROW) : Math.floor((this.#contentHeight() - scroll - py) / ROW);
    if (d < 0) return -1;
    let node = this.#zoom;
    if (d < tree.depth[node]) {
      while (tree.depth[node] > d) node = tree.parent[node];
      return node;
    }
    const at = tree.x[this.#zoom] + px / this.#element.clientWidth * tree.width[this.#zoom];
    const least = LEAST_WIDTH / this.#element.clientWidth * tree.width[this.#zoom];
    while (tree.depth[node] < d) {
      let child = node + 1;
      while (child < tree.end[node] && at >= tree.x[child] + tree.width[child]) child = tree.end[child];
      if (child >= tree.end[node] || at < tree.x[child] || tree.width[child] < least) return -1;
      node = child;
    }
    return node;
  }

  #point(node, event) {
    this.#placeOutline(node >= 0 ? node : this.#focus);
    this.dispatchEvent(new CustomEvent('point', { detail: { node, x: event?.clientX, y: event?.clientY } }));
  }

  #placeOutline(node = this.#focus) {
    const tree = this.#tree;
    this.#outline.hidden = node < 0 || !tree;
    if (this.#outline.hidden) return;
    const isContext = node < this.#zoom;
    const scale = this.#element.clientWidth / tree.width[this.#zoom];
    const left = isContext ? 0 : (tree.x[node] - tree.x[this.#zoom]) * scale;
    const width = isContext ? this.#element.clientWidth : tree.width[node] * scale;
    this.#outline.style.transform = `translate(${left}px, ${this.#yOf(tree.depth[node]) + this.#element.scrollTop}px)`;
    this.#outline.style.width = `${Math.max(2, Math.min(width, this.#element.clientWidth - Math.max(0, left)))}px`;
    this.#outline.style.height = `${ROW - 1}px`;
  }

  #choose(node) {
    if (node < 0) return;
    this.#focus = -1;
    this.dispatchEvent(new CustomEvent('zoom', { detail: node }));
  }

  #menu(event) {
    const byKeyboard = event.button !== 2;
    const node = byKeyboard ? this.#focus : this.nodeAt(event.offsetX, event.offsetY);
    if (node < 0) return;
    event.preventDefault();
    const box = this.#outline.getBoundingClientRect();
    this.dispatchEvent(new CustomEvent('menu', { detail: { node, x: byKeyboard ? box.left + 12 : event.clientX, y: byKeyboard ? box.bottom : event.clientY } }));
  }

  // Up and down follow the picture: towards callees or callers, whichever lies there.
  #key(event) {
    const tree = this.#tree;
    if (!tree || event.ctrlKey || event.metaKey || event.altKey) return;
    const node = this.#focus < 0 ? this.#zoom : this.#focus;
    const isOut = (event.key === 'ArrowUp') !== this.#options.isIcicle;
    const target = this.#focus < 0 && event.key.startsWith('Arrow') ? this.#zoom
      : event.key === 'ArrowUp' || event.key === 'ArrowDown' ? (isOut ? this.#widestChild(node) : tree.parent[node])
        : event.key === 'ArrowRight' ? this.#sibling(node, 1)
          : event.key === 'ArrowLeft' ? this.#sibling(node, -1) : -1;
    if (target >= 0) this.focusOn(target);
    else if (event.key === 'Enter' && this.#focus >= 0) this.dispatchEvent(new CustomEvent('zoom', { detail: this.#focus }));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #widestChild(node) {
    const { end, width } = this.#tree;
    let widest = -1;
    for (let child = node + 1; child < end[node]; child = end[child]) {
      if (widest < 0 || width[child] > width[widest]) widest = child;
    }
    return widest < 0 ? node : widest;
  }

  #sibling(node, step) {
    const { end, parent } = this.#tree;
    if (node === 0) return 0;
    if (step > 0) return end[node] < end[parent[node]] ? end[node] : node;
    let before = node;
    for (let child = parent[node] + 1; child < node; child = end[child]) before = child;
    return before;
  }
}

// The scale of a difference: the largest change of any frame below the root.
function mostChange(tree) {
  let most = 0;
  for (let node = 1; node < tree.count; node++) most = Math.max(most, Math.abs(tree.change(node)));
  return most;
}

function hatch(context, isDark) {
  const tile = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
  const lines = tile.getContext('2d');
  lines.strokeStyle = isDark ? 'rgb(255 255 255 / 32%)' : 'rgb(0 0 0 / 26%)';
  lines.lineWidth = 1.2;
  for (const at of [-8, 0, 8]) {
    lines.moveTo(at - 1, 9);
    lines.lineTo(at + 9, -1);
  }
  lines.stroke();
  return context.createPattern(tile, 'repeat');
}
