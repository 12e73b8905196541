// How many rows a heat map has where nobody chose: as many as there is something to see in.
import { NS } from '../text/times';
import type { Plot } from './grid';

const USUAL = [100, 50, 49, 25, 20, 10];
const LEAST_HEIGHT = 3;
const FLATTEST = 3;

/**
 * The finest of the samples that a busy CPU has in a column, and the usual numbers below it, whose cells are high enough: a finer one would leave
 * rows empty for want of samples.
 * @param frequency samples a second of a busy CPU; null where that is not known
 * @param columnWidth in nanoseconds
 * @param most the most that may be asked for
 */
export function autoRows(frequency: number | null, columnWidth: number, columns: number, { width, height }: Pick<Plot, 'width' | 'height'>, most: number): number {
  const samples = frequency ? Math.max(1, Math.round(frequency * columnWidth / NS)) : Number.POSITIVE_INFINITY;
  const choices = [samples, ...USUAL].filter(rows => rows <= Math.min(samples, most));
  const least = Math.max(LEAST_HEIGHT, width / columns / FLATTEST);
  return choices.find(rows => height / rows >= least) ?? choices.at(-1) ?? most;
}
