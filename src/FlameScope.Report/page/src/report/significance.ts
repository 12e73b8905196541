// How likely the differences of two trees are where nothing changed: the same test as the library's, with the same numbers.
import { roundToEven } from './rounding';

// Where fewer samples than this are expected in any cell of the table, the approximation is too bold in the tails.
const MIN_EXPECTED = 30;
const TIE = 1e-6;
const NEGLIGIBLE = 1e-15;

/** For each node, adjusted for how many are looked at (Benjamini and Hochberg). */
export function chancesOf(before: Float64Array, samplesBefore: number, after: Float64Array, samplesAfter: number): Float64Array {
  const chances = new Float64Array(before.length).fill(1);
  if (!samplesBefore || !samplesAfter) return chances;
  const perBefore = before[0] === 0 ? 0 : samplesBefore / before[0];
  const perAfter = after[0] === 0 ? 0 : samplesAfter / after[0];
  // Trees have many nodes with the same few samples.
  const known = new Map<number, number>();
  for (let node = 0; node < chances.length; node++) {
    const one = roundToEven(before[node] * perBefore);
    const other = roundToEven(after[node] * perAfter);
    const key = one * (samplesAfter + 1) + other;
    let chance = known.get(key);
    if (chance === undefined) {
      chance = chanceOfShares(one, samplesBefore, other, samplesAfter);
      known.set(key, chance);
    }
    chances[node] = chance;
  }
  return adjusted(chances);
}

function adjusted(values: Float64Array): Float64Array {
  const sorted = values.toSorted();
  // Values that are alike come to be alike, too.
  const known = new Map<number, number>();
  let smallest = 1;
  for (let rank = sorted.length; rank > 0; rank--) {
    smallest = Math.min(smallest, sorted[rank - 1] * sorted.length / rank);
    if (rank === 1 || sorted[rank - 2] !== sorted[rank - 1]) known.set(sorted[rank - 1], smallest);
  }
  return values.map(value => known.get(value) ?? 1);
}

/** The chance that two samples of one population have hits that are as unlike. */
export function chanceOfShares(hitsOne: number, sizeOne: number, hitsOther: number, sizeOther: number): number {
  const hits = hitsOne + hitsOther;
  const size = sizeOne + sizeOther;
  if (hits === 0 || hits >= size) return 1;
  const least = Math.min(hits, size - hits) * Math.min(sizeOne, sizeOther) / size;
  if (least < MIN_EXPECTED) {
    const mode = Math.trunc((hits + 1) * (sizeOne + 1) / (size + 2));
    return exact(hitsOne, Math.max(0, hits - sizeOther), Math.min(hits, sizeOne), mode,
      k => logChoose(sizeOne, k) + logChoose(sizeOther, hits - k) - logChoose(size, hits));
  }
  const expected = hits * (sizeOne / size);
  const variance = expected * (sizeOther / size) * (size - hits) / (size - 1);
  return normal(hitsOne - expected, variance);
}

// Adds up all outcomes that are as unlikely as the observed one: the tail beyond it, and that on the other side of the mode.
function exact(observed: number, least: number, most: number, likeliest: number, logChance: (k: number) => number): number {
  const limit = logChance(observed) + TIE;
  const mode = Math.min(most, Math.max(least, likeliest));
  if (logChance(mode) <= limit) return 1;
  const outwards = observed < mode ? -1 : 1;
  const end = outwards < 0 ? most : least;
  return Math.min(1, tail(observed, outwards, least, most, logChance)
    + tail(firstUnlikely(mode, -outwards, Math.abs(end - mode), limit, logChance), -outwards, least, most, logChance));
}

// Chances fall from the mode to either end: the outcome nearest to the mode that is unlikely enough, or one beyond the end.
function firstUnlikely(mode: number, step: number, steps: number, limit: number, logChance: (k: number) => number): number {
  let [likely, unlikely] = [0, steps + 1];
  while (unlikely - likely > 1) {
    const middle = likely + Math.floor((unlikely - likely) / 2);
    if (logChance(mode + step * middle) <= limit) unlikely = middle;
    else likely = middle;
  }
  return mode + step * unlikely;
}

function tail(start: number, step: number, least: number, most: number, logChance: (k: number) => number): number {
  let sum = 0;
  for (let k = start; k >= least && k <= most; k += step) {
    const own = Math.exp(logChance(k));
    sum += own;
    if (own <= sum * NEGLIGIBLE) break;
  }
  return sum;
}

const normal = (difference: number, variance: number): number =>
  (variance <= 0 ? 1 : complementaryError(Math.max(0, Math.abs(difference) - 0.5) / Math.sqrt(2 * variance)));

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

// Stirling's series; exact products where it is not good enough.
function logFactorial(n: number): number {
  if (n < 16) {
    let product = 1;
    for (let i = 2; i <= n; i++) product *= i;
    return Math.log(product);
  }
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n * n * n);
}

// Abramowitz and Stegun: the series 7.1.6 near 0, the continued fraction 7.1.14 beyond.
function complementaryError(x: number): number {
  if (x < 2.5) {
    let [term, sum] = [x, x];
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= 2 * x * x / (2 * n + 1);
      sum += term;
    }
    return 1 - 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
  }
  let fraction = x;
  for (let n = 40; n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}
