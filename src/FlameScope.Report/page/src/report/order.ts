// All stacks in the order in which trees show them: callers first, those that one called by name and kind; what reads alike is one place.
import type { StackColumns, Store } from './store';

export interface StackOrder {
  readonly count: number;
  /** By node of the recording: its place. */
  readonly placeOf: Int32Array;
  readonly caller: Int32Array;
  readonly depth: Int32Array;
  readonly frame: Int32Array;
  /** Whether frames of several modules meet there. */
  readonly isMixed: Uint8Array | null;
  /** Room for sums, all zeros between two uses. */
  readonly self: Float64Array;
  readonly total: Float64Array;
  readonly isMet: Uint8Array;
}

const KINDS = 8;

export function orderOf(store: Store): StackOrder {
  store.order ??= createOrder(store.stacks);
  return store.order;
}

/** For each frame the number of its name and kind, and how many such numbers there are. */
function rankFrames({ frameName, frameKind }: StackColumns): { readonly ranks: Int32Array; readonly count: number } {
  const keys = Float64Array.from(frameName, (name, frame) => (name * KINDS + frameKind[frame]) * frameName.length + frame).sort();
  const ranks = new Int32Array(keys.length);
  let [rank, last] = [-1, -1];
  for (const key of keys) {
    const frame = key % keys.length;
    const own = (key - frame) / keys.length;
    if (own !== last) rank++;
    last = own;
    ranks[frame] = rank;
  }
  return { ranks, count: rank + 1 };
}

function createOrder(stacks: StackColumns): StackOrder {
  const { caller, frame } = stacks;
  const { ranks, count: rankCount } = rankFrames(stacks);
  const isOneToOne = rankCount === ranks.length;
  const merged = isOneToOne ? null : mergeNodes(caller, frame, ranks);
  const callers = merged ? merged.caller : caller;
  const frames = merged ? merged.frame : frame;
  const count = callers.length;
  const rankOf = new Int32Array(count);
  for (let node = 1; node < count; node++) rankOf[node] = ranks[frames[node]];
  const order = depthFirst(callers, rankOf, rankCount);
  const placeOfMerged = new Int32Array(count);
  for (let place = 0; place < count; place++) placeOfMerged[order[place]] = place;
  const [callerAt, depth, frameAt] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  for (let place = 1; place < count; place++) {
    callerAt[place] = placeOfMerged[callers[order[place]]];
    depth[place] = depth[callerAt[place]] + 1;
    frameAt[place] = frames[order[place]];
  }
  const placeOf = merged ? merged.of.map(node => placeOfMerged[node]) : placeOfMerged;
  return {
    count, placeOf, caller: callerAt, depth, frame: frameAt, isMixed: merged && findMixed(stacks, placeOf, frameAt),
    self: new Float64Array(count), total: new Float64Array(count), isMet: new Uint8Array(count),
  };
}

// Nodes whose frames read alike, under the same caller, are one.
function mergeNodes(caller: Int32Array, frame: Int32Array, ranks: Int32Array) {
  const of = new Int32Array(caller.length);
  const callers: number[] = [0];
  const frames: number[] = [0];
  const known = new Map<number, number>();
  for (let node = 1; node < caller.length; node++) {
    const from = of[caller[node]];
    const key = from * ranks.length + ranks[frame[node]];
    let own = known.get(key);
    if (own === undefined) {
      own = callers.length;
      known.set(key, own);
      callers.push(from);
      frames.push(frame[node]);
    }
    of[node] = own;
  }
  return { of, caller: Int32Array.from(callers), frame: Int32Array.from(frames) };
}

function findMixed({ frame, frameModule }: StackColumns, placeOf: Int32Array, frameAt: Int32Array): Uint8Array {
  const isMixed = new Uint8Array(frameAt.length);
  for (let node = 1; node < placeOf.length; node++) {
    const place = placeOf[node];
    if (frameModule[frame[node]] !== frameModule[frameAt[place]]) isMixed[place] = 1;
  }
  return isMixed;
}

/** Nodes in depth-first order; those that one called by their rank. */
export function depthFirst(caller: Int32Array, rankOf: Int32Array, rankCount: number): Int32Array {
  const count = caller.length;
  const starts = new Int32Array(rankCount + 1);
  for (let node = 1; node < count; node++) starts[rankOf[node] + 1]++;
  for (let rank = 1; rank <= rankCount; rank++) starts[rank] += starts[rank - 1];
  const rising = new Int32Array(Math.max(0, count - 1));
  for (let node = 1; node < count; node++) rising[starts[rankOf[node]]++] = node;
  return linked(caller, rising);
}

/** The same of nodes that are in the order of their ranks already. */
export function linked(caller: Int32Array, rising: Int32Array): Int32Array {
  const count = caller.length;
  const [first, next, order] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  // Handed out in falling order, each list is in rising order.
  for (let i = rising.length - 1; i >= 0; i--) {
    const node = rising[i];
    next[node] = first[caller[node]];
    first[caller[node]] = node;
  }
  let current = 0;
  for (let place = 1; place < count; place++) {
    let following = first[current];
    while (following === 0) {
      following = next[current];
      current = caller[current];
    }
    order[place] = following;
    current = following;
  }
  return order;
}
