// What a query says, in the words of the API: every value is looked at before any sample is.
import { Problem } from '../data/problem';

export const refused = (detail: string, status = 400): Problem =>
  new Problem({ title: status === 400 ? 'A parameter makes no sense' : 'The profile cannot give this view', detail, status });

const bad = (name: string, expected: string, found: string): Problem => refused(`${name}: expected ${expected}, found "${found.slice(0, 80)}".`);

/** The values of a filter that may have several. */
export const lines = (text: string | undefined): string[] => (text ?? '').split('\n').filter(Boolean);

export function isOn(name: string, text: string | undefined): boolean {
  const value = (text ?? '').toLowerCase();
  if (value === '' || value === '0' || value === 'false') return false;
  if (value === '1' || value === 'true') return true;
  throw bad(name, '0 or 1', value);
}

/** One of the choices; null where none is made. */
export function choice<T extends string>(name: string, text: string | undefined, choices: readonly T[]): T | null {
  if (!text) return null;
  const known = choices.find(one => one === text.toLowerCase());
  if (!known) throw bad(name, `${choices.slice(0, -1).join(', ')} or ${choices[choices.length - 1]}`, text);
  return known;
}

/** A whole number; null for what is chosen by itself. */
export function whole(name: string, text: string | undefined, most: number): number | null {
  if (!text || text === 'auto') return null;
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > most) throw bad(name, `a whole number from 1 to ${most}`, text);
  return value;
}

/** Numbers with commas between, -1 for what is not known. */
export function ids(text: string, what: string): Set<number> {
  return new Set(text.split(',').map(part => {
    const id = numberOf(part.trim(), 2 ** 31 - 1);
    if (id === null) throw refused(`'${text}' is no ${what} id: expected digits such as 12, or several with commas between; names are for commands.`);
    return id;
  }));
}

const MOST_CPUS = 4096;
const LARGEST_CPU = 32767;

export function cpus(text: string): Set<number> {
  const numbers = new Set<number>();
  for (const part of text.split(',').map(one => one.trim())) {
    const dash = part.lastIndexOf('-');
    const from = numberOf(dash > 0 ? part.slice(0, dash) : part, LARGEST_CPU);
    const to = numberOf(dash > 0 ? part.slice(dash + 1) : part, LARGEST_CPU);
    if (from === null || to === null || from > to || (dash > 0 && from < 0)) {
      throw refused(`'${text}' is no list of CPUs: expected numbers and ranges up to ${LARGEST_CPU}, such as 2 or 0-3,7.`);
    }
    if (to - from >= MOST_CPUS) throw refused(`'${text}' names more than ${MOST_CPUS} CPUs.`);
    for (let cpu = from; cpu <= to; cpu++) numbers.add(cpu);
  }
  if (numbers.size > MOST_CPUS) throw refused(`'${text}' names more than ${MOST_CPUS} CPUs.`);
  return numbers;
}

function numberOf(text: string, most: number): number | null {
  const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= -1 && value <= most ? value + 0 : null;
}
