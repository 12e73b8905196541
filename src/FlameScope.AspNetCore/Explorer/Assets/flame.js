// The flame graph's canvas: only what is wide and high enough to be seen is visited or drawn.
import { clamp, consume, make, on, prepare } from './dom.js';
import { changeColor, framePalette, textOn, themeOf } from './palette.js';

const ROW = 18;
const FONT = '12px system-ui, sans-serif';
const LETTER = 6.1;
const LEAST_TEXT = 26;
const LEAST_WIDTH = 0.5;

/** @param handlers `point(node, event)`, `zoom(node)`, `menu(node, x, y)`, and `drawn(hidden)` with the number of nodes too narrow to be drawn */
export function flameView(element, label, handlers) {
  const canvas = make('canvas', { tabIndex: 0, hidden: true, role: 'application', ariaRoleDescription: 'flame graph', ariaLabel: `${label}. The table has the same as text.` });
  const spacer = make('div', { className: 'spacer' });
  const outline = make('div', { className: 'outline', hidden: true });
  const context = canvas.getContext('2d', { alpha: false });
  let tree = null;
  let options = {};
  let theme = null;
  let colorOf = null;
  let zoom = 0;
  let found = null;
  let focus = -1;
  let mostChange = 0;
  let hatch = null;
  let frame = 0;
  let fromBottom = 0;
  let room = 0;

  function draw() {
    if (!tree) return;
    const { width, height } = prepare(canvas, context, element.clientWidth, element.clientHeight);
    context.fillStyle = theme.page;
    context.fillRect(0, 0, width, height);
    Object.assign(context, { font: FONT, textBaseline: 'middle' });
    drawContext(width);
    const hidden = drawNodes(width, height);
    placeOutline();
    handlers.drawn?.(hidden);
  }

  // Draws with the next picture of the screen.
  function redraw() {
    frame ||= requestAnimationFrame(() => { frame = 0; draw(); });
  }

  // The callers of the frame that is zoomed to, as wide as the whole.
  function drawContext(width) {
    for (let node = zoom; node > 0;) {
      node = tree.parent[node];
      const y = yOf(tree.depth[node]);
      context.fillStyle = theme.context;
      context.fillRect(0, y, width, ROW - 1);
      context.fillStyle = theme.text;
      drawText(tree.nameOf(node), 0, y, width);
    }
  }

  function drawNodes(clientWidth, clientHeight) {
    const { x, width, depth, end } = tree;
    const scale = width[zoom] > 0 ? clientWidth / width[zoom] : 0;
    const origin = x[zoom];
    const first = yOf(0);
    const step = options.isIcicle ? ROW : -ROW;
    // Bars of frames that are too narrow, for each level: where the last one begins and ends.
    const runStart = new Float64Array(tree.maxDepth + 2).fill(-1);
    const runEnd = new Float64Array(tree.maxDepth + 2);
    const flush = d => {
      if (runStart[d] < 0) return;
      context.fillStyle = theme.muted;
      context.fillRect(runStart[d], first + d * step, Math.max(LEAST_WIDTH, runEnd[d] - runStart[d]), ROW - 1);
      runStart[d] = -1;
    };
    let hidden = 0;
    for (let node = zoom; node < end[zoom];) {
      const d = depth[node];
      const y = first + d * step;
      const pixels = width[node] * scale;
      // What lies further out than the screen has its callees further out still.
      if (step > 0 ? y > clientHeight : y < -ROW) {
        node = end[node];
      } else if (pixels < LEAST_WIDTH) {
        const left = (x[node] - origin) * scale;
        hidden += end[node] - node;
        if (left - runEnd[d] > LEAST_WIDTH) flush(d);
        if (runStart[d] < 0) runStart[d] = left;
        runEnd[d] = left + pixels;
        node = end[node];
      } else {
        if (y > -ROW && y < clientHeight) drawNode(node, (x[node] - origin) * scale, y, pixels);
        node++;
      }
    }
    runStart.forEach((_, d) => flush(d));
    return hidden;
  }

  function drawNode(node, left, y, pixels) {
    const isMatch = found?.isMatch[node] === 1;
    const color = isMatch ? theme.match : tree.isDiff ? changeColor(tree.change(node), mostChange, options.isDark) : colorOf(node);
    const drawn = pixels > 2 ? pixels - 1 : pixels;
    const fill = style => {
      context.fillStyle = style;
      context.fillRect(left, y, drawn, ROW - 1);
    };
    fill(color);
    if (tree.isDiff && (tree.total[node] === 0 || tree.baseTotal[node] === 0)) fill(hatch ??= hatching(context, options.isDark));
    if (isMatch && drawn > 4) {
      context.strokeStyle = theme.text;
      context.strokeRect(left + 0.5, y + 0.5, drawn - 1, ROW - 2);
    } else if (found && !isMatch) {
      fill(theme.dim);
    }
    if (drawn >= LEAST_TEXT) {
      context.fillStyle = isMatch ? theme.matchText : found || !tree.isDiff ? theme.text : textOn(color);
      drawText(tree.nameOf(node), left, y, drawn);
    }
  }

  // The part of a name that fits; the end is cut, because names of one place begin alike but read from the left.
  function drawText(name, left, y, width) {
    const space = width - 8;
    let text = name;
    if (text.length * LETTER > space || context.measureText(text).width > space) {
      let fits = Math.min(text.length, Math.ceil(space / 4));
      let measured;
      do {
        text = `${name.slice(0, fits)}…`;
        measured = context.measureText(text).width;
        fits = Math.min(fits - 1, Math.floor(fits * space / measured));
      } while (measured > space && fits > 0);
      if (measured > space) return;
    }
    context.fillText(text, left + 4, y + ROW / 2 - 0.5);
  }

  const contentHeight = () => Math.max((tree.maxDepth + 1) * ROW, element.clientHeight);
  const yOf = depth => (options.isIcicle ? depth * ROW : contentHeight() - (depth + 1) * ROW) - element.scrollTop;

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
      const rows = tree.depth[zoom] - 2;
      element.scrollTop = options.isIcicle ? (zoom && rows * ROW) : height - (zoom && rows * ROW + room);
      keepBottom();
    } else if (!options.isIcicle) {
      element.scrollTop = height - room - fromBottom;
    }
    draw();
  }

  function nodeAt({ offsetX, offsetY }) {
    const { x, width, depth, end, parent } = tree;
    const scroll = element.scrollTop;
    const d = Math.floor((options.isIcicle ? offsetY + scroll : contentHeight() - scroll - offsetY) / ROW);
    if (d < 0) return -1;
    let node = zoom;
    while (depth[node] > d) node = parent[node];
    if (node !== zoom) return node;
    const at = x[zoom] + offsetX / element.clientWidth * width[zoom];
    const least = LEAST_WIDTH / element.clientWidth * width[zoom];
    while (depth[node] < d) {
      let child = node + 1;
      while (child < end[node] && at >= x[child] + width[child]) child = end[child];
      if (child >= end[node] || at < x[child] || width[child] < least) return -1;
      node = child;
    }
    return node;
  }

  function point(node, event) {
    placeOutline(node >= 0 ? node : focus);
    handlers.point(node, event);
  }

  function placeOutline(node = focus) {
    outline.hidden = node < 0;
    if (node < 0) return;
    const isContext = node < zoom;
    const scale = element.clientWidth / tree.width[zoom];
    const left = isContext ? 0 : (tree.x[node] - tree.x[zoom]) * scale;
    const width = isContext ? element.clientWidth : tree.width[node] * scale;
    Object.assign(outline.style, {
      transform: `translate(${left}px, ${yOf(tree.depth[node]) + element.scrollTop}px)`,
      width: `${clamp(width, 2, Math.max(2, element.clientWidth - Math.max(0, left)))}px`,
      height: `${ROW - 1}px`,
    });
  }

  // Moves the keyboard's focus to a node, and what is shown to where it can be seen.
  function focusOn(node) {
    const { width, end, parent, depth } = tree;
    focus = node;
    const isInside = node >= zoom && node < end[zoom];
    if (!isInside || width[node] / width[zoom] * element.clientWidth < 2) {
      let wide = node;
      while (wide > 0 && width[node] / width[wide] > 0.2) wide = parent[wide];
      handlers.zoom(wide);
    }
    const { scrollTop, clientHeight } = element;
    const y = yOf(depth[node]) + scrollTop;
    if (y < scrollTop || y + ROW > scrollTop + clientHeight) element.scrollTop = y - clientHeight / 2;
    redraw();
    point(node);
  }

  function menu(event) {
    const byKeyboard = event.button !== 2;
    const node = byKeyboard ? focus : nodeAt(event);
    if (node < 0) return;
    event.preventDefault();
    const { left, bottom } = outline.getBoundingClientRect();
    handlers.menu(node, byKeyboard ? left + 12 : event.clientX, byKeyboard ? bottom : event.clientY);
  }

  // Up and down follow the picture: towards callees or callers, whichever lies there.
  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const turned = { ArrowUp: 'ArrowDown', ArrowDown: 'ArrowUp' };
    const target = { ArrowUp: widestChild, ArrowDown: node => tree.parent[node], ArrowRight: nextSibling, ArrowLeft: siblingBefore }[(options.isIcicle && turned[event.key]) || event.key];
    if (target) focusOn(focus < 0 ? zoom : target(focus));
    else if (event.key === 'Enter' && focus >= 0) handlers.zoom(focus);
    else return;
    consume(event);
  }

  function widestChild(node) {
    const { end, width } = tree;
    let widest = node;
    for (let child = node + 1; child < end[node]; child = end[child]) {
      if (widest === node || width[child] > width[widest]) widest = child;
    }
    return widest;
  }

  const nextSibling = node => (tree.end[node] < tree.end[tree.parent[node]] ? tree.end[node] : node);

  function siblingBefore(node) {
    let before = node;
    for (let child = tree.parent[node] + 1; child < node; child = tree.end[child]) before = child;
    return before;
  }

  element.append(canvas, spacer, outline);
  on(element, { scroll: () => { if (tree) { keepBottom(); redraw(); } } });
  on(canvas, {
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
  new ResizeObserver(() => layOut()).observe(element);

  return {
    get tree() { return tree; },
    get zoom() { return zoom; },
    get focus() { return focus; },
    draw,
    focusOn,

    show(shown, newOptions, node = 0) {
      const isNew = shown !== tree;
      const toRoot = isNew || newOptions.isIcicle !== options.isIcicle;
      tree = shown;
      options = newOptions;
      theme = themeOf(options.isDark);
      colorOf = framePalette(tree, options.color, options.isDark);
      zoom = tree.depth[node] ? node : 0;
      hatch = null;
      if (isNew) {
        focus = -1;
        found = null;
        mostChange = 0;
        for (let i = 1; tree.isDiff && i < tree.count; i++) mostChange = Math.max(mostChange, Math.abs(tree.change(i)));
      }
      canvas.hidden = false;
      layOut(toRoot);
    },

    setZoom(node) {
      zoom = tree.depth[node] ? node : 0;
      layOut(true);
    },

    clear() {
      tree = null;
      canvas.hidden = outline.hidden = true;
    },

    /** @param matches what `FlameTree.search` gave, or null */
    highlight(matches) {
      found = matches;
      redraw();
    },
  };
}

function hatching(context, isDark) {
  const tile = make('canvas', { width: 8, height: 8 });
  const lines = tile.getContext('2d');
  Object.assign(lines, { strokeStyle: isDark ? 'rgb(255 255 255 / 32%)' : 'rgb(0 0 0 / 26%)', lineWidth: 1.2 });
  for (const at of [-8, 0, 8]) {
    lines.moveTo(at - 1, 9);
    lines.lineTo(at + 9, -1);
  }
  lines.stroke();
  return context.createPattern(tile, 'repeat');
}
