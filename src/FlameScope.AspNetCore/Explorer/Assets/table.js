// The frames as a table: what the flame graph shows, as text. Only the rows in sight are in the page.
import { clamp, make, makeButton, on, say } from './dom.js';
import { amount, count, points, share } from './format.js';
import { matcher } from './search.js';

const ROW = 26;
const SPARE = 8;

const part = (className, properties, ...content) => make('div', { className, ...properties }, ...content);

/** @param choose called with the name of a frame */
export function frameTable(element, choose) {
  const filter = make('input', { type: 'search', placeholder: 'Filter by name or module', ariaLabel: 'Filter frames' });
  const said = make('span', { className: 'muted' });
  const head = part('row head', { role: 'row' });
  const rows = part('rows', { role: 'rowgroup', tabIndex: -1 });
  const grid = part('grid', { role: 'table', ariaLabel: 'Frames' }, head, rows);
  let frames = [];
  let shown = [];
  let columns = [];
  let order = 'self';
  let isDown = true;

  function arrange() {
    const matches = matcher(filter.value);
    const { valueOf } = columns.find(({ key }) => key === order);
    const sign = isDown ? 1 : -1;
    shown = matches ? frames.filter(row => matches(row.name) || matches(row.module)) : [...frames];
    shown.sort((one, other) => sign * (order === 'name' ? (one.name < other.name ? -1 : Number(one.name > other.name)) : valueOf(other) - valueOf(one)));
    say(said, matches ? `${count(shown.length)} of ${amount(frames.length, 'frames')}` : amount(frames.length, 'frames'));
    grid.ariaRowCount = shown.length + 1;
    head.replaceChildren(...columns.map(({ key, label }) => {
      const isOrder = key === order;
      const sort = () => {
        isDown = !isOrder || !isDown;
        order = key;
        arrange();
      };
      const ariaSort = !isOrder ? 'none' : isDown === (key !== 'name') ? 'descending' : 'ascending';
      return part('', { role: 'columnheader', ariaSort }, makeButton(label + (isOrder ? (isDown ? ' ↓' : ' ↑') : ''), sort));
    }));
    rows.scrollTop = 0;
    draw();
  }

  function draw() {
    const { scrollTop, clientHeight } = rows;
    if (!clientHeight) return;
    const first = Math.max(0, Math.floor(scrollTop / ROW) - SPARE);
    const spacer = part('', { role: 'presentation' });
    spacer.style.height = `${shown.length * ROW}px`;
    const focused = rows.contains(document.activeElement) && document.activeElement.ariaRowIndex;
    rows.replaceChildren(spacer, ...shown.slice(first, Math.ceil((scrollTop + clientHeight) / ROW) + SPARE).map((row, i) => line(row, first + i)));
    if (focused) focus(focused - 2);
  }

  function line(row, index) {
    const cells = columns.map(({ text, change }) => {
      const by = change?.(row) ?? 0;
      return part(by > 0 ? 'more' : by < 0 ? 'less' : '', { role: 'cell' }, text(row));
    });
    const shownLine = part('row', { role: 'row', ariaRowIndex: index + 2, tabIndex: index ? -1 : 0, title: row.module ? `${row.name}\n${row.module}` : row.name }, ...cells);
    shownLine.style.top = `${index * ROW}px`;
    return shownLine;
  }

  const indexOf = target => target.closest('[aria-rowindex]')?.ariaRowIndex - 2;
  const focus = index => rows.querySelector(`[aria-rowindex="${index + 2}"]`)?.focus({ preventScroll: true });
  const take = ({ target }) => shown[indexOf(target)] && choose(shown[indexOf(target)].name);

  function key(event) {
    const index = indexOf(event.target);
    const page = Math.floor(rows.clientHeight / ROW);
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + page, PageUp: index - page, Home: 0, End: shown.length - 1 }[event.key];
    if (event.key === 'Enter') take(event);
    if (to === undefined) return;
    event.preventDefault();
    const next = clamp(to, 0, shown.length - 1);
    rows.scrollTop = clamp(rows.scrollTop, (next + 1) * ROW - rows.clientHeight, next * ROW);
    draw();
    focus(next);
  }

  element.append(part('filter', {}, filter, said), grid);
  on(filter, { input: arrange });
  on(rows, { scroll: draw, click: take, keydown: key });
  new ResizeObserver(draw).observe(rows);

  return {
    show(tree) {
      const [total, baseTotal] = [tree.total[0], tree.isDiff ? tree.baseTotal[0] : 0];
      const change = (key, baseKey) => row => (total && row[key] / total) - (baseTotal && row[baseKey] / baseTotal);
      const number = (key, label) => ({ key, label, text: row => count(row[key]), valueOf: row => row[key] });
      const shareOf = (key, label) => ({ key: label, label, text: row => share(row[key], total), valueOf: row => row[key] });
      const delta = (key, label, by) => ({ key, label, text: row => points(by(row)), change: by, valueOf: row => Math.abs(by(row)) });
      frames = tree.frames();
      columns = [
        { key: 'name', label: 'Frame', text: row => row.name },
        number('self', 'Self'), shareOf('self', 'Self %'), number('total', 'Total'), shareOf('total', 'Total %'),
        ...tree.isDiff ? [
          number('baseTotal', 'Baseline'), delta('selfChange', 'Δ self', change('self', 'baseSelf')), delta('change', 'Δ total', change('total', 'baseTotal')),
        ] : [],
      ];
      if (!columns.some(({ key }) => key === order)) order = 'self';
      element.style.setProperty('--numbers', columns.length - 1);
      arrange();
    },
  };
}
