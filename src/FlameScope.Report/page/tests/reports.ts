// Reports for tests, written out of plain lists: what the library writes, a second time, slowly.
import { deflateRawSync } from 'node:zlib';
import type { PackedEvent, PackedMarker } from '../src/report/container';
import { openReport } from '../src/report/open';
import type { ReportSource } from '../src/report/source';
import { randomOf } from './random';

export interface MadeFrame {
  readonly name: string;
  readonly module?: string;
  readonly kind?: string;
}

export interface MadeSample {
  /** Nanoseconds from the origin. */
  readonly time: number;
  /** From the root. */
  readonly stack: readonly MadeFrame[];
  readonly command?: string;
  readonly pid?: number;
  readonly tid?: number;
  readonly cpu?: number;
  readonly event?: number;
  readonly weight?: number;
  readonly duration?: number;
  readonly mark?: number;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface MadeProfile {
  readonly name?: string;
  readonly samples: readonly MadeSample[];
  readonly events?: readonly Partial<PackedEvent>[];
  readonly markers?: readonly PackedMarker[];
  readonly timeAxis?: string;
  readonly findings?: readonly unknown[];
  /** The place of each thread in the recording's own table, threads in the order in which they come first. */
  readonly threadOrder?: readonly number[];
}

export interface MadeReport {
  readonly head: Record<string, unknown>;
  readonly streams: Uint8Array[];
}

const KINDS = ['unknown', 'user', 'kernel', 'jit', 'inlined'];
const CPU_CLOCK: PackedEvent = { name: 'cpu-clock', unit: 'ns', defaultWeight: 'count', isDerived: false };

export const varints = (values: readonly number[]): number[] => values.flatMap(value => {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
});

export const zigzags = (values: readonly number[]): number[] => varints(values.map(value => (value < 0 ? -2 * value - 1 : 2 * value)));

export const planes = (values: readonly number[], width: number): number[] =>
  Array.from({ length: width }, (_, plane) => values.map(value => Number((BigInt(value) >> BigInt(8 * plane)) & 255n))).flat();

const widthFor = (count: number) => [2 ** 8, 2 ** 16, 2 ** 24].filter(most => count > most).length + 1;

// The place of a value in a list, from which it goes to the front; -1 where it is not in it.
function take<T>(list: T[], value: T, most: number): number {
  const place = list.indexOf(value);
  if (place >= 0) list.splice(place, 1);
  list.unshift(value);
  list.length = Math.min(list.length, most);
  return place;
}

const bytesOf = (text: string) => [...new TextEncoder().encode(text)];

function compare(one: readonly number[], other: readonly number[]): number {
  for (let i = 0; i < Math.min(one.length, other.length); i++) if (one[i] !== other[i]) return one[i] - other[i];
  return one.length - other.length;
}

function profileOf(made: MadeProfile, add: (bytes: readonly number[]) => readonly [number, number]) {
  const samples = made.samples.toSorted((one, other) => one.time - other.time);
  const streams: Record<string, readonly [number, number]> = {};
  const put = (name: string, bytes: readonly number[]) => { if (bytes.length) streams[name] = add(bytes); };
  const numbered = <T>(values: readonly T[], keyOf: (value: T) => string) => {
    const known = new Map<string, number>();
    const column = values.map(value => {
      const key = keyOf(value);
      if (!known.has(key)) known.set(key, known.size);
      return known.get(key) as number;
    });
    return { column, count: known.size, firsts: [...known.values()].map(number => values[column.indexOf(number)]) };
  };

  const frameKey = ({ name, module = '', kind = 'user' }: MadeFrame) => JSON.stringify([name, module, kind]);
  const frames = numbered(samples.flatMap(({ stack }) => stack), frameKey);
  const frameOf = new Map(frames.firsts.map((frame, i) => [frameKey(frame), i]));
  const threads = numbered(samples, ({ command = 'app', pid = 1, tid = 1 }) => JSON.stringify([command, pid, tid]));

  // Nodes in depth-first order: a stack of frames each, the shortest first.
  const paths = new Map<string, number[]>([['', []]]);
  for (const { stack } of samples) stack.forEach((_, i) => {
    const path = stack.slice(0, i + 1).map(frame => frameOf.get(frameKey(frame)) as number);
    paths.set(path.join(' '), path);
  });
  const nodes = [...paths.values()].sort(compare);
  const nodeOf = new Map(nodes.map((path, node) => [path.join(' '), node]));
  const lists = new Map<number, number[]>();
  const [up, move, fresh]: number[][] = [[], [], []];
  for (let node = 1; node < nodes.length; node++) {
    const path = nodes[node];
    up.push(nodes[node - 1].length + 1 - path.length);
    const caller = path.length > 1 ? path[path.length - 2] : -1;
    const list = lists.get(caller) ?? [];
    lists.set(caller, list);
    const place = take(list, path[path.length - 1], 256);
    move.push(place + 1);
    if (place < 0) fresh.push(path[path.length - 1]);
  }
  put('up', varints(up));
  put('move', varints(move));
  put('fresh', varints(fresh));

  const strings = [...new Set(['', ...frames.firsts.flatMap(({ name, module = '' }) => [name, module]), ...threads.firsts.map(({ command = 'app' }) => command)])]
    .map(text => ({ text, bytes: bytesOf(text) })).sort((one, other) => compare(one.bytes, other.bytes));
  const stringOf = new Map(strings.map(({ text }, i) => [text, i]));
  const shared = strings.map(({ bytes }, i) => {
    const before = i ? strings[i - 1].bytes : [];
    let length = 0;
    while (length < before.length && before[length] === bytes[length]) length++;
    return length;
  });
  put('prefix', varints(shared));
  put('suffixLength', varints(strings.map(({ bytes }, i) => bytes.length - shared[i])));
  put('suffix', strings.flatMap(({ bytes }, i) => bytes.slice(shared[i])));
  put('frameName', planes(frames.firsts.map(({ name }) => stringOf.get(name) as number), 3));
  put('frameModule', planes(frames.firsts.map(({ module = '' }) => stringOf.get(module) as number), 3));
  put('frameKind', planes(frames.firsts.map(({ kind = 'user' }) => KINDS.indexOf(kind)), 1));
  put('pid', zigzags(threads.firsts.map(({ pid = 1 }) => pid)));
  put('tid', zigzags(threads.firsts.map(({ tid = 1 }) => tid)));
  put('threadName', varints(threads.firsts.map(({ command = 'app' }) => stringOf.get(command) as number)));

  if (made.threadOrder) put('threadOrder', zigzags(made.threadOrder.map((place, i, all) => place - (i ? all[i - 1] + 1 : 0))));

  const cpus = [...new Set(samples.map(({ cpu = 0 }) => cpu))].sort((one, other) => one - other);
  const cpuOf = samples.map(({ cpu = 0 }) => cpus.indexOf(cpu));
  if (cpus.length > 1) put('cpu', planes(cpuOf, 1));
  const last = new Map<number, number>();
  const steps = samples.map(({ time }, i) => {
    const step = time - (last.get(cpuOf[i]) ?? samples[0].time);
    last.set(cpuOf[i], time);
    return step;
  });
  put('time', planes(steps, 8));

  if (threads.count > 1) {
    const list = Array.from({ length: threads.count }, (_, i) => i);
    put('thread', planes(threads.column.map(thread => take(list, thread, threads.count)), widthFor(threads.count)));
  }
  const nodeColumn = samples.map(({ stack }) => nodeOf.get(stack.map(frame => frameOf.get(frameKey(frame)) as number).join(' ')) as number);
  const uses = new Map<number, number>();
  for (const node of nodeColumn) uses.set(node, (uses.get(node) ?? 0) + 1);
  const ranked = [...uses].filter(([, count]) => count > 1).sort((one, other) => other[1] - one[1]).map(([node]) => node);
  const lastRank = new Map<number, number>();
  const lastOnce = new Map<number, number>();
  const followers = new Map<number, number[]>();
  const [next, ranks, once]: number[][] = [[], [], []];
  nodeColumn.forEach((node, i) => {
    const thread = threads.column[i];
    const rank = ranked.indexOf(node) + 1;
    const list = followers.get(lastRank.get(thread) ?? ranked.length + 1) ?? [];
    followers.set(lastRank.get(thread) ?? ranked.length + 1, list);
    next.push(take(list, rank, 16) + 1);
    if (next[i] === 0) ranks.push(rank);
    lastRank.set(thread, rank);
    if (rank) return;
    once.push(node - (lastOnce.get(thread) ?? 0));
    lastOnce.set(thread, node);
  });
  put('next', planes(next, 1));
  put('rank', planes(ranks, widthFor(ranked.length + 1)));
  put('ranked', planes(ranked, widthFor(nodes.length)));
  put('once', zigzags(once));

  const events = (made.events ?? [{}]).map(event => ({ ...CPU_CLOCK, ...event }));
  if (events.length > 1) put('event', planes(samples.map(({ event = 0 }) => event), 1));
  if (samples.some(({ weight }) => weight !== undefined)) put('weight', planes(samples.map(({ weight = 1 }) => weight), 8));
  if (samples.some(({ duration }) => duration)) put('duration', planes(samples.map(({ duration = 0 }) => duration), 8));
  if (samples.some(({ mark }) => mark)) put('mark', planes(samples.map(({ mark = 0 }) => mark), 1));
  const labels = numbered(samples.filter(sample => sample.labels), sample => JSON.stringify(sample.labels));
  if (labels.count) {
    let at = 0;
    put('label', planes(samples.map(sample => (sample.labels ? labels.column[at++] + 1 : 0)), 1));
  }

  const end = Math.max(0, ...samples.map(({ time, duration = 0 }) => time + Math.max(1, duration)));
  return {
    info: {
      name: made.name ?? 'made', version: '', bytes: 0, format: 'made', timeAxis: made.timeAxis ?? 'clock', firstSample: samples[0]?.time ?? 0, end, origin: '0', wallClockAtOrigin: null,
      suggestedColumnWidth: 1e9, samples: samples.length, stackless: samples.filter(({ stack }) => !stack.length).length, hasPeriods: false,
      events: events.map(({ name }, i) => ({ name, samples: samples.filter(({ event = 0 }) => event === i).length, frequency: null })), commands: [], areProcessesKnown: true, processes: [],
      threads: [], cpus, header: { hostName: null, cpuCount: null }, report: { unparsed: 0, lost: 0, isTruncated: false },
    },
    file: { name: 'made', bytes: 1, sha256: 'ab' }, leftOut: ['Only 1 to 2 s.'], account: [], maxRows: 1000, events, defaultEvent: 0, markers: made.markers ?? [], findings: made.findings ?? [],
    timeUnit: 1, firstTime: String(samples[0]?.time ?? 0), timeBytes: 8, samples: samples.length, nodes: nodes.length, frames: frames.count, strings: strings.length, threads: threads.count,
    cpus, labels: labels.firsts.map(sample => sample.labels), kinds: KINDS, uniformWeight: 1, streams,
  };
}

/** A report's head and streams, for what changes them. */
export function makeReport(...profiles: readonly MadeProfile[]): MadeReport {
  const streams: Uint8Array[] = [];
  let length = 0;
  const add = (bytes: readonly number[]) => {
    const packed = deflateRawSync(Uint8Array.from(bytes));
    streams.push(packed);
    length += packed.length;
    return [length - packed.length, packed.length] as const;
  };
  const packed = profiles.map(profile => profileOf(profile, add));
  return { head: { schema: 'flamescope.report', version: 1, generator: 'FlameScope', title: 'made', notes: null, start: {}, profiles: packed }, streams };
}

/** The text that stands in a document. */
export function packReport({ head, streams }: MadeReport): string {
  const packed = deflateRawSync(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(packed.length);
  return Buffer.concat([length, packed, ...streams]).toString('base64');
}

export const sourceOf = (...profiles: readonly MadeProfile[]): Promise<ReportSource> => openReport(packReport(makeReport(...profiles)));

/** Samples of a few threads with deep and shallow stacks; some have none. */
export function randomSamples(seed: number, count: number): MadeSample[] {
  const random = randomOf(seed);
  const below = (most: number) => Math.floor(random() * most);
  let time = 250_000_000;
  return Array.from({ length: count }, () => {
    time += below(4_000_000);
    const thread = below(5);
    const stack = Array.from({ length: below(6) }, () => ({ name: `f${below(7)}`, module: `m${below(2)}`, kind: KINDS[1 + below(4)] }));
    return { time, stack, command: `c${thread % 3}`, pid: 10 + thread % 2, tid: 20 + thread, cpu: below(3), event: below(2), weight: below(1000), mark: below(9) === 0 ? 1 + below(2) : 0 };
  });
}
