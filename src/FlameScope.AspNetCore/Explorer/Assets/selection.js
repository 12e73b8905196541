// Selecting on the heat map, by mouse, touch and keyboard. A slice is linear time: its outline is a staircase.

const DRAG = 4;
const EDGE = 6;
const PAGE = 10;

export class Selection extends EventTarget {
  #view;
  #canvas;
  #context;
  #slices = { examined: null, baseline: null };
  #anchor = null;
  #gesture = null;
  #pointed = -1;
  #cursor = -1;
  #extendFrom = null;
  #hasFocus = false;

  /** Fires `preview` and `select` with {which, from, to} in nanoseconds (isStep false goes on with the step before), and `point` with {cell, byKeyboard}. */
  constructor(view, canvas) {
    super();
    this.#view = view;
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d');
    canvas.addEventListener('pointerdown', event => this.#down(event));
    canvas.addEventListener('pointermove', event => this.#move(event));
    canvas.addEventListener('pointerup', event => this.#up(event));
    canvas.addEventListener('pointercancel', () => this.#cancel());
    canvas.addEventListener('pointerleave', () => { if (!this.#gesture) this.#point(-1); });
    canvas.addEventListener('dblclick', event => this.#doubleClick(event));
    canvas.addEventListener('contextmenu', event => { if (event.ctrlKey) event.preventDefault(); });
    canvas.addEventListener('keydown', event => this.#key(event));
    canvas.addEventListener('focus', () => { this.#hasFocus = canvas.matches(':focus-visible'); this.draw(); });
    canvas.addEventListener('blur', () => { this.#hasFocus = false; this.draw(); });
  }

  /** Shows slices that came from elsewhere; a gesture that is under way goes on. */
  show(examined, baseline) {
    if (!this.#gesture && !this.#anchor) this.#slices = { examined, baseline };
    this.draw();
  }

  draw() {
    const { clientWidth, clientHeight } = this.#canvas;
    const ratio = devicePixelRatio;
    const width = Math.round(clientWidth * ratio);
    const height = Math.round(clientHeight * ratio);
    if (this.#canvas.width !== width || this.#canvas.height !== height) Object.assign(this.#canvas, { width, height });
    const context = this.#context;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, clientWidth, clientHeight);
    if (!this.#view.map?.columns) return;
    this.#outline(this.#slices.baseline, '#8a5a00', [6, 4]);
    this.#outline(this.#slices.examined, '#0b3d91', []);
    if (this.#pointed >= 0) this.#box(this.#pointed, '#0b3d91', 1);
    if (this.#hasFocus && this.#cursor >= 0) this.#box(this.#cursor, '#0b3d91', 2);
  }

  clear() {
    this.#anchor = this.#gesture = null;
    this.dispatchEvent(new CustomEvent('clear'));
  }

  // A slice's outline: down at its start, up at its end, with a step where column and row part.
  #outline(slice, color, dash) {
    if (!slice || slice.to <= slice.from) return;
    const path = new Path2D();
    const [start, end] = this.#corners(slice);
    const { top, height } = this.#view.plot;
    const bottom = top + height;
    if (end.x0 <= start.x0 + 0.01) {
      path.rect(start.x0, end.y, start.x1 - start.x0, start.y - end.y);
    } else {
      path.moveTo(start.x0, start.y);
      path.lineTo(start.x0, top);
      path.lineTo(end.x0, top);
      path.lineTo(end.x0, end.y);
      path.lineTo(end.x1, end.y);
      path.lineTo(end.x1, bottom);
      path.lineTo(start.x1, bottom);
      path.lineTo(start.x1, start.y);
      path.closePath();
    }
    const context = this.#context;
    context.lineJoin = 'round';
    context.strokeStyle = '#ffffff';
    context.lineWidth = 4;
    context.stroke(path);
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.setLineDash(dash);
    context.stroke(path);
    context.setLineDash([]);
    // A slice narrower than a pixel or two still has to be seen.
    if (start.x1 - start.x0 < 3) {
      context.fillStyle = color;
      context.fillRect(start.x0 - 1, top - 6, Math.max(3, end.x1 - start.x0 + 2), 3);
    }
  }

  // Start and end of a slice in pixels: the sides of their columns, and the height inside.
  #corners({ from, to }) {
    const { start, columnWidth, columns } = this.#view.map;
    const { left, top, width, height } = this.#view.plot;
    const step = width / columns;
    const corner = (ns, isEnd) => {
      const place = Math.max(0, Math.min(columns, (ns - start) / columnWidth));
      const column = isEnd && place > 0 ? Math.ceil(place) - 1 : Math.min(columns - 1, Math.floor(place));
      return { x0: left + column * step, x1: left + (column + 1) * step, y: top + height - (place - column) * height };
    };
    return [corner(from, false), corner(to, true)];
  }

  #box(cell, color, lineWidth) {
    const { columns, rows } = this.#view.map;
    const { left, top, width, height } = this.#view.plot;
    const x = left + Math.floor(cell / rows) * width / columns;
    const y = top + height - (cell % rows + 1) * height / rows;
    const context = this.#context;
    for (const [style, line] of [['#ffffff', lineWidth + 2], [color, lineWidth]]) {
      context.strokeStyle = style;
      context.lineWidth = line;
      context.strokeRect(x, y, width / columns, height / rows);
    }
  }

  #down(event) {
    if (event.button !== 0 || !this.#view.map?.columns) return;
    const cell = this.#cellOf(event);
    if (cell < 0) return;
    this.#canvas.setPointerCapture(event.pointerId);
    const which = event.ctrlKey || event.metaKey ? 'baseline' : 'examined';
    const edge = which === 'examined' && !event.shiftKey ? this.#edgeAt(event) : null;
    this.#gesture = { which, edge, cell, x: event.offsetX, y: event.offsetY, isDrag: false, before: { ...this.#slices } };
    if (edge) this.#anchor = null;
  }

  #move(event) {
    const gesture = this.#gesture;
    const cell = this.#view.cellAt(event.offsetX, event.offsetY, gesture !== null);
    this.#point(cell);
    this.#canvas.classList.toggle('edge', gesture ? gesture.edge !== null : this.#edgeAt(event) !== null);
    if (gesture) {
      gesture.isDrag ||= Math.hypot(event.offsetX - gesture.x, event.offsetY - gesture.y) > DRAG;
      if (gesture.isDrag) this.#preview(gesture.which, ...this.#ends(gesture, cell));
    } else if (this.#anchor && cell >= 0) {
      this.#preview(this.#anchor.which, this.#anchor.cell, cell);
    }
  }

  #up(event) {
    const gesture = this.#gesture;
    if (!gesture) return;
    this.#gesture = null;
    const cell = this.#view.cellAt(event.offsetX, event.offsetY, true);
    this.#cursor = cell;
    if (gesture.isDrag) {
      this.#anchor = null;
      this.#select(gesture.which, ...this.#ends(gesture, cell));
    } else if (!gesture.edge || this.#anchor) {
      this.#click(gesture.which, gesture.cell, event.shiftKey);
    }
  }

  // The cells that a drag spans: from where it began, or from the other end of the slice whose edge is moved.
  #ends(gesture, cell) {
    if (!gesture.edge) return [gesture.cell, cell];
    const { from, to } = gesture.before.examined;
    return [gesture.edge === 'start' ? this.#view.cellFrom(to) - 1 : this.#view.cellOf(from), cell];
  }

  #click(which, cell, isExtending) {
    const slice = this.#slices[which];
    if (isExtending && slice && !this.#anchor) {
      const first = this.#view.cellOf(slice.from);
      const last = this.#view.cellFrom(slice.to) - 1;
      this.#select(which, Math.abs(cell - first) < Math.abs(cell - last) ? last : first, cell);
    } else if (this.#anchor?.which === which) {
      const { cell: first } = this.#anchor;
      this.#anchor = null;
      this.#select(which, first, cell);
    } else {
      this.#anchor = { which, cell };
      this.#preview(which, cell, cell);
    }
  }

  #doubleClick(event) {
    const cell = this.#cellOf(event);
    if (cell < 0) return;
    this.#anchor = null;
    const { rows } = this.#view.map;
    const first = Math.floor(cell / rows) * rows;
    // The two clicks before it were a step already.
    this.#select(event.ctrlKey || event.metaKey ? 'baseline' : 'examined', first, first + rows - 1, false);
  }

  #cancel() {
    if (this.#gesture) this.#slices = this.#gesture.before;
    this.#gesture = null;
    this.draw();
  }

  #key(event) {
    const map = this.#view.map;
    if (!map?.columns || event.altKey) return;
    const last = map.columns * map.rows - 1;
    if (this.#cursor < 0 || this.#cursor > last) this.#cursor = 0;
    const column = Math.floor(this.#cursor / map.rows);
    const row = this.#cursor % map.rows;
    const at = (c, r) => Math.max(0, Math.min(map.columns - 1, c)) * map.rows + Math.max(0, Math.min(map.rows - 1, r));
    const target = {
      ArrowLeft: at(column - 1, row), ArrowRight: at(column + 1, row), ArrowUp: at(column, row + 1), ArrowDown: at(column, row - 1),
      Home: at(0, row), End: at(map.columns - 1, row), PageUp: at(column - PAGE, row), PageDown: at(column + PAGE, row),
    }[event.key];
    if (target !== undefined && !event.ctrlKey && !event.metaKey) {
      this.#step(target, event.shiftKey);
    } else if (event.key === 'Enter' || event.key === 'b' || event.key === 'B') {
      this.#hasFocus = true;
      this.#click(event.key === 'Enter' ? 'examined' : 'baseline', this.#cursor, false);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #step(cell, isSelecting) {
    this.#hasFocus = true;
    const isFirst = isSelecting && this.#extendFrom === null;
    if (isFirst) this.#extendFrom = this.#cursor;
    if (!isSelecting) this.#extendFrom = null;
    this.#cursor = cell;
    if (isSelecting) this.#select('examined', this.#extendFrom, cell, isFirst);
    else if (this.#anchor) this.#preview(this.#anchor.which, this.#anchor.cell, cell);
    this.dispatchEvent(new CustomEvent('point', { detail: { cell, byKeyboard: true } }));
    this.draw();
  }

  #cellOf(event) {
    return this.#view.cellAt(event.offsetX, event.offsetY);
  }

  #point(cell) {
    if (cell === this.#pointed) return;
    this.#pointed = cell;
    this.dispatchEvent(new CustomEvent('point', { detail: { cell, byKeyboard: false } }));
    this.draw();
  }

  #edgeAt(event) {
    const slice = this.#slices.examined;
    if (!slice || this.#anchor || !this.#view.map?.columns) return null;
    const [start, end] = this.#corners(slice);
    const { top, height } = this.#view.plot;
    const { offsetX: x, offsetY: y } = event;
    const near = (value, line) => Math.abs(value - line) <= EDGE;
    const within = (value, one, other) => value >= Math.min(one, other) - EDGE && value <= Math.max(one, other) + EDGE;
    if ((near(x, start.x0) && within(y, top, start.y)) || (near(y, start.y) && within(x, start.x0, start.x1))) return 'start';
    return (near(x, end.x1) && within(y, end.y, top + height)) || (near(y, end.y) && within(x, end.x0, end.x1)) ? 'end' : null;
  }

  #rangeOf(first, last) {
    return { from: this.#view.startOf(Math.min(first, last)), to: this.#view.startOf(Math.max(first, last) + 1) };
  }

  #preview(which, first, last) {
    this.#slices = { ...this.#slices, [which]: this.#rangeOf(first, last) };
    this.draw();
    this.dispatchEvent(new CustomEvent('preview', { detail: { which, ...this.#slices[which] } }));
  }

  #select(which, first, last, isStep = true) {
    this.#slices = { ...this.#slices, [which]: this.#rangeOf(first, last) };
    this.draw();
    this.dispatchEvent(new CustomEvent('select', { detail: { which, isStep, ...this.#slices[which] } }));
  }
}
