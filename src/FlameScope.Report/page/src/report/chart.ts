// The stacks of a slice in the order of time, a lane for each thread.
import type { ChartAnswer, Lane } from '../data/answers';
import { UsedNames } from './answers';
import { UsedDetails } from './details';
import { Stacks } from './flame';
import { SampleGaps } from './gaps';
import { type Names, UNKNOWN } from './names';
import { refused } from './request';
import { byGroup, type Selection } from './selection';
import { GROUP } from './tree';
import { KINDS } from './unpack';

const MOST_LANES = 100;
const MOST_FRAMES = 2_000_000;

/** A frame for as long as it was seen without a break. */
interface Span {
  start: number;
  end: number;
  value: number;
  readonly depth: number;
  /** -1 for short ones that were joined. */
  readonly name: number;
  readonly module: number;
  readonly kind: number;
}

/**
 * @param whole the same samples at all times: a slice may be too short to tell how far apart they are
 * @param least the part of the slice from which on frames are wanted; shorter neighbours are joined
 */
export function createChart(selection: Selection, whole: Selection, names: Names, hide: readonly string[], least: number): ChartAnswer {
  const { store, ranges, unit, coverage } = selection;
  const [from, to] = ranges ? [ranges[0], ranges[ranges.length - 1]] : [store.start, store.end];
  const builder = new ChartBuilder(selection, whole, names, hide, Math.trunc(least * (to - from)));
  const { lanes, spans, threadsLeftOut } = builder.build();
  const [usedNames, usedModules] = [new UsedNames(names), new UsedNames(names)];
  const details = new UsedDetails(store, names);
  const name = Int32Array.from(spans, ({ name: id, kind }) => {
    if (id < 0) return -1;
    const number = usedNames.numberOf(id);
    details.add(number, id, kind);
    return number;
  });
  return {
    unit, from, to, coverage, threadsLeftOut, lanes, kinds: KINDS, names: usedNames.texts, modules: usedModules.texts, ...details.told(),
    data: {
      name, module: Int32Array.from(spans, ({ module }) => usedModules.numberOf(module)),
      kind: Uint8Array.from(spans, ({ kind }) => kind), depth: Int32Array.from(spans, ({ depth }) => depth),
      start: Float64Array.from(spans, ({ start }) => start), end: Float64Array.from(spans, ({ end }) => end), value: Float64Array.from(spans, ({ value }) => value),
    },
  };
}

class ChartBuilder {
  readonly #selection: Selection;
  readonly #names: Names;
  readonly #stacks: Stacks;
  readonly #least: number;
  readonly #interval: number;
  readonly #samples: Int32Array;
  readonly #ends: Int32Array;
  readonly #paths = new Map<number, number[]>();
  #spans: Span[] = [];

  constructor(selection: Selection, whole: Selection, names: Names, hide: readonly string[], least: number) {
    this.#selection = selection;
    this.#names = names;
    this.#stacks = new Stacks(selection.store, names, hide);
    this.#least = least;
    const { thread, threadName } = selection.store.stacks;
    const ofThread = (of: Selection) => byGroup(of, sample => thread[sample], threadName.length);
    const own = ofThread(selection);
    this.#samples = own.samples;
    this.#ends = own.ends;
    const all = whole === selection ? own : ofThread(whole);
    const gaps = new SampleGaps();
    const { time } = selection.store.samples;
    for (let i = 0, of = 0; of < threadName.length; of++) {
      const start = i;
      for (; i < all.ends[of]; i++) if (i > start) gaps.add(time[all.samples[i]] - time[all.samples[i - 1]]);
    }
    this.#interval = gaps.interval();
  }

  build(): { readonly lanes: readonly Lane[]; readonly spans: readonly Span[]; readonly threadsLeftOut: number } {
    const threads = this.#busiestFirst();
    const lanes = threads.slice(0, MOST_LANES).map(({ thread, value }) => this.#lane(thread, value));
    return { lanes, spans: this.#spans, threadsLeftOut: threads.length - lanes.length };
  }

  #of(thread: number): Int32Array {
    return this.#samples.subarray(thread ? this.#ends[thread - 1] : 0, this.#ends[thread]);
  }

  #busiestFirst() {
    const threads: { readonly thread: number; readonly value: number; readonly name: string }[] = [];
    for (const thread of this.#selection.store.stacks.threadOrder) {
      const samples = this.#of(thread);
      if (samples.length) threads.push({ thread, value: samples.reduce((sum, sample) => sum + this.#valueOf(sample), 0), name: this.#nameOf(thread) });
    }
    return threads.sort((one, other) => other.value - one.value || (one.name < other.name ? -1 : Number(one.name > other.name)));
  }

  #lane(thread: number, value: number): Lane {
    const { store } = this.#selection;
    const { pid, tid, node } = store.stacks;
    const first = this.#spans.length;
    const samples = this.#of(thread);
    const open: Span[] = [];
    let lastEnd = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < samples.length; i++) {
      const start = store.samples.time[samples[i]];
      const end = this.#endOf(samples, i);
      this.#append(this.#pathOf(node[samples[i]]), start, end, this.#valueOf(samples[i]), open, start > lastEnd);
      lastEnd = end;
    }
    if (this.#least > 0) this.#spans = [...this.#spans.slice(0, first), ...joined(this.#spans.slice(first), this.#least)];
    let levels = 0;
    for (let i = first; i < this.#spans.length; i++) levels = Math.max(levels, this.#spans[i].depth + 1);
    return { name: this.#nameOf(thread), process: pid[thread], thread: tid[thread], samples: samples.length, value, first, end: this.#spans.length, levels };
  }

  // What the sample before has under the same callers goes on; the rest of the stack begins here.
  #append(path: readonly number[], start: number, end: number, value: number, open: Span[], isBreak: boolean): void {
    const { frameName, frameModule, frameKind } = this.#selection.store.stacks;
    if (isBreak) open.length = 0;
    let depth = 0;
    for (; depth < path.length; depth++) {
      const frame = path[depth];
      const before = open.at(depth);
      if (before && before.name === frameName[frame] && before.kind === frameKind[frame]) {
        before.end = Math.max(before.end, end);
        before.value += value;
        continue;
      }
      open.length = depth;
      const span = { start, end, value, depth, name: frameName[frame], module: frameModule[frame], kind: frameKind[frame] };
      open.push(span);
      this.#spans.push(span);
    }
    open.length = Math.min(open.length, depth);
    if (this.#spans.length > MOST_FRAMES) {
      throw refused(`The stack chart of this slice would have more than ${MOST_FRAMES} frames: take a shorter slice, or fewer threads.`, 422);
    }
  }

  // Where a sample's thread is seen again, it ends; where the slice ends, too.
  #endOf(samples: Int32Array, i: number): number {
    const { store: { samples: { time, duration } }, ranges } = this.#selection;
    const start = time[samples[i]];
    const next = i + 1 < samples.length ? time[samples[i + 1]] : Number.POSITIVE_INFINITY;
    const lasts = duration ? duration[samples[i]] : 0;
    const isGap = next - start > this.#interval + Math.trunc(this.#interval / 8);
    const end = lasts > 0 ? Math.min(start + lasts, next) : isGap ? start + this.#interval : next;
    const ofSlice = ranges?.find((border, at) => at % 2 === 1 && start < border) ?? Number.POSITIVE_INFINITY;
    return Math.max(start, Math.min(end, ofSlice));
  }

  #pathOf(node: number): number[] {
    let path = this.#paths.get(node);
    if (!path) {
      path = this.#stacks.framesOf(node);
      this.#paths.set(node, path);
    }
    return path;
  }

  #valueOf(sample: number): number {
    const { values, first } = this.#selection;
    return values ? values[sample - first] : 1;
  }

  #nameOf(thread: number): string {
    return this.#names.text(this.#selection.store.stacks.threadName[thread]) || UNKNOWN;
  }
}

// Frames shorter than the least become one with neighbours as short and as near, which has no callees.
function joined(spans: readonly Span[], least: number): Span[] {
  const kept: Span[] = [];
  // By depth: the run of short frames that the next one may join.
  const runs: (Span | null)[] = [];
  for (let i = 0; i < spans.length;) {
    const span = spans[i++];
    while (runs.length <= span.depth) runs.push(null);
    if (span.end - span.start >= least) {
      runs[span.depth] = null;
      runs.length = span.depth + 1;
      kept.push(span);
      continue;
    }
    while (i < spans.length && spans[i].depth > span.depth) i++;
    const run = runs[span.depth];
    if (run && span.start - run.end < least) {
      run.end = span.end;
      run.value += span.value;
      continue;
    }
    const joint = { ...span, name: -1, module: 0, kind: GROUP };
    runs[span.depth] = joint;
    kept.push(joint);
  }
  return kept;
}
