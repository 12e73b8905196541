// The samples of a recording as columns. What a heat map needs is unpacked first; stacks and threads follow.
import type { PackedProfile } from './container';
import type { Groups, RootGrouping } from './groups';
import type { StackOrder } from './order';

/** Times are nanoseconds from the origin, in their order. A column that all samples would have the same value in is null. */
export interface SampleColumns {
  readonly time: Float64Array;
  /** Which of the profile's CPUs. */
  readonly cpu: Int32Array | null;
  readonly event: Int32Array | null;
  readonly weight: Float64Array | null;
  readonly duration: Float64Array | null;
  /** 1 for a sample of an idle CPU, 2 for one of a thread that waited. */
  readonly mark: Int32Array | null;
  /** One more than the number of its labels; 0 for none. */
  readonly label: Int32Array | null;
}

/** What each sample has of the tables. */
export interface SampleStacks {
  readonly thread: Int32Array;
  readonly node: Int32Array;
  readonly hasStackless: boolean;
}

/** Nodes stand after those that called them; node 0 is the empty stack. */
export interface StackTables {
  readonly caller: Int32Array;
  readonly frame: Int32Array;
  readonly frameKind: Int32Array;
  /** Names by the report's numbers; those that another recording has too may come to have others. */
  frameName: Int32Array;
  frameModule: Int32Array;
  frameFile: Int32Array | null;
  readonly frameLine: Int32Array | null;
  /** The name as the recording has it, where that is another; 0 where it is the same. */
  frameRaw: Int32Array | null;
  threadName: Int32Array;
  readonly pid: Int32Array;
  readonly tid: Int32Array;
  /** The threads in the order of the recording's own table. */
  readonly threadOrder: Int32Array;
}

export class Store {
  readonly packed: PackedProfile;
  readonly count: number;
  readonly samples: SampleColumns;
  /** The first sample, and one past the last instant of any. */
  readonly start: number;
  readonly end: number;
  /** How many samples were worked out of others. */
  readonly derived: number;
  order: StackOrder | null = null;
  readonly groups = new Map<RootGrouping, Groups>();
  /** The same with short names of functions; itself where no name is another. */
  shortNamed: Store = this;
  /** null before they are there. */
  sampleStacks: SampleStacks | null = null;
  #stacks: (SampleStacks & StackTables) | null = null;
  #latestEnds: Float64Array | null = null;

  constructor(packed: PackedProfile, samples: SampleColumns) {
    this.packed = packed;
    this.samples = samples;
    const { time, event } = samples;
    this.count = time.length;
    this.start = this.count ? time[0] : 0;
    this.end = !this.count ? 0 : samples.duration ? this.#endsSoFar()[this.count - 1] : time[this.count - 1] + 1;
    let derived = 0;
    const isDerived = packed.events.map(kind => kind.isDerived);
    if (isDerived.includes(true)) for (let i = 0; i < this.count; i++) derived += Number(isDerived[event ? event[i] : 0]);
    this.derived = derived;
  }

  get stacks(): SampleStacks & StackTables {
    if (!this.#stacks) throw new Error('Its stacks are not there yet.');
    return this.#stacks;
  }

  set stacks(stacks: SampleStacks & StackTables) {
    this.sampleStacks = stacks;
    this.#stacks = stacks;
  }

  /** What process a thread belongs to; a thread alone is all that is known of one where the recording does not tell. */
  process(thread: number): number {
    const { pid, tid } = this.stacks;
    return pid[thread] >= 0 ? pid[thread] : tid[thread];
  }

  endOf(sample: number): number {
    const { time, duration } = this.samples;
    return time[sample] + Math.max(1, duration ? duration[sample] : 0);
  }

  /** The first sample that is not before an instant. */
  firstFrom(instant: number): number {
    return lowerBound(this.samples.time, instant);
  }

  /** The first sample from which on any may last past an instant. */
  firstLasting(instant: number): number {
    return lowerBound(this.#endsSoFar(), instant + 1);
  }

  #endsSoFar(): Float64Array {
    if (this.#latestEnds) return this.#latestEnds;
    const ends = new Float64Array(this.count);
    let latest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < ends.length; i++) {
      latest = Math.max(latest, this.endOf(i));
      ends[i] = latest;
    }
    this.#latestEnds = ends;
    return ends;
  }
}

function lowerBound(values: Float64Array, least: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
