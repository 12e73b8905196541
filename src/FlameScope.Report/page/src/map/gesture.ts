import { signal } from '@preact/signals-core';

/** What a plain drag does on the heat map: a finger has no Ctrl and no middle button. */
export const gesture = signal<'select' | 'baseline' | 'pan'>('select');
