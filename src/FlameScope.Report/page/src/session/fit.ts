// What fits a profile, the times that are looked at, and the room for its map.
import type { ProfileInfo } from '../data/answers';
import { allowedColumnWidth, autoColumnWidth, columnsIn } from '../map/columns';
import type { Plot } from '../map/grid';
import { autoRows } from '../map/rows';
import type { MapShape } from '../state/queries';
import { parseSlices, type Slice } from '../state/slices';
import { get } from '../state/state';
import { nanoseconds, seconds } from '../text/times';

export interface MapFit {
  readonly whole: Slice;
  /** The times that are looked at; null for the whole capture. */
  readonly span: Slice | null;
  /** What there is where none was chosen. */
  readonly autoColumnWidth: number;
  readonly autoRows: number;
  /** What is asked for: what was chosen, as far as a map may have so many. */
  readonly columnWidth: number;
}

const MAX_ROWS = 1000;

/**
 * @param moving the times of a drag that goes on
 * @param maxRows the most that may be asked for
 */
export function fitMap(info: ProfileInfo, plot: Plot, moving: Slice | null, maxRows = MAX_ROWS): MapFit {
  // The first column begins with the whole second of the first sample.
  const whole = { from: 0, to: info.end };
  const span = moving ?? spanIn(whole);
  const shown = span ?? whole;
  const auto = info.timeAxis === 'none' ? info.suggestedColumnWidth : autoColumnWidth(shown, plot.width);
  const columnWidth = allowedColumnWidth(nanoseconds(get('column')) || auto, shown);
  const frequency = (info.events.find(({ name }) => name === get('event')) ?? info.events.at(0))?.frequency ?? null;
  const rows = autoRows(frequency, columnWidth, columnsIn(columnWidth, shown), plot, Math.min(maxRows, MAX_ROWS));
  return { whole, span, autoColumnWidth: auto, autoRows: rows, columnWidth };
}

/** The shape that is asked for; the server's own before anything is known. */
export const shapeOf = (fit: MapFit | null): MapShape => ({
  rows: get('rowsBy') ? '' : get('rows') || (fit ? String(fit.autoRows) : ''),
  rowsBy: get('rowsBy'),
  column: fit ? seconds(fit.columnWidth) : get('column'),
  from: fit?.span ? seconds(fit.span.from) : '',
  to: fit?.span ? seconds(fit.span.to) : '',
});

/** A shape for another profile, which may be longer. */
export function boundedFor(shape: MapShape, { end }: ProfileInfo): MapShape {
  const width = nanoseconds(shape.column);
  return width ? { ...shape, column: seconds(allowedColumnWidth(width, { from: nanoseconds(shape.from) || 0, to: nanoseconds(shape.to) || end })) } : shape;
}

// What lies outside the capture, or makes no sense, is the whole of it.
function spanIn(whole: Slice): Slice | null {
  const span = parseSlices(get('mapFrom'), get('mapTo'), whole.to).at(0);
  return span && span.from < whole.to && span.to > whole.from ? span : null;
}
