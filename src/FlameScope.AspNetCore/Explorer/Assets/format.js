// Numbers as people read them.

const NS = 1e9;
const whole = new Intl.NumberFormat('en-US');

export const count = value => whole.format(value);

export const plural = (value, word) => `${count(value)} ${word}${value === 1 ? '' : 's'}`;

export function share(part, total) {
  if (!total) return '0%';
  const percent = 100 * part / total;
  return `${percent >= 99.95 || percent === 0 ? percent.toFixed(0) : percent >= 10 ? percent.toFixed(1) : percent.toPrecision(2)}%`;
}

/** A difference of two shares: percentage points, with a sign. */
export function points(delta) {
  const value = 100 * delta;
  const text = Math.abs(value) >= 10 ? Math.abs(value).toFixed(1) : Math.abs(value).toFixed(2);
  return `${Number(text) === 0 ? '±' : value < 0 ? '−' : '+'}${text} pp`;
}

/** Nanoseconds as seconds with as many decimals as are needed, at least `least`. Exact: the URL has these. */
export function seconds(ns, least = 0) {
  const sign = ns < 0 ? '-' : '';
  const value = Math.round(Math.abs(ns));
  const fraction = String(value % NS).padStart(9, '0').replace(/0+$/, '').padEnd(least, '0');
  return `${sign}${Math.floor(value / NS)}${fraction ? `.${fraction}` : ''}`;
}

/** Seconds of the URL as nanoseconds; null where there are none. */
export function nanoseconds(text) {
  const match = /^(\d+)(?:\.(\d{1,9}))?$/.exec(text ?? '');
  return match ? Number(match[1]) * NS + Number((match[2] ?? '').padEnd(9, '0')) : null;
}

/** Nanoseconds rounded to milliseconds, or finer where the cell is. */
export const shortSeconds = (ns, step = 1e6) => (ns / NS).toFixed(step >= 1e6 ? 3 : 6);

export function duration(ns) {
  if (ns < 1e3) return `${ns} ns`;
  if (ns < 1e6) return `${trim(ns / 1e3)} µs`;
  if (ns < NS) return `${trim(ns / 1e6)} ms`;
  if (ns < 120 * NS) return `${trim(ns / NS)} s`;
  return ns < 7200 * NS ? `${trim(ns / (60 * NS))} min` : `${trim(ns / (3600 * NS))} h`;
}

export function bytes(value) {
  for (const unit of ['B', 'kB', 'MB']) {
    if (value < 1000) return `${trim(value)} ${unit}`;
    value /= 1000;
  }
  return `${trim(value)} GB`;
}

/** The wall clock at an instant of the profile. */
export function clock(ns, atOrigin, isLocal, withFraction = true) {
  const date = new Date(Date.parse(atOrigin) + ns / 1e6);
  const [h, m, s, ms] = isLocal
    ? [date.getHours(), date.getMinutes(), date.getSeconds(), date.getMilliseconds()]
    : [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds(), date.getUTCMilliseconds()];
  const two = value => String(value).padStart(2, '0');
  return `${two(h)}:${two(m)}:${two(s)}${withFraction ? `.${String(ms).padStart(3, '0')}` : ''}`;
}

const trim = value => String(Number(value.toPrecision(3)));
