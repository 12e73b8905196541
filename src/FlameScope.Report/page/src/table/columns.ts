// The columns of the table of frames.
import type { FlameTree } from '../flame/tree';
import { count, points, ratio, share } from '../text/numbers';
import type { FrameRow } from './frames';

export interface TableColumn {
  readonly key: string;
  readonly label: string;
  text(row: FrameRow): string;
  /** What rows are sorted by; names are sorted as text. */
  valueOf(row: FrameRow): number;
  /** More or less than 0 where the value is a change. */
  change?(row: FrameRow): number;
}

type Count = 'self' | 'total' | 'baseSelf' | 'baseTotal';

export function columnsOf({ total, base }: FlameTree): TableColumn[] {
  const whole = total[0];
  const baseWhole = base ? base.baseTotal[0] : 0;
  const number = (key: Count, label: string): TableColumn => ({ key, label, text: row => count(row[key]), valueOf: row => row[key] });
  const shareOf = (key: Count, label: string): TableColumn => ({ key: label, label, text: row => share(row[key], whole), valueOf: row => row[key] });
  const delta = (key: string, label: string, of: Count, baseOf: Count): TableColumn => {
    const change = (row: FrameRow) => ratio(row[of], whole) - ratio(row[baseOf], baseWhole);
    return { key, label, text: row => points(change(row)), change, valueOf: row => Math.abs(change(row)) };
  };
  return [
    { key: 'name', label: 'Frame', text: row => row.label ?? row.name, valueOf: () => 0 },
    number('self', 'Self'), shareOf('self', 'Self %'), number('total', 'Total'), shareOf('total', 'Total %'),
    ...(base ? [number('baseTotal', 'Baseline'), delta('selfChange', 'Δ self', 'self', 'baseSelf'), delta('change', 'Δ total', 'total', 'baseTotal')] : []),
  ];
}

/** Rows in the order of a column: the most first, names from A; or the other way round. */
export function sortRows(rows: readonly FrameRow[], column: TableColumn, isDown: boolean): FrameRow[] {
  const sign = isDown ? 1 : -1;
  const byName = (one: FrameRow, other: FrameRow) => (one.name < other.name ? -1 : Number(one.name > other.name));
  return rows.toSorted((one, other) => sign * (column.key === 'name' ? byName(one, other) : column.valueOf(other) - column.valueOf(one)));
}
