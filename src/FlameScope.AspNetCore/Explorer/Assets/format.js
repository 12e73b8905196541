// Numbers as people read them.

const NS = 1e9;
const whole = new Intl.NumberFormat('en-US');
const rounded = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

export const count = value => whole.format(value);

/** A number of things in the plural, such as the unit of a view: samples, or what the event counts. */
export const amount = (value, unit) => (unit === 'ns' ? duration(value) : `${count(value)} ${value === 1 ? unit.replace(/(?<=ss|ch)es$|s$/, '') : unit}`);

/** The same where there is little room. */
export const short = (value, unit) => (unit === 'ns' ? duration(value) : value < 1e5 ? count(value) : rounded.format(value));

export function share(part, total) {
  if (!total) return '0%';
  const percent = 100 * part / total;
  return `${percent >= 99.95 || percent === 0 ? percent.toFixed(0) : percent >= 10 ? percent.toFixed(1) : percent.toPrecision(2)}%`;
}

/** A difference of two shares: percentage points, with a sign. */
export function points(delta) {
  const value = 100 * delta;
  const text = Math.abs(value).toFixed(Math.abs(value) >= 10 ? 1 : 2);
  return `${Number(text) === 0 ? '±' : value < 0 ? '−' : '+'}${text} pp`;
}

/** Nanoseconds as seconds with as many decimals as are needed, at least `least`. Exact: the URL has these. */
export function seconds(ns, least = 0) {
  const value = Math.round(Math.abs(ns));
  const fraction = String(value % NS).padStart(9, '0').replace(/0+$/, '').padEnd(least, '0');
  return `${ns < 0 ? '-' : ''}${Math.floor(value / NS)}${fraction ? `.${fraction}` : ''}`;
}

/** Seconds of the URL as nanoseconds; not a number where they make no sense. */
export function nanoseconds(text) {
  const [, units, fraction = ''] = /^(\d+)(?:\.(\d{1,9}))?$/.exec(text) ?? [];
  return Number(units) * NS + Number(fraction.padEnd(9, '0'));
}

/** Nanoseconds rounded to milliseconds, or finer where the cell is. */
export const shortSeconds = (ns, step = 1e6) => (ns / NS).toFixed(step >= 1e6 ? 3 : 6);

const LENGTHS = [[7200 * NS, 3600 * NS, 'h'], [120 * NS, 60 * NS, 'min'], [NS, NS, 's'], [1e6, 1e6, 'ms'], [1e3, 1e3, 'µs'], [0, 1, 'ns']];

export function duration(ns) {
  const [, size, unit] = LENGTHS.find(([least]) => ns >= least);
  return `${trim(ns / size)} ${unit}`;
}

export function bytes(value) {
  const power = Math.min(3, Math.floor(Math.log10(Math.max(1, value)) / 3));
  return `${trim(value / 1000 ** power)} ${['B', 'kB', 'MB', 'GB'][power]}`;
}

/** The wall clock at an instant of the profile. */
export function clock(ns, atOrigin, isLocal, withFraction = true) {
  const date = new Date(Date.parse(atOrigin) + ns / 1e6);
  const shift = isLocal ? date.getTimezoneOffset() * 60_000 : 0;
  return new Date(date - shift).toISOString().slice(11, withFraction ? 23 : 19);
}

const trim = value => String(Number(value.toPrecision(3)));
