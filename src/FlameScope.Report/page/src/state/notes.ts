// Selections with a name. Each is a value of the address: its times and those of its baseline, then the name.
import { BASELINE } from './address';
import { addValue } from './filters';
import { list, pick, set } from './state';

const KEYS = ['from', 'to', ...BASELINE] as const;
const BETWEEN = '|';

export interface Note {
  readonly name: string;
  /** As the address has it. */
  readonly value: string;
}

/** The selections that have a name; what is none is left aside. */
export const notes = (): Note[] => list('note').flatMap(value => {
  const name = value.split(BETWEEN).slice(KEYS.length).join(BETWEEN);
  return name ? [{ name, value }] : [];
});

/** Gives what is selected a name. */
export const addNote = (name: string): void => {
  const selected = pick(KEYS);
  addValue('note', [...KEYS.map(key => encodeURIComponent(selected[key])), name].join(BETWEEN));
};

/** Selects it again. */
export function goToNote({ value }: Note): void {
  const times = value.split(BETWEEN);
  set({ ...Object.fromEntries(KEYS.map((key, i) => [key, decodeURIComponent(times[i])])), diff: '' });
}
