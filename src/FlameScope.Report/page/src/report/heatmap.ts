// A heat map over the columns of a report, with the numbers that the API answers.
import type { HeatMap } from '../data/answers';
import type { HeatMapQuery } from '../data/source';
import { clamp } from '../shared/clamp';
import { Grid, type RowKeys, sumCells } from './cells';
import type { PackedMarker } from './container';
import { resolve } from './filter';
import type { Names } from './names';
import { choice, refused, whole } from './request';
import { type NamedRows, namedRows, type RowKind } from './rows';
import { saturated } from './saturation';
import { eventOf, select, type Selection } from './selection';
import type { Store } from './store';
import { isInRanges, type Ranges, refuseWithoutClock, secondsOf } from './times';

const SECOND = 1e9;
const MOST_COLUMNS = 100_000;
const MOST_CELLS = 16_000_000;
const TOP_ROWS = 20;
const ONE_ROW: RowKeys = { keys: null, rowOf: new Int32Array(1) };

interface Layout {
  readonly start: number;
  readonly columns: number;
  readonly width: number;
  readonly capturedFrom: number;
  readonly capturedTo: number;
}

/** @param hasTables whether filters of threads and stacks can be answered */
export function createHeatMap(store: Store, names: Names, query: HeatMapQuery, match: string, ranges: Ranges | null, hasTables: boolean): HeatMap {
  const { info, markers, maxRows } = store.packed;
  const kind = choice<'offset' | RowKind>('rowsBy', query.rowsBy, ['offset', 'cpu', 'thread', 'process', 'command', 'cgroup']) ?? 'offset';
  const width = widthOf(query.column) ?? info.suggestedColumnWidth;
  const chosen = whole('rows', query.rows, maxRows) ?? rowsFor(frequencyOf(store, query.event), width, maxRows);
  const where = hasTables ? resolve(store, names, query, '') : null;
  refuseWithoutClock(store);
  const layout = layOut(store, ranges, width, query.column);
  const selection = select(store, query, ranges, where);
  const named = kind === 'offset' ? null : namedRows(selection, names, kind, TOP_ROWS);
  const rows = named ? named.rows.length : chosen;
  if (layout.columns * rows > MOST_CELLS) {
    throw refused(`A heat map of ${layout.columns} columns and ${rows} rows has more cells than the ${MOST_CELLS} allowed. Draw a shorter range or wider columns.`, 422);
  }
  const values = saturated(sum(selection, layout, chosen, named), selection.total);
  const totals = new Float64Array(layout.columns);
  let maximum = 0;
  for (let column = 0, cell = 0; column < layout.columns; column++) {
    for (let row = 0; row < rows; row++, cell++) {
      totals[column] += values[cell];
      maximum = Math.max(maximum, values[cell]);
    }
  }
  const matches = match && matching(select(store, query, ranges, resolve(store, names, query, match)), names, layout, Math.max(1, rows), named && { ...named, kind: kind as RowKind });
  return {
    event: selection.event, unit: selection.unit, columns: layout.columns, rows, columnWidth: width, start: layout.start, capturedFrom: layout.capturedFrom,
    capturedTo: layout.capturedTo, maximum, coverage: selection.coverage, markers: markers.filter(marker => isShown(marker, ranges, where?.threads ?? null)),
    ...(named?.rows.length && { rowNames: named.rows.map(({ name }) => name), rowFilters: named.rows.map(({ filter }) => filter) }),
    data: { values, totals: saturated(totals, selection.total), ...(matches && { matches }) },
  };
}

function widthOf(text: string): number | null {
  if (!text || text === 'auto') return null;
  const width = secondsOf(text);
  if (!width) throw refused(`column: expected seconds above 0, or auto, found "${text}".`);
  return width;
}

function layOut(store: Store, ranges: Ranges | null, width: number, column: string): Layout {
  const inside = (time: number) => clamp(time, store.start, store.end);
  const from = ranges ? inside(ranges[0]) : store.start;
  const to = Math.max(from, ranges ? inside(ranges[ranges.length - 1]) : store.end);
  const most = Math.floor((to - from) / width) + 1;
  if (most > MOST_COLUMNS) throw refused(`column: expected a width with at most ${MOST_COLUMNS} columns (this one has ${most}), found "${column || 'auto'}".`);
  if (from === to) return { start: 0, columns: 0, width, capturedFrom: from, capturedTo: to };
  const first = ranges ? Math.floor(from / width) : 0;
  return { start: first * width, columns: Math.floor((to - 1) / width) - first + 1, width, capturedFrom: from, capturedTo: to };
}

const sum = (selection: Selection, { start, width, columns }: Layout, rows: number, named: NamedRows | null): Float64Array =>
  (named ? sumCells(selection, new Grid(start, width, 1), columns, named.rows.length, named) : sumCells(selection, new Grid(start, width, rows), columns * rows, 1, ONE_ROW));

/** What of each cell the samples of a search add: rows that have names are found by their group, as many as the map has; the rest is where all others are. */
function matching(selection: Selection, names: Names, layout: Layout, rows: number, of: (NamedRows & { readonly kind: RowKind }) | null): Float64Array {
  if (!of) return sum(selection, layout, rows, null);
  const own = namedRows(selection, names, of.kind, rows);
  const cells = sum(selection, layout, rows, own);
  const placed = new Float64Array(layout.columns * of.rows.length);
  const placeOf = own.rows.map(({ group }) => (group < 0 ? -1 : of.rows.findIndex(row => row.group === group)));
  cells.forEach((value, cell) => {
    const column = Math.floor(cell / own.rows.length);
    const place = placeOf[cell - column * own.rows.length];
    placed[column * of.rows.length + (place < 0 ? of.rows.length - 1 : place)] += value;
  });
  return placed;
}

// A marker has a thread at most: what is asked of anything else leaves none out.
const isShown = ({ start, end, thread }: PackedMarker, ranges: Ranges | null, threads: Uint8Array | null): boolean =>
  (!ranges || (start === end ? isInRanges(ranges, start, start + 1) : ranges[0] !== ranges[1] && isInRanges(ranges, start, end)))
  && (thread < 0 || !threads || threads[thread] !== 0);

/** Samples a second of a busy CPU; null where that is not known. */
function frequencyOf(store: Store, event: string): number | null {
  const { info, defaultEvent } = store.packed;
  return info.events[eventOf(store, event) ?? defaultEvent]?.frequency ?? null;
}

const MOST_ROWS = 200;
const GOOD_ROWS = 100;
const DEFAULT_ROWS = 50;

/** As many rows as there are samples of a busy CPU in a column, or a whole number of samples for each. */
function rowsFor(frequency: number | null, width: number, most: number): number {
  if (frequency === null || frequency < 2) return Math.min(DEFAULT_ROWS, most);
  const samples = Math.max(1, Math.round(frequency * (width / SECOND)));
  if (samples <= MOST_ROWS) return Math.min(samples, most);
  let best = GOOD_ROWS;
  for (let rows = GOOD_ROWS / 2; rows <= GOOD_ROWS * 5 / 4; rows++) {
    if (samples % rows === 0 && (samples % best !== 0 || Math.abs(rows - GOOD_ROWS) < Math.abs(best - GOOD_ROWS))) best = rows;
  }
  return Math.min(best, most);
}
