// The frames as a table: what the flame graph shows, as text. Only the rows in sight are in the page.
import { count, plural, points, share } from './format.js';
import { matcher } from './search.js';

const ROW = 26;
const SPARE = 8;

export class FrameTable extends EventTarget {
  #element;
  #grid = part('grid');
  #head = part('row head');
  #rows = part('rows');
  #filter = Object.assign(document.createElement('input'), { type: 'search', placeholder: 'Filter by name or module' });
  #said = Object.assign(document.createElement('span'), { className: 'muted' });
  #all = [];
  #shown = [];
  #columns = [];
  #order = { key: 'self', isDown: true };

  /** Fires `choose` with the name of a frame. */
  constructor(element) {
    super();
    this.#element = element;
    const bar = part('filter');
    this.#filter.setAttribute('aria-label', 'Filter frames');
    bar.append(this.#filter, this.#said);
    this.#grid.setAttribute('role', 'table');
    this.#grid.setAttribute('aria-label', 'Frames');
    this.#head.setAttribute('role', 'row');
    this.#rows.setAttribute('role', 'rowgroup');
    this.#rows.tabIndex = -1;
    this.#grid.append(this.#head, this.#rows);
    element.append(bar, this.#grid);
    this.#filter.addEventListener('input', () => this.#arrange());
    this.#rows.addEventListener('scroll', () => this.#draw());
    this.#rows.addEventListener('click', event => this.#choose(event.target));
    this.#rows.addEventListener('keydown', event => this.#key(event));
    new ResizeObserver(() => this.#draw()).observe(this.#rows);
  }

  show(tree) {
    const [total, baseTotal] = [tree.total[0], tree.isDiff ? tree.baseTotal[0] : 0];
    this.#all = tree.frames();
    const delta = (row, kind) => (total ? row[kind] / total : 0) - (baseTotal ? row[kind === 'self' ? 'baseSelf' : 'baseTotal'] / baseTotal : 0);
    for (const row of this.#all) Object.assign(row, { change: delta(row, 'total'), selfChange: delta(row, 'self') });
    this.#columns = [
      { key: 'name', label: 'Frame', text: row => row.name },
      { key: 'self', label: 'Self', text: row => count(row.self) },
      { key: 'self', label: 'Self %', text: row => share(row.self, total) },
      { key: 'total', label: 'Total', text: row => count(row.total) },
      { key: 'total', label: 'Total %', text: row => share(row.total, total) },
      ...tree.isDiff ? [
        { key: 'baseTotal', label: 'Baseline', text: row => count(row.baseTotal) },
        { key: 'selfChange', label: 'Δ self', text: row => points(row.selfChange), change: row => row.selfChange },
        { key: 'change', label: 'Δ total', text: row => points(row.change), change: row => row.change },
      ] : [],
    ];
    if (!this.#columns.some(column => column.key === this.#order.key)) this.#order = { key: 'self', isDown: true };
    this.#element.style.setProperty('--numbers', this.#columns.length - 1);
    this.#arrange();
  }

  #arrange() {
    const matches = matcher(this.#filter.value);
    const { key, isDown } = this.#order;
    const isSigned = key === 'change' || key === 'selfChange';
    this.#shown = matches ? this.#all.filter(row => matches(row.name) || matches(row.module)) : [...this.#all];
    this.#shown.sort((one, other) => (key === 'name'
      ? (isDown ? 1 : -1) * (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)
      : (isDown ? 1 : -1) * (isSigned ? Math.abs(other[key]) - Math.abs(one[key]) : other[key] - one[key])));
    this.#said.textContent = matches ? `${count(this.#shown.length)} of ${plural(this.#all.length, 'frame')}` : plural(this.#all.length, 'frame');
    this.#grid.setAttribute('aria-rowcount', this.#shown.length + 1);
    this.#drawHead();
    this.#rows.scrollTop = 0;
    this.#draw();
  }

  #drawHead() {
    this.#head.replaceChildren(...this.#columns.map(column => {
      const isOrder = column.key === this.#order.key;
      const cell = part('');
      cell.setAttribute('role', 'columnheader');
      cell.setAttribute('aria-sort', isOrder ? (this.#order.isDown === (column.key !== 'name') ? 'descending' : 'ascending') : 'none');
      const button = Object.assign(document.createElement('button'), { type: 'button', textContent: column.label + (isOrder ? (this.#order.isDown ? ' ↓' : ' ↑') : '') });
      button.addEventListener('click', () => {
        this.#order = { key: column.key, isDown: isOrder ? !this.#order.isDown : true };
        this.#arrange();
      });
      cell.append(button);
      return cell;
    }));
  }

  #draw() {
    const { scrollTop, clientHeight } = this.#rows;
    if (!clientHeight) return;
    const first = Math.max(0, Math.floor(scrollTop / ROW) - SPARE);
    const end = Math.min(this.#shown.length, Math.ceil((scrollTop + clientHeight) / ROW) + SPARE);
    const spacer = part('');
    spacer.setAttribute('role', 'presentation');
    spacer.style.height = `${this.#shown.length * ROW}px`;
    const focused = this.#rows.contains(document.activeElement) ? document.activeElement.dataset.index : null;
    this.#rows.replaceChildren(spacer, ...this.#shown.slice(first, end).map((row, i) => this.#row(row, first + i)));
    if (focused) this.#rows.querySelector(`[data-index="${focused}"]`)?.focus({ preventScroll: true });
  }

  #row(row, index) {
    const line = part('row');
    line.setAttribute('role', 'row');
    line.setAttribute('aria-rowindex', index + 2);
    line.tabIndex = index === 0 ? 0 : -1;
    line.dataset.index = index;
    line.style.top = `${index * ROW}px`;
    line.title = row.module ? `${row.name}\n${row.module}` : row.name;
    for (const column of this.#columns) {
      const change = column.change?.(row) ?? 0;
      const cell = part(change > 0 ? 'more' : change < 0 ? 'less' : '');
      cell.setAttribute('role', 'cell');
      cell.textContent = column.text(row);
      line.append(cell);
    }
    return line;
  }

  #choose(target) {
    const row = this.#shown[target.closest('[data-index]')?.dataset.index];
    if (row) this.dispatchEvent(new CustomEvent('choose', { detail: row.name }));
  }

  #key(event) {
    const index = Number(event.target.dataset.index);
    const page = Math.floor(this.#rows.clientHeight / ROW);
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + page, PageUp: index - page, Home: 0, End: this.#shown.length - 1 }[event.key];
    if (event.key === 'Enter') this.#choose(event.target);
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(this.#shown.length - 1, to));
    if (next * ROW < this.#rows.scrollTop) this.#rows.scrollTop = next * ROW;
    if ((next + 1) * ROW > this.#rows.scrollTop + this.#rows.clientHeight) this.#rows.scrollTop = (next + 1) * ROW - this.#rows.clientHeight;
    this.#draw();
    this.#rows.querySelector(`[data-index="${next}"]`)?.focus({ preventScroll: true });
  }
}

function part(className) {
  return Object.assign(document.createElement('div'), { className });
}
