// All stacks in the order in which trees show them: callers first, those that one called by name and kind; what reads alike is one place.
import type { StackTables, Store } from './store';

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
function rankFrames({ frameName, frameKind }: StackTables): { readonly ranks: Int32Array; readonly count: number } {
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

function createOrder(stacks: StackTables): StackOrder {
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
  const nodes = caller.length;
  const [of, callers, frames] = [new Int32Array(nodes), new Int32Array(nodes), new Int32Array(nodes)];
  let count = 1;
  // Which node stands at each place of a table that is at most half full; 0 for none.
  const index = new Int32Array(2 ** Math.ceil(Math.log2(2 * nodes + 1)));
  const mask = index.length - 1;
  for (let node = 1; node < nodes; node++) {
    const from = of[caller[node]];
    const rank = ranks[frame[node]];
    const hash = Math.imul(from, 0x9e3779b1) ^ Math.imul(rank, 0x85ebca6b);
    let place = (hash ^ (hash >>> 15)) & mask;
    for (; index[place] !== 0; place = (place + 1) & mask) {
      const known = index[place];
      if (callers[known] === from && ranks[frames[known]] === rank) break;
    }
    if (index[place] === 0) {
      index[place] = count;
      callers[count] = from;
      frames[count] = frame[node];
      count++;
    }
    of[node] = index[place];
  }
  return { of, caller: callers.subarray(0, count), frame: frames.subarray(0, count) };
}

function findMixed({ frame, frameModule }: StackTables, placeOf: Int32Array, frameAt: Int32Array): Uint8Array {
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
