// Which dialogs are open: whoever opens one does not have to know how it looks.
import { signal } from '@preact/signals-core';

export const isHelpOpen = signal(false);
export const isGoingTo = signal(false);
export const isListOpen = signal(false);
