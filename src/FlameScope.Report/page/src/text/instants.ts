// Times as people type them, in every form that the API takes.
import type { ProfileInfo } from '../data/answers';

type Clocks = Pick<ProfileInfo, 'origin' | 'wallClockAtOrigin' | 'firstSample'>;

const SECOND = 1_000_000_000n;
const DAY = 86_400n * SECOND;
const TIME = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d(?:\.\d{1,9})?))?Z?$/i;
const INSTANT = /^(\d{4}-\d\d-\d\d)[T ](.+?)(?:([+-])(\d\d:\d\d))?$/i;

/** Seconds as nanoseconds; null where they are none. */
function fromSeconds(text: string): bigint | null {
  const [all, units = '', fraction = ''] = /^(\d*)(?:\.(\d{1,9}))?$/.exec(text) ?? [];
  return all ? BigInt(units || 0) * SECOND + BigInt(fraction.padEnd(9, '0')) : null;
}

/** Nanoseconds since midnight; null where the text is no time of day. */
function ofDay(text: string): bigint | null {
  const [all, hour, minute, second = '0'] = TIME.exec(text) ?? [];
  const rest = fromSeconds(second);
  return all && Number(hour) < 24 && rest !== null ? (BigInt(hour) * 60n + BigInt(minute)) * 60n * SECOND + rest : null;
}

/** Nanoseconds since 1970, UTC; null where the text is no date and time. */
function instant(text: string): bigint | null {
  const [all, date, time, sign, zone = '0:00'] = INSTANT.exec(text) ?? [];
  const [since, shift] = [ofDay(time ?? ''), ofDay(zone)];
  const midnight = Date.parse(`${date}T00:00Z`);
  return all && since !== null && shift !== null && midnight ? BigInt(midnight) * 1_000_000n + since - (sign === '-' ? -shift : shift) : null;
}

/** A time in nanoseconds from the origin; null where the text is none, or the profile does not have the clock that it is of. */
export function timeIn(text: string, { origin, wallClockAtOrigin, firstSample }: Clocks): number | null {
  const own = /^@(-?)(.+)$/.exec(text);
  const [ofClock, plain, day, date] = [fromSeconds(own?.[2] ?? 'none'), fromSeconds(text), ofDay(text), instant(text)];
  if (plain !== null) return Number(plain);
  if (ofClock !== null && origin !== null) return Number((own?.[1] ? -ofClock : ofClock) - BigInt(origin));
  const epoch = wallClockAtOrigin && instant(wallClockAtOrigin);
  if (!epoch) return null;
  if (date !== null) return Number(date - epoch);
  if (day === null) return null;
  // The first occurrence since the second in which the recording starts.
  const first = epoch + BigInt(firstSample);
  const start = first - first % SECOND;
  const today = start - start % DAY + day;
  return Number((today < start ? today + DAY : today) - epoch);
}
