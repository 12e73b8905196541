// Which threads, stacks, CPUs and control groups a filter leaves: a question about any is answered once for each of them, not for each sample.
import type { ProfileQuery } from '../data/source';
import type { Names } from './names';
import { type Fits, type FramePattern, knownFits, parseFrame, parsePattern } from './patterns';
import { choice, cpus, ids, lines } from './request';
import type { Store } from './store';
import { KINDS } from './unpack';

/** Not 0 for what is left; null where none of them was asked for. */
export interface Where {
  readonly threads: Uint8Array | null;
  readonly nodes: Uint8Array | null;
  readonly cpus: Uint8Array | null;
  readonly labels: Uint8Array | null;
}

type Filters = Partial<ProfileQuery>;

const KERNEL = KINDS.indexOf('kernel');
const INLINED = KINDS.indexOf('inlined');

/** Whether a filter asks for anything but events and markers. */
export const isPlain = (query: Filters): boolean =>
  ![query.command, query.excludeCommand, query.process, query.excludeProcess, query.thread, query.excludeThread, query.cgroup, query.excludeCgroup, query.cpu, query.frame, query.excludeFrame, query.ran]
    .some(Boolean);

/** @param match one more pattern of frames that has to fit; '' for none */
export function resolve(store: Store, names: Names, query: Filters, match: string): Where {
  const narrowing = new Narrowing();
  const { threadName, tid } = store.stacks;
  const threads = threadName.length;
  const ofThreads = (texts: string, isOut: boolean, parse: (text: string) => (thread: number) => boolean) => narrowing.keep('threads', threads, texts, isOut, text => {
    const fits = parse(text);
    return mark => { for (let thread = 0; thread < threads; thread++) if (fits(thread)) mark[thread] = 1; };
  });
  for (const isOut of [false, true]) {
    const of = (name: 'Command' | 'Process' | 'Thread' | 'Cgroup' | 'Frame') =>
      (isOut ? query[`exclude${name}`] : query[name.toLowerCase() as 'command']) ?? '';
    ofThreads(of('Command'), isOut, text => {
      const fits = knownFits(names.strings, parsePattern(text));
      return thread => fits(threadName[thread]);
    });
    ofThreads(of('Process'), isOut, text => {
      const wanted = ids(text, 'process');
      return thread => wanted.has(store.process(thread));
    });
    ofThreads(of('Thread'), isOut, text => {
      const wanted = ids(text, 'thread');
      return thread => wanted.has(tid[thread]);
    });
    narrowing.keep('labels', store.packed.labels.length + 1, of('Cgroup'), isOut, text => markCgroups(store, parsePattern(text)));
    narrowing.keep('nodes', store.packed.nodes, of('Frame'), isOut, text => markNodes(store, names, parseFrame(text)));
  }
  narrowing.keep('cpus', Math.max(1, store.packed.cpus.length), query.cpu ?? '', false, text => {
    const wanted = cpus(text);
    return mark => store.packed.cpus.forEach((cpu, i) => { if (wanted.has(cpu)) mark[i] = 1; });
  });
  const ran = choice('ran', query.ran, ['kernel', 'user']);
  if (ran) narrowing.keep('nodes', store.packed.nodes, ran, ran === 'user', () => mark => markKernel(store, mark));
  narrowing.keep('nodes', store.packed.nodes, match, false, text => markNodes(store, names, parseFrame(text)));
  return narrowing;
}

class Narrowing implements Where {
  threads: Uint8Array | null = null;
  nodes: Uint8Array | null = null;
  cpus: Uint8Array | null = null;
  labels: Uint8Array | null = null;

  /** Of one filter any value may fit; of different ones all must. */
  keep(column: keyof Where, length: number, texts: string, isOut: boolean, parse: (text: string) => (mark: Uint8Array) => void): void {
    const marks = lines(texts).map(parse);
    if (!marks.length) return;
    const fits = new Uint8Array(length);
    for (const mark of marks) mark(fits);
    this[column] ??= new Uint8Array(length).fill(1);
    const left = this[column];
    const out = isOut ? 1 : 0;
    for (let i = 0; i < length; i++) left[i] &= fits[i] ^ out;
  }
}

function markCgroups({ packed: { labels } }: Store, fits: Fits): (mark: Uint8Array) => void {
  return mark => labels.forEach(({ cgroup, container, pod }, i) => { if ([cgroup, container, pod].some(text => text !== undefined && fits(text))) mark[i + 1] = 1; });
}

/** By frame: whether a pattern fits it, wherever it stands. */
export function fittingFrames({ stacks }: Store, names: Names, { fits, isOfModule }: FramePattern): Uint8Array {
  const isFit = knownFits(names.strings, fits);
  const column = isOfModule ? stacks.frameModule : stacks.frameName;
  return Uint8Array.from(column, id => Number(isFit(id)));
}

function markNodes(store: Store, names: Names, pattern: FramePattern): (mark: Uint8Array) => void {
  const { caller, frame } = store.stacks;
  const { position } = pattern;
  return mark => {
    const frames = fittingFrames(store, names, pattern);
    // A stack has what those that it goes on from have, which come before it.
    const own = new Uint8Array(caller.length);
    for (let node = 1; node < own.length; node++) {
      const from = caller[node];
      const fits = frames[frame[node]];
      own[node] = position === 'leaf' ? fits : position === 'root' && from !== 0 ? own[from] : position === 'root' ? fits : fits | own[from];
    }
    for (let node = 1; node < own.length; node++) mark[node] |= own[node];
  };
}

// A function that was inlined ran where the one around it did.
function markKernel({ stacks: { caller, frame, frameKind } }: Store, mark: Uint8Array): void {
  for (let node = 1; node < caller.length; node++) {
    const kind = frameKind[frame[node]];
    mark[node] = kind === KERNEL || (kind === INLINED && mark[caller[node]]) ? 1 : 0;
  }
}
