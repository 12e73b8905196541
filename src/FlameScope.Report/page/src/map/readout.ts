// What is said of a cell under the pointer.
import type { HeatMap } from '../data/answers';
import { amount, joined } from '../text/numbers';
import { clock, shortSeconds } from '../text/times';
import type { TimeLabels } from './axes';
import { cellEnd, startOf } from './grid';

/** @param busy what one busy CPU adds in a nanosecond; 0 where that is not known */
export function cellText(map: HeatMap, cell: number, busy: number, { clock: zone, wallClockAtOrigin }: TimeLabels): string {
  const [from, to] = [startOf(map, cell), cellEnd(map, cell)];
  const value = map.data.values[cell];
  return joined([
    map.rowNames?.[cell % map.rows],
    `${shortSeconds(from, to - from)}–${shortSeconds(to, to - from)} s`,
    amount(value, map.unit),
    busy && `${(value / (busy * (to - from))).toFixed(1)} CPUs`,
    ...map.markers.filter(({ start, end }) => start < to && (end > from || start >= from)).slice(0, 3).map(({ kind, name }) => joined([kind, name])),
    wallClockAtOrigin && `${clock(from, wallClockAtOrigin, zone === 'local')}${zone === 'local' ? '' : ' UTC'}`,
  ]);
}
