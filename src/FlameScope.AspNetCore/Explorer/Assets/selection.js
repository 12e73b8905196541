// Selecting on the heat map, by mouse, touch and keyboard. A slice is linear time: its outline is a staircase.
import { clamp, consume, on, prepare } from './dom.js';

const DRAG = 4;
const EDGE = 6;
const PAGE = 10;
const EXAMINED = '#0b3d91';
const BASELINE = '#8a5a00';

/**
 * @param handlers `preview(which, slice)` while a gesture goes on, `select(which, slice, isStep)` at its end (`isStep` false goes on with
 *   the step before), `restore()` where it is given up, `point(cell, byKeyboard)`; slices are {from, to} in nanoseconds
 * @param main what plain gestures select: `examined` or `baseline`
 */
export function selectionOn(view, canvas, handlers, main = 'examined') {
  const context = canvas.getContext('2d');
  Object.assign(canvas, { tabIndex: 0, role: 'application', ariaRoleDescription: 'heat map' });
  let slices = { examined: [], baseline: [] };
  let anchor = null;
  let gesture = null;
  let pointed = -1;
  let cursor = -1;
  let extendFrom = null;
  let hasFocus = false;

  const whichOf = event => (event.ctrlKey || event.metaKey ? 'baseline' : main);
  const cellAt = (event, isNear) => view.cellAt(event.offsetX, event.offsetY, isNear);

  function draw() {
    const { width, height } = prepare(canvas, context);
    context.clearRect(0, 0, width, height);
    if (!view.map?.columns) return;
    for (const slice of slices.baseline) outline(slice, BASELINE, [6, 4]);
    for (const slice of slices.examined) outline(slice, EXAMINED, []);
    if (pointed >= 0) box(pointed, 1);
    if (hasFocus && cursor >= 0) box(cursor, 2);
  }

  // A slice's outline: down at its start, up at its end, with a step where column and row part.
  function outline(slice, color, dash) {
    const path = new Path2D();
    const [start, end] = corners(slice);
    const { top, height } = view.plot;
    const bottom = top + height;
    if (end.x0 <= start.x0 + 0.01) {
      path.rect(start.x0, end.y, start.x1 - start.x0, start.y - end.y);
    } else {
      const corner = [[start.x0, start.y], [start.x0, top], [end.x0, top], [end.x0, end.y], [end.x1, end.y], [end.x1, bottom], [start.x1, bottom], [start.x1, start.y]];
      for (const point of corner) path.lineTo(...point);
      path.closePath();
    }
    context.lineJoin = 'round';
    stroke('#ffffff', 4);
    context.setLineDash(dash);
    stroke(color, 2);
    context.setLineDash([]);
    // A slice narrower than a pixel or two still has to be seen.
    if (start.x1 - start.x0 < 3) {
      context.fillStyle = color;
      context.fillRect(start.x0 - 1, top - 6, Math.max(3, end.x1 - start.x0 + 2), 3);
    }

    function stroke(strokeStyle, lineWidth) {
      Object.assign(context, { strokeStyle, lineWidth });
      context.stroke(path);
    }
  }

  // Start and end of a slice in pixels: the sides of their columns, and the height inside.
  function corners({ from, to }) {
    const { start, columnWidth, columns } = view.map;
    const { left, top, width, height } = view.plot;
    const step = width / columns;
    const corner = (ns, isEnd) => {
      const place = clamp((ns - start) / columnWidth, 0, columns);
      const column = isEnd && place > 0 ? Math.ceil(place) - 1 : Math.min(columns - 1, Math.floor(place));
      return { x0: left + column * step, x1: left + (column + 1) * step, y: top + height - (place - column) * height };
    };
    return [corner(from, false), corner(to, true)];
  }

  function box(cell, lineWidth) {
    const { columns, rows } = view.map;
    const { left, top, width, height } = view.plot;
    for (const [strokeStyle, line] of [['#ffffff', lineWidth + 2], [EXAMINED, lineWidth]]) {
      Object.assign(context, { strokeStyle, lineWidth: line });
      context.strokeRect(left + Math.floor(cell / rows) * width / columns, top + height - (cell % rows + 1) * height / rows, width / columns, height / rows);
    }
  }

  function down(event) {
    const cell = cellAt(event);
    if (event.button !== 0 || cell < 0) return;
    canvas.setPointerCapture(event.pointerId);
    const which = whichOf(event);
    const edge = which === main && !event.shiftKey ? edgeAt(event) : null;
    gesture = { which, edge, cell, x: event.offsetX, y: event.offsetY, isDrag: false, before: slices };
    if (edge) anchor = null;
  }

  function move(event) {
    const cell = cellAt(event, gesture !== null);
    point(cell);
    canvas.classList.toggle('edge', (gesture ? gesture.edge : edgeAt(event)) !== null);
    if (gesture) {
      gesture.isDrag ||= Math.hypot(event.offsetX - gesture.x, event.offsetY - gesture.y) > DRAG;
      if (gesture.isDrag) preview(gesture.which, ...endsOf(gesture, cell));
    } else if (anchor && cell >= 0) {
      preview(anchor.which, anchor.cell, cell);
    }
  }

  function up(event) {
    if (!gesture) return;
    const ended = gesture;
    gesture = null;
    cursor = cellAt(event, true);
    if (ended.isDrag) {
      anchor = null;
      select(ended.which, ...endsOf(ended, cursor));
    } else if (!ended.edge || anchor) {
      click(ended.which, ended.cell, event.shiftKey);
    }
  }

  // The cells that a drag spans: from where it began, or from the other end of the slice whose edge is moved.
  function endsOf({ edge, cell, before }, to) {
    if (!edge) return [cell, to];
    const [slice] = before[main];
    return [edge === 'start' ? view.cellFrom(slice.to) - 1 : view.cellOf(slice.from), to];
  }

  function click(which, cell, isExtending) {
    const [slice] = slices[which];
    if (isExtending && slice && !anchor) {
      const first = view.cellOf(slice.from);
      const last = view.cellFrom(slice.to) - 1;
      select(which, Math.abs(cell - first) < Math.abs(cell - last) ? last : first, cell);
    } else if (anchor?.which === which) {
      const first = anchor.cell;
      anchor = null;
      select(which, first, cell);
    } else {
      anchor = { which, cell };
      preview(which, cell, cell);
    }
  }

  function takeColumn(event) {
    const cell = cellAt(event);
    if (cell < 0) return;
    anchor = null;
    const { rows } = view.map;
    const first = cell - cell % rows;
    // The two clicks before it were a step already.
    select(whichOf(event), first, first + rows - 1, false);
  }

  function key(event) {
    const { columns, rows } = view.map ?? {};
    if (!columns || event.altKey) return;
    if (cursor < 0 || cursor >= columns * rows) cursor = 0;
    const column = Math.floor(cursor / rows);
    const row = cursor % rows;
    const [c, r] = {
      ArrowLeft: [column - 1, row], ArrowRight: [column + 1, row], ArrowUp: [column, row + 1], ArrowDown: [column, row - 1],
      Home: [0, row], End: [columns, row], PageUp: [column - PAGE, row], PageDown: [column + PAGE, row],
    }[event.key] ?? [];
    if (c !== undefined && !event.ctrlKey && !event.metaKey) step(clamp(c, 0, columns - 1) * rows + clamp(r, 0, rows - 1), event.shiftKey);
    else if (event.key === 'Enter') click(main, cursor, false);
    else if (event.key === 'b' || event.key === 'B') click('baseline', cursor, false);
    else return;
    hasFocus = true;
    draw();
    consume(event);
  }

  function step(cell, isSelecting) {
    const isFirst = isSelecting && extendFrom === null;
    if (isFirst) extendFrom = cursor;
    if (!isSelecting) extendFrom = null;
    cursor = cell;
    if (isSelecting) select(main, extendFrom, cell, isFirst);
    else if (anchor) preview(anchor.which, anchor.cell, cell);
    handlers.point(cell, true);
  }

  function point(cell) {
    if (cell === pointed) return;
    pointed = cell;
    handlers.point(cell, false);
    draw();
  }

  // Which end of the slice a point is at.
  function edgeAt({ offsetX: x, offsetY: y }) {
    const [slice] = slices[main];
    if (!slice || anchor || !view.map?.columns) return null;
    const [start, end] = corners(slice);
    const { top, height } = view.plot;
    const near = (value, line) => Math.abs(value - line) <= EDGE;
    const within = (value, one, other) => value >= Math.min(one, other) - EDGE && value <= Math.max(one, other) + EDGE;
    if ((near(x, start.x0) && within(y, top, start.y)) || (near(y, start.y) && within(x, start.x0, start.x1))) return 'start';
    return (near(x, end.x1) && within(y, end.y, top + height)) || (near(y, end.y) && within(x, end.x0, end.x1)) ? 'end' : null;
  }

  function take(which, first, last) {
    const slice = { from: view.startOf(Math.min(first, last)), to: view.startOf(Math.max(first, last) + 1) };
    slices = { ...slices, [which]: [slice] };
    draw();
    return slice;
  }

  /** Gives a selection up that has only begun; tells whether there was one. */
  function cancel() {
    const begun = anchor ?? gesture;
    anchor = gesture = null;
    return begun !== null;
  }

  const preview = (which, first, last) => handlers.preview(which, take(which, first, last));
  const select = (which, first, last, isStep = true) => handlers.select(which, take(which, first, last), isStep);

  on(canvas, {
    pointerdown: down, pointermove: move, pointerup: up, dblclick: takeColumn, keydown: key,
    pointercancel: () => { if (cancel()) handlers.restore(); },
    pointerleave: () => { if (!gesture) point(-1); },
    contextmenu: event => { if (event.ctrlKey) event.preventDefault(); },
    'focus blur': () => { hasFocus = canvas.matches(':focus-visible'); draw(); },
  });

  return {
    draw,

    /** Shows slices that came from elsewhere, lists of them; a gesture that is under way goes on. */
    show(examined, baseline) {
      if (!gesture && !anchor) slices = { examined, baseline };
      draw();
    },

    cancel,
  };
}
