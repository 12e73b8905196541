// How far apart samples are: the distance that most of them have.
import { roundToEven } from './rounding';

const BINS_PER_OCTAVE = 32;
const BINS = 64 * BINS_PER_OCTAVE;
const WHERE_NOTHING_TELLS = 1e6;

export class SampleGaps {
  #count = 0;
  readonly #counts = new Int32Array(BINS);
  readonly #sums = new Float64Array(BINS);

  add(gap: number): void {
    if (gap <= 0) return;
    const bin = Math.trunc(Math.log2(gap) * BINS_PER_OCTAVE);
    this.#counts[bin]++;
    this.#sums[bin] += gap;
    this.#count++;
  }

  interval(): number {
    if (!this.#count) return WHERE_NOTHING_TELLS;
    let mode = 1;
    for (let bin = 2; bin < BINS - 1; bin++) if (this.#counts[bin] > this.#counts[mode]) mode = bin;
    // A clock may tick on the border of two bins.
    const near = this.#counts[mode - 1] + this.#counts[mode] + this.#counts[mode + 1];
    const sum = this.#sums[mode - 1] + this.#sums[mode] + this.#sums[mode + 1];
    return near ? Math.max(1, roundToEven(sum / near)) : 1;
  }
}
