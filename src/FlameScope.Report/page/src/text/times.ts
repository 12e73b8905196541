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

/** The wall clock at an instant of the profile. */
export function clock(ns: number, atOrigin: string, isLocal: boolean, withFraction = true): string {
  const date = new Date(Date.parse(atOrigin) + ns / 1e6);
  const shift = isLocal ? date.getTimezoneOffset() * 60_000 : 0;
  return new Date(date.getTime() - shift).toISOString().slice(11, withFraction ? 23 : 19);
}
