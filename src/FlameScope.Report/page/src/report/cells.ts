// The cells of a heat map: rows side by side, each with its cells along time.
import type { Selection } from './selection';

/** Where cells lie in time: a column has as many, one after the other, as there are offsets. */
export class Grid {
  readonly #start: number;
  readonly #width: number;
  readonly #rows: number;
  /** Where each offset of a column begins, and the next column. */
  readonly #offsets: Float64Array;

  constructor(start: number, width: number, rows: number) {
    this.#start = start;
    this.#width = width;
    this.#rows = rows;
    // Beyond what a number holds exactly: whole numbers.
    const [wide, many] = [BigInt(width), BigInt(rows)];
    this.#offsets = Float64Array.from({ length: rows + 1 }, (_, row) => Number((BigInt(row) * wide + many - 1n) / many));
  }

  cellOf(time: number): number {
    const column = Math.floor((time - this.#start) / this.#width);
    const inside = time - this.#start - column * this.#width;
    let row = Math.min(this.#rows - 1, Math.floor(inside * this.#rows / this.#width));
    while (inside < this.#offsets[row]) row--;
    while (inside >= this.#offsets[row + 1]) row++;
    return column * this.#rows + row;
  }

  startOf(cell: number): number {
    const column = Math.floor(cell / this.#rows);
    return this.#start + column * this.#width + this.#offsets[cell - column * this.#rows];
  }
}

/** Which row a sample is in: by a number that it has. */
export interface RowKeys {
  readonly keys: Int32Array | null;
  readonly rowOf: Int32Array;
}

/** @param count cells along time of each of the rows */
export function sumCells(selection: Selection, grid: Grid, count: number, rows: number, { keys, rowOf }: RowKeys): Float64Array {
  const { store, first, end, mask, values } = selection;
  const { time, duration } = store.samples;
  const cells = new Float64Array(count * rows);
  // Samples are in the order of time: most are in the cell of the one before.
  let border = Number.NEGATIVE_INFINITY;
  let base = 0;
  const covers = values && duration ? new Stretches(selection, grid, cells, rows) : null;
  for (let i = first; i < end; i++) {
    if (mask !== null && mask[i - first] === 0) continue;
    const row = keys === null ? rowOf[0] : rowOf[keys[i]];
    if (covers && duration && duration[i] > 0) {
      covers.add(i, row);
      continue;
    }
    const now = time[i];
    if (now >= border) {
      const cell = grid.cellOf(now);
      border = grid.startOf(cell + 1);
      base = cell * rows;
    }
    cells[base + row] += values === null ? 1 : values[i - first];
  }
  covers?.finish();
  return cells;
}

/** Samples that last: each cell has the nanoseconds of it that they cover. */
class Stretches {
  readonly #selection: Selection;
  readonly #grid: Grid;
  readonly #cells: Float64Array;
  readonly #rows: number;
  /** How many cover a cell whole: what each has more than the one before. */
  readonly #covers: Float64Array;

  constructor(selection: Selection, grid: Grid, cells: Float64Array, rows: number) {
    this.#selection = selection;
    this.#grid = grid;
    this.#cells = cells;
    this.#rows = rows;
    this.#covers = new Float64Array(cells.length);
  }

  add(sample: number, row: number): void {
    const { store, ranges } = this.#selection;
    const [start, end] = [store.samples.time[sample], store.endOf(sample)];
    if (!ranges) {
      this.#addPart(row, start, end);
      return;
    }
    for (let i = 0; i < ranges.length; i += 2) {
      const [from, to] = [Math.max(start, ranges[i]), Math.min(end, ranges[i + 1])];
      if (from < to) this.#addPart(row, from, to);
    }
  }

  #addPart(row: number, start: number, end: number): void {
    const [grid, cells, rows] = [this.#grid, this.#cells, this.#rows];
    const [first, last] = [grid.cellOf(start), grid.cellOf(end - 1)];
    if (first === last) {
      cells[first * rows + row] += end - start;
      return;
    }
    cells[first * rows + row] += grid.startOf(first + 1) - start;
    cells[last * rows + row] += end - grid.startOf(last);
    this.#covers[(first + 1) * rows + row]++;
    this.#covers[last * rows + row]--;
  }

  finish(): void {
    const [grid, cells, rows, covers] = [this.#grid, this.#cells, this.#rows, this.#covers];
    for (let i = 0; i < cells.length; i++) {
      if (i >= rows) covers[i] += covers[i - rows];
      const cell = Math.floor(i / rows);
      if (covers[i]) cells[i] += covers[i] * (grid.startOf(cell + 1) - grid.startOf(cell));
    }
  }
}
