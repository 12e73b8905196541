// Times in the address: whoever writes a link has the recording's clock, or the wall's; the page has seconds.
import type { ProfileInfo } from '../data/answers';
import type { Values } from '../state/address';
import { get, set } from '../state/state';
import { timeIn } from '../text/instants';
import { seconds } from '../text/times';

const TIMES = ['from', 'to', 'mapFrom', 'mapTo', 'at'] as const;
const OF_BASELINE = ['baseFrom', 'baseTo'] as const;

/** Writes the address's times as seconds; what is no time of the profile stays, and the server says why. */
export function settleTimes(info: ProfileInfo): void {
  const changes: Partial<Record<keyof Values, string>> = {};
  for (const key of get('baseProfile') ? TIMES : [...TIMES, ...OF_BASELINE]) {
    const known = get(key).split(',').map(text => {
      const ns = /[^\d.]|^\.|\.$/.test(text) ? timeIn(text, info) : null;
      return ns === null ? text : seconds(ns);
    }).join(',');
    if (known !== get(key)) changes[key] = known;
  }
  if (Object.keys(changes).length) set(changes, false);
}
