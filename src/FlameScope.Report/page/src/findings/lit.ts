import { signal } from '@preact/signals-core';

/** The finding that is pointed at, in the list or above the map; -1 for none. */
export const lit = signal(-1);

export const unlight = (): void => { lit.value = -1; };
