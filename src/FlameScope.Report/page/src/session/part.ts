// A part of the page that shows data of the profile: what a new view adds to the session.
import type { Key } from '../state/address';
import { startOver } from '../state/state';
import { latest, type Run } from './latest';
import { failure, type Notice, statusOf } from './notice';

export interface Part {
  /** The keys of the address that its data is made from: where one changes, it is loaded again. */
  readonly keys: readonly Key[];
  load(): void;
  /** Leaves nothing of what was shown, and ends what is being loaded. */
  forget(): void;
}

export interface Failing {
  load(): void;
  /** Leaves nothing of what was shown. */
  clear(): void;
  notify(notice: Notice): void;
}

/**
 * Runs loads of a part. What fails leaves nothing of what was shown, but a way out where the address is at fault; where the profile has changed,
 * all of it is shown anew.
 */
export function loads(part: Failing, reload: () => void): Run {
  return latest(error => {
    part.clear();
    const status = statusOf(error);
    if (status === 409) reload();
    else part.notify(failure(error, () => part.load(), ...(status !== undefined && status < 500 ? [['Start over', startOver] as const] : [])));
  });
}
