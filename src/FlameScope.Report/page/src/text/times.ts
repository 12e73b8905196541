// Times as people read them, and as the address has them.

export const NS = 1e9;

/** Nanoseconds as seconds with as many decimals as are needed, at least `least`. Exact: the address has these. */
export function seconds(ns: number, least = 0): string {
  const value = Math.round(Math.abs(ns));
  const fraction = String(value % NS).padStart(9, '0').replace(/0+$/, '').padEnd(least, '0');
  return `${ns < 0 ? '-' : ''}${Math.floor(value / NS)}${fraction ? `.${fraction}` : ''}`;
}

/** Seconds of the address as nanoseconds; not a number where they make no sense. */
export function nanoseconds(text: string): number {
  const [, units, fraction = ''] = /^(\d+)(?:\.(\d{1,9}))?$/.exec(text) ?? [];
  return Number(units) * NS + Number(fraction.padEnd(9, '0'));
}

/** Nanoseconds rounded to milliseconds, or finer where the cell is. */
export const shortSeconds = (ns: number, step = 1e6): string => (ns / NS).toFixed(step >= 1e6 ? 3 : 6);

const LENGTHS: readonly (readonly [least: number, size: number, unit: string])[] = [
  [7200 * NS, 3600 * NS, 'h'], [120 * NS, 60 * NS, 'min'], [NS, NS, 's'], [1e6, 1e6, 'ms'], [1e3, 1e3, 'µs'],
];

export function duration(ns: number): string {
  const [, size, unit] = LENGTHS.find(([least]) => ns >= least) ?? [0, 1, 'ns'];
  return `${Number((ns / size).toPrecision(3))} ${unit}`;
}

/** The width of a column. */
export const widthText = (ns: number): string => (ns === 60 * NS ? '1 min' : duration(ns));

/** The wall clock at an instant of the profile. */
export function clock(ns: number, atOrigin: string, isLocal: boolean, withFraction = true): string {
  const date = new Date(Date.parse(atOrigin) + ns / 1e6);
  const shift = isLocal ? date.getTimezoneOffset() * 60_000 : 0;
  return new Date(date.getTime() - shift).toISOString().slice(11, withFraction ? 23 : 19);
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 24 * HOUR;

// Beyond this many seconds, seconds alone are hard to read.
const MOST_SECONDS = 20 * MINUTE;

export type TickUnit = 'ms' | 's' | 'm:ss' | 'h:mm' | 'h:mm:ss' | 'd';

/** How the ticks of an axis are told, in nanoseconds: `last` is the longest time on it. */
export function tickUnit(step: number, last: number): TickUnit {
  if (step < NS) return last <= 2 * NS ? 'ms' : 's';
  if (last <= MOST_SECONDS * NS) return 's';
  if (last < HOUR * NS) return 'm:ss';
  if (step % (DAY * NS) === 0) return 'd';
  return step % (MINUTE * NS) === 0 ? 'h:mm' : 'h:mm:ss';
}

export function tickText(ns: number, unit: TickUnit): string {
  const total = Math.round(Math.abs(ns) / NS);
  const sign = ns < 0 ? '−' : '';
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  if (unit === 'ms') return `${sign}${Number((Math.abs(ns) / 1e6).toFixed(3))} ms`;
  if (unit === 's') return `${seconds(ns)} s`;
  if (unit === 'd') return `${sign}${total / DAY} d`;
  if (unit === 'm:ss') return `${sign}${Math.floor(total / MINUTE)}:${two(total % MINUTE)}`;
  const hours = `${sign}${Math.floor(total / HOUR)}:${two(total % HOUR / MINUTE)}`;
  return unit === 'h:mm' ? hours : `${hours}:${two(total % MINUTE)}`;
}
