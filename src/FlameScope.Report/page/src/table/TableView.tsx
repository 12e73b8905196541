// The frames as a table, and the call tree: what the flame graph shows, as text. Only the rows in sight are in the page.
import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import type { FunctionComponent } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { matcher } from '../flame/search';
import type { FlameTree } from '../flame/tree';
import { callerOf } from '../flame/walk';
import { useSession } from '../session/session';
import { clamp } from '../shared/clamp';
import { get, set } from '../state/state';
import { amount, count } from '../text/numbers';
import { columnsOf, sortRows, type TableColumn } from './columns';
import { type FrameRow, framesOf } from './frames';
import { openAtFirst, rowsOf, type TreeRow } from './tree';

const ROW = 26;
const SPARE = 8;

// The order stays where the table is left for another view.
const order = signal('self');
const isDown = signal(true);

interface Content {
  readonly columns: readonly TableColumn[];
  readonly sorted: TableColumn;
  readonly rows: readonly FrameRow[];
  /** How many rows of how many. */
  readonly said: string;
}

export const TableView = () => <Frames view="table" of={FrameTable} />;

/** The same by calls: a row opens what it called. */
export const TreeView = () => <Frames view="tree" of={CallTree} />;

function Frames({ view, of: Content }: { readonly view: 'table' | 'tree'; readonly of: FunctionComponent<{ tree: FlameTree }> }) {
  const session = useSession();
  const side = session.sideOf(view);
  const tree = session.flame.whole.value;
  // What is coming does not empty the table.
  const last = useRef(tree);
  if (tree) last.current = tree;
  return <div id={view} class="frames" {...side}>{!side.hidden && last.current && <Content tree={last.current} />}</div>;
}

function FrameTable({ tree }: { readonly tree: FlameTree }) {
  const content = useMemo(() => contentOf(tree), [tree]);
  const { columns, sorted, rows, said } = content.value;
  return (
    <>
      <p class="filter muted">{said}</p>
      <div class="grid" role="table" aria-label="Frames" aria-rowcount={rows.length + 1}>
        <div class="row head" role="row">{columns.map(column => <Head key={column.key} column={column} isSorted={column === sorted} />)}</div>
        <Rows rows={rows} columns={columns} take={open} />
      </div>
    </>
  );
}

function CallTree({ tree }: { readonly tree: FlameTree }) {
  const columns = useMemo(() => columnsOf(tree), [tree]);
  const open = useMemo(() => signal<ReadonlySet<number>>(new Set()), [tree]);
  const matches = matcher(get('q'));
  useMemo(() => { open.value = openAtFirst(tree, matches); }, [tree, get('q')]);
  const rows = rowsOf(tree, open.value, matches);
  const turn = ({ node, isOpen }: TreeRow, isWanted = !isOpen) => {
    if (isOpen === null || isOpen === isWanted) return false;
    const now = new Set(open.value);
    if (isWanted) now.add(node);
    else now.delete(node);
    open.value = now;
    return true;
  };
  return (
    <div class="grid" role="treegrid" aria-label="Call tree" aria-rowcount={rows.length + 1}>
      <div class="row head" role="row">{columns.map(({ key, label }) => <div role="columnheader" key={key}>{label}</div>)}</div>
      <Rows rows={rows} columns={columns} keepsPlace take={row => turn(row)}
        step={(row, key) => {
          if (key === 'ArrowRight') return turn(row, true) ? 0 : row.isOpen ? 1 : 0;
          if (key !== 'ArrowLeft') return null;
          // What is closed goes to its caller.
          return turn(row, false) ? 0 : rows.findIndex(({ node }) => node === callerOf(tree, row.node)) - rows.indexOf(row);
        }} />
    </div>
  );
}

function contentOf(tree: FlameTree): ReadonlySignal<Content> {
  const frames = framesOf(tree);
  const columns = columnsOf(tree);
  const standard = columns[1];
  return computed(() => {
    const sorted = columns.find(({ key }) => key === order.value) ?? standard;
    const matches = matcher(get('q'));
    const kept = matches ? frames.filter(row => matches(row.name) || matches(row.module)) : frames;
    const all = amount(frames.length, 'frames');
    return { columns, sorted, rows: sortRows(kept, sorted, isDown.value), said: matches ? `${count(kept.length)} of ${all}` : all };
  });
}

function Head({ column: { key, label }, isSorted }: { readonly column: TableColumn; readonly isSorted: boolean }) {
  const sort = () => {
    isDown.value = !isSorted || !isDown.value;
    order.value = key;
  };
  return (
    <div role="columnheader" aria-sort={!isSorted ? 'none' : isDown.value === (key !== 'name') ? 'descending' : 'ascending'}>
      <button type="button" onClick={sort}>{label + (isSorted ? (isDown.value ? ' ↓' : ' ↑') : '')}</button>
    </div>
  );
}

/** What is seen of the rows. */
interface Sight {
  readonly top: number;
  readonly height: number;
}

interface RowsProps<Row extends FrameRow> {
  readonly rows: readonly Row[];
  readonly columns: readonly TableColumn[];
  /** Whether other rows are the same list, longer or shorter. */
  readonly keepsPlace?: boolean;
  take(row: Row): void;
  /** How many rows a key goes on besides those that every list has; null for none. */
  step?(row: Row, key: string): number | null;
}

const open = (row: FrameRow) => set({ view: 'sandwich', of: row.name });

function Rows<Row extends FrameRow>({ rows, columns, keepsPlace = false, take: takeRow, step }: RowsProps<Row>) {
  const ref = useRef<HTMLDivElement>(null);
  const wanted = useRef(-1);
  const sight = useMemo(() => signal<Sight>({ top: 0, height: 0 }), []);
  const look = () => {
    if (ref.current) sight.value = { top: ref.current.scrollTop, height: ref.current.clientHeight };
  };

  useLayoutEffect(() => {
    if (!ref.current) return;
    const observer = new ResizeObserver(look);
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (ref.current && !keepsPlace) ref.current.scrollTop = 0;
    look();
  }, [keepsPlace ? rows.length : rows]);
  // The row that the keyboard goes to is there only now.
  useLayoutEffect(() => {
    if (wanted.current < 0) return;
    ref.current?.querySelector<HTMLElement>(`[aria-rowindex="${wanted.current + 2}"]`)?.focus({ preventScroll: true });
    wanted.current = -1;
  });

  const indexOf = (target: EventTarget | null) =>
    (target instanceof Element ? Number(target.closest('[aria-rowindex]')?.getAttribute('aria-rowindex') ?? Number.NaN) - 2 : Number.NaN);
  const take = (event: Event) => {
    const row = rows.at(indexOf(event.target));
    if (row && indexOf(event.target) >= 0) takeRow(row);
  };
  const key = (event: KeyboardEvent) => {
    const list = ref.current;
    const index = indexOf(event.target);
    if (!list) return;
    const page = Math.floor(list.clientHeight / ROW);
    const places: Record<string, number> = {
      ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + page, PageUp: index - page, Home: 0, End: rows.length - 1,
    };
    const row = rows.at(index);
    const by = row && step ? step(row, event.key) : null;
    const to = by === null ? places[event.key] : index + by;
    if (event.key === 'Enter') take(event);
    // What a row is besides a frame is told by the keys that every list has not.
    if (event.key === 's' && row) open(row);
    if (to === undefined || Number.isNaN(to)) return;
    event.preventDefault();
    const next = clamp(to, 0, rows.length - 1);
    list.scrollTop = clamp(list.scrollTop, (next + 1) * ROW - list.clientHeight, next * ROW);
    wanted.current = next;
    sight.value = { top: list.scrollTop, height: list.clientHeight };
  };

  const { top, height } = sight.value;
  const first = Math.max(0, Math.floor(top / ROW) - SPARE);
  const shown = height ? rows.slice(first, Math.ceil((top + height) / ROW) + SPARE) : [];
  return (
    <div class="rows" role="rowgroup" tabIndex={-1} ref={ref} onScroll={look} onClick={take} onKeyDown={key}>
      <div role="presentation" style={{ height: `${rows.length * ROW}px` }} />
      {shown.map((row, i) => <Line key={first + i} row={row} index={first + i} columns={columns} />)}
    </div>
  );
}

function Line({ row, index, columns }: { readonly row: FrameRow & Partial<TreeRow>; readonly index: number; readonly columns: readonly TableColumn[] }) {
  const { level, isOpen, isMatch, name, module, place } = row;
  return (
    <div class={isMatch ? 'row match' : 'row'} role="row" aria-rowindex={index + 2} aria-level={level} aria-expanded={isOpen ?? undefined} tabIndex={index ? -1 : 0}
      title={[name, module, place].filter(Boolean).join('\n')} style={{ top: `${index * ROW}px`, ...(level && { '--level': level - 1 }) }}>
      {columns.map(({ key, text, change }, i) => (
        <div key={key} role={level ? 'gridcell' : 'cell'} class={classOf(change?.(row) ?? 0)}>
          {!i && level !== undefined && <span class="twist" aria-hidden="true">{isOpen === null ? '' : isOpen ? '▾' : '▸'}</span>}{text(row)}{!i && place && <span class="place">{place.slice(place.lastIndexOf('/') + 1)}</span>}
        </div>
      ))}
    </div>
  );
}

const classOf = (change: number) => (change > 0 ? 'more' : change < 0 ? 'less' : '');
