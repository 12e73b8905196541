// Numbers as people read them.
import { duration } from './times';

// A browser's own formats take as long to make as the first map takes to draw: they are made where one is needed.
let rounded: Intl.NumberFormat | undefined;
const compact = (value: number): string => {
  rounded ??= new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });
  return rounded.format(value);
};

/** A number with its thousands apart, and at most three decimals. */
export const count = (value: number): string => String(Math.round(value * 1000) / 1000).replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',');

/** A number of things in the plural, such as the unit of a view: samples, or what the event counts. */
export function amount(value: number, unit: string): string {
  if (unit === 'ns') return duration(value);
  return `${count(value)} ${value === 1 ? unit.replace(/(?<=ss|ch)es$|s$/, '') : unit}`;
}

/** The same where there is little room. */
export const short = (value: number, unit: string): string =>
  (unit === 'ns' ? duration(value) : value < 1e5 ? count(value) : compact(value));

export const ratio = (part: number, total: number): number => (total ? part / total : 0);

export function share(part: number, total: number): string {
  if (!total) return '0%';
  const percent = 100 * part / total;
  return `${percent >= 99.95 || percent === 0 ? percent.toFixed(0) : percent >= 10 ? percent.toFixed(1) : percent.toPrecision(2)}%`;
}

/** A difference of two shares: percentage points, with a sign. */
export function points(delta: number): string {
  const value = 100 * delta;
  const text = Math.abs(value).toFixed(Math.abs(value) >= 10 ? 1 : 2);
  return `${Number(text) === 0 ? '±' : value < 0 ? '−' : '+'}${text} pp`;
}

export function bytes(value: number): string {
  const power = Math.min(3, Math.floor(Math.log10(Math.max(1, value)) / 3));
  return `${Number((value / 1000 ** power).toPrecision(3))} ${['B', 'kB', 'MB', 'GB'][power]}`;
}

/** What there is to say, in a line. */
export const joined = (parts: readonly (string | number | false | null | undefined)[]): string => parts.filter(Boolean).join(' · ');

/** A number of what is only told where there is any. */
export const told = (value: number | null | undefined, what: string): string | 0 | null | undefined => value && `${count(value)} ${what}`;
