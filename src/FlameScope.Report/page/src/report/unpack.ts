// Streams of a report become columns. Every number is looked at before it is used as a place.
import type { Container, PackedProfile } from './container';
import { check } from './damage';
import { fromPlanes, fromVarints, fromWidePlanes, signedReader } from './numbers';
import type { SampleColumns, SampleStacks, StackTables } from './store';
import { Strings } from './strings';

/** Kinds of frames as the API numbers them. */
export const KINDS = ['unknown', 'user', 'kernel', 'jit', 'inlined', 'group'];

const MOST_MOVED = 256;
const MOST_NEXT = 16;
const VARINT = 5;
const EMPTY = new Uint8Array(0);

class Streams {
  readonly #container: Container;
  readonly #profile: PackedProfile;

  constructor(container: Container, profile: PackedProfile) {
    this.#container = container;
    this.#profile = profile;
  }

  /** Nothing where there is none: what needs more says so. */
  async bytes(name: string, most: number): Promise<Uint8Array<ArrayBuffer>> {
    return await this.optional(name, most) ?? EMPTY;
  }

  optional(name: string, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
    return this.#container.stream(this.#profile, name, most);
  }

  /** Values of one to four bytes; null where there are none. */
  async planes(name: string, count: number, most: number): Promise<Int32Array | null> {
    const bytes = await this.optional(name, count * 4);
    return bytes && fromPlanes(bytes, count, most, name);
  }

  async wide(name: string, count: number): Promise<Float64Array | null> {
    const bytes = await this.optional(name, count * 8);
    return bytes && fromWidePlanes(bytes, count, 8, name);
  }
}

/** What a heat map needs. */
export async function unpackSamples(container: Container, profile: PackedProfile): Promise<SampleColumns> {
  const streams = new Streams(container, profile);
  const { samples: count, cpus, events, labels, timeBytes } = profile;
  const [times, cpu, event, weight, duration, mark, label] = await Promise.all([
    streams.optional('time', count * timeBytes), streams.planes('cpu', count, cpus.length - 1), streams.planes('event', count, events.length - 1), streams.wide('weight', count),
    streams.wide('duration', count), streams.planes('mark', count, 2), streams.planes('label', count, labels.length),
  ]);
  check(times || !count, 'It has no time.');
  check(!count || events.length, 'It has no event.');
  const time = times ? timesOf(fromWidePlanes(times, count, timeBytes, 'time'), cpu, profile) : new Float64Array(0);
  return { time, cpu, event, weight, duration, mark, label };
}

// Each is told from the sample before on the same CPU; the first on each from the first of all.
function timesOf(time: Float64Array, cpu: Int32Array | null, { cpus, timeUnit, firstTime }: PackedProfile): Float64Array {
  const last = new Float64Array(Math.max(1, cpus.length));
  const first = Number(firstTime);
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < time.length; i++) {
    const of = cpu ? cpu[i] : 0;
    const units = last[of] + time[i];
    last[of] = units;
    const now = first + units * timeUnit;
    if (!(now >= before && now <= Number.MAX_SAFE_INTEGER)) check(false, 'Its samples are in no order of time.');
    time[i] = now;
    before = now;
  }
  return time;
}

export async function unpackStrings(container: Container, profile: PackedProfile): Promise<Strings> {
  const streams = new Streams(container, profile);
  const { strings: count } = profile;
  const [prefix, length, suffix] = await Promise.all([streams.bytes('prefix', count * VARINT), streams.bytes('suffixLength', count * VARINT), streams.bytes('suffix', 2 ** 29)]);
  return Strings.unpack(count, prefix, length, suffix);
}

/** Which stack and thread each sample has. */
export async function unpackSampleStacks(container: Container, profile: PackedProfile): Promise<SampleStacks> {
  const streams = new Streams(container, profile);
  const { samples: count, nodes, threads } = profile;
  const [places, next, rank, ranked, once] = await Promise.all([
    streams.planes('thread', count, threads - 1), streams.planes('next', count, MOST_NEXT), streams.bytes('rank', count * 4), streams.bytes('ranked', nodes * 4),
    streams.bytes('once', count * VARINT),
  ]);
  const thread = moved(places, count, threads);
  const node = stacksOf(next ?? new Int32Array(count), rank, ranked, once, thread, profile);
  return { thread, node, hasStackless: node.includes(0) };
}

/** What stacks and threads are. */
export async function unpackTables(container: Container, profile: PackedProfile): Promise<StackTables> {
  const streams = new Streams(container, profile);
  const { nodes, frames, strings, threads } = profile;
  const [names, modules, kinds, files, lines, raws, up, move, fresh, pids, tids, threadNames, order] = await Promise.all([
    streams.planes('frameName', frames, strings - 1), streams.planes('frameModule', frames, strings - 1), streams.planes('frameKind', frames, profile.kinds.length - 1),
    streams.planes('frameFile', frames, strings - 1), streams.optional('frameLine', frames * VARINT), streams.planes('frameRaw', frames, strings - 1),
    streams.bytes('up', nodes * VARINT), streams.bytes('move', nodes * VARINT), streams.bytes('fresh', nodes * VARINT),
    streams.bytes('pid', threads * VARINT), streams.bytes('tid', threads * VARINT), streams.bytes('threadName', threads * VARINT), streams.optional('threadOrder', threads * VARINT),
  ]);
  check(!frames || (names && modules && kinds), 'It has no frames.');
  const { caller, frame } = trieOf(up, move, fresh, nodes, frames);
  const known = Int32Array.from(profile.kinds, kind => Math.max(0, KINDS.indexOf(kind)));
  const none = new Int32Array(0);
  const signed = (bytes: Uint8Array, what: string) => fromVarints(bytes, threads, 2 ** 31 - 1, what, true);
  return {
    caller, frame, frameKind: (kinds ?? none).map(kind => known[kind]), frameName: names ?? none, frameModule: modules ?? none, frameFile: files,
    frameLine: lines && fromVarints(lines, frames, 2 ** 31 - 1, 'frameLine'), frameRaw: raws,
    threadName: fromVarints(threadNames, threads, strings - 1, 'threadName'), pid: signed(pids, 'pid'), tid: signed(tids, 'tid'), threadOrder: orderOf(order, threads),
  };
}

// Which thread stands at each place of the recording's table, told from the place after that of the thread before: their own order, where nothing is told.
function orderOf(bytes: Uint8Array | null, threads: number): Int32Array {
  const order = Int32Array.from({ length: threads }, (_, i) => i);
  if (!bytes) return order;
  const places = fromVarints(bytes, threads, 2 ** 31 - 1, 'threadOrder', true);
  for (let i = 1; i < threads; i++) places[i] += places[i - 1] + 1;
  return order.sort((one, other) => places[one] - places[other]);
}

function trieOf(ups: Uint8Array, moves: Uint8Array, freshes: Uint8Array, nodes: number, frames: number) {
  const up = fromVarints(ups, nodes - 1, nodes, 'up');
  const move = fromVarints(moves, nodes - 1, MOST_MOVED, 'move');
  let unseen = 0;
  for (let i = 0; i < move.length; i++) unseen += move[i] === 0 ? 1 : 0;
  const fresh = fromVarints(freshes, unseen, frames - 1, 'fresh');
  const caller = new Int32Array(nodes);
  const frame = new Int32Array(nodes);
  const path = new Int32Array(nodes);
  // By the frame of the caller: the frames that were called last, the last one at the end; the root has a list of its own.
  const lists: (number[] | undefined)[] = new Array(frames + 1);
  let [depth, next] = [0, 0];
  for (let node = 1; node < nodes; node++) {
    if (up[node - 1] > depth) check(false, 'A stack is above its root.');
    depth += 1 - up[node - 1];
    if (depth < 1) check(false, 'A stack is above its root.');
    const from = path[depth - 1];
    const of = depth === 1 ? frames : frame[from];
    let list = lists[of];
    if (!list) {
      list = [];
      lists[of] = list;
    }
    const place = move[node - 1];
    let own: number;
    if (place === 0) {
      own = fresh[next++];
      if (list.length === MOST_MOVED) list.shift();
    } else {
      const at = list.length - place;
      if (at < 0) check(false, 'A frame is at no place of its list.');
      own = list[at];
      for (let i = at; i < list.length - 1; i++) list[i] = list[i + 1];
      list.pop();
    }
    list.push(own);
    frame[node] = own;
    caller[node] = from;
    path[depth] = node;
  }
  return { caller, frame };
}

// Places in a list whose entry moves to the front.
function moved(places: Int32Array | null, count: number, threads: number): Int32Array {
  if (!places) return new Int32Array(count);
  const list = Int32Array.from({ length: threads }, (_, i) => i);
  for (let i = 0; i < places.length; i++) {
    const place = places[i];
    const own = list[place];
    if (place > 32) list.copyWithin(1, 0, place);
    else for (let at = place; at > 0; at--) list[at] = list[at - 1];
    list[0] = own;
    places[i] = own;
  }
  return places;
}

// A stack is mostly one of those that came after the last one of the thread: `next` is its place among these. Others are told by their rank; those
// that one sample alone has, by how far they are from the last such one of the thread.
function stacksOf(next: Int32Array, ranks: Uint8Array, rankedBytes: Uint8Array, onces: Uint8Array, thread: Int32Array, { nodes, threads }: PackedProfile): Int32Array {
  const width = [2 ** 8, 2 ** 16, 2 ** 24].filter(most => nodes > most).length + 1;
  const ranked = fromPlanes(rankedBytes, Math.floor(rankedBytes.length / width), nodes - 1, 'ranked');
  let unlisted = 0;
  for (let i = 0; i < next.length; i++) unlisted += next[i] === 0 ? 1 : 0;
  const rank = fromPlanes(ranks, unlisted, ranked.length, 'rank');
  const lists: (number[] | undefined)[] = new Array(ranked.length + 2);
  const lastRank = new Int32Array(threads).fill(ranked.length + 1);
  const lastOnce = new Int32Array(threads);
  const alone = signedReader(onces);
  let at = 0;
  for (let i = 0; i < next.length; i++) {
    const of = thread[i];
    let list = lists[lastRank[of]];
    if (!list) {
      list = [];
      lists[lastRank[of]] = list;
    }
    let place = next[i] - 1;
    if (place >= list.length) check(false, 'A sample has a stack that is not there.');
    const own = place < 0 ? rank[at++] : list[place];
    if (place < 0) place = Math.min(list.length, MOST_NEXT - 1);
    for (; place > 0; place--) list[place] = list[place - 1];
    list[0] = own;
    lastRank[of] = own;
    const node = own ? ranked[own - 1] : lastOnce[of] + alone();
    if (!own) {
      if (!(node >= 0 && node < nodes)) check(false, 'A sample has a stack that is not there.');
      lastOnce[of] = node;
    }
    next[i] = node;
  }
  return next;
}
