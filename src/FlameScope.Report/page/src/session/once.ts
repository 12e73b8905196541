import type { ReadonlySignal } from '@preact/signals-core';

/** Waits until something is so; rejected with the signal's own error where that is ended. */
export async function once(isSo: ReadonlySignal<boolean>, signal: AbortSignal): Promise<void> {
  let end = () => {};
  await new Promise<void>(resolve => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    end = isSo.subscribe(isNow => { if (isNow || signal.aborted) resolve(); });
  });
  end();
  signal.throwIfAborted();
}
