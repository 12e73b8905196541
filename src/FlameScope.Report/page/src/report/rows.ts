// Rows of a heat map that are no offsets: CPUs, threads, processes, commands, control groups.
import type { RowKeys } from './cells';
import { type Names, UNKNOWN } from './names';
import type { Selection } from './selection';
import type { Store } from './store';

export type RowKind = 'cpu' | 'thread' | 'process' | 'command' | 'cgroup';

export interface Row {
  readonly name: string;
  /** The filters that leave nothing but its samples; null where none do. */
  readonly filter: Readonly<Record<string, string>> | null;
  /** The group that it is of; -1 for what all others share. */
  readonly group: number;
}

export interface NamedRows extends RowKeys {
  readonly rows: readonly Row[];
}

interface Grouping {
  readonly groups: readonly Row[];
  readonly keys: Int32Array | null;
  readonly groupOf: Int32Array;
}

/** @param most rows of the busiest; all others share one more */
export function namedRows(selection: Selection, names: Names, kind: RowKind, most: number): NamedRows {
  const { store } = selection;
  if (kind === 'cpu') return ofCpus(store);
  return ofBusiest(selection, kind === 'cgroup' ? ofCgroups(store) : ofThreads(store, names, kind), most);
}

// Every CPU has its row, whether the view shows samples of it or not: an idle CPU is worth seeing.
function ofCpus({ packed: { cpus }, samples }: Store): NamedRows {
  const sorted = [...new Set(cpus)].sort((one, other) => one - other);
  const rows = sorted.map((cpu, group) => (cpu < 0 ? { name: 'CPU unknown', filter: null, group } : { name: `CPU ${cpu}`, filter: { cpu: String(cpu) }, group }));
  return { rows, keys: samples.cpu, rowOf: Int32Array.from(cpus, cpu => sorted.indexOf(cpu)) };
}

function ofThreads(store: Store, names: Names, kind: 'thread' | 'process' | 'command'): Grouping {
  const { thread: keys, threadName, pid, tid, threadOrder } = store.stacks;
  const groups: Row[] = [];
  const known = new Map<string, number>();
  const groupOf = new Int32Array(threadName.length);
  for (const thread of threadOrder) {
    const command = names.text(threadName[thread]);
    const process = store.process(thread);
    const key = kind === 'command' ? command : kind === 'process' ? `${process}` : `${process} ${tid[thread]}`;
    const group = known.get(key) ?? groups.length;
    known.set(key, group);
    groupOf[thread] = group;
    // A process bears the name of its main thread, whichever of its threads came first.
    if (group < groups.length && !(kind === 'process' && pid[thread] === tid[thread])) continue;
    const shown = command || UNKNOWN;
    const ofProcess = process >= 0 ? { process: String(process) } : {};
    groups[group] = kind === 'command' ? { name: shown, filter: command ? { command: `=${command}` } : null, group }
      : kind === 'process' ? { name: `${shown}-${process}`, filter: ofProcess, group }
        : { name: `${shown}-${tid[thread]}`, filter: tid[thread] >= 0 ? { ...ofProcess, thread: String(tid[thread]) } : null, group };
  }
  return { groups, keys, groupOf };
}

function ofCgroups({ packed: { labels }, samples }: Store): Grouping {
  const groups: Row[] = [{ name: 'no cgroup', filter: null, group: 0 }];
  const known = new Map<string, number>();
  const groupOf = new Int32Array(labels.length + 1);
  labels.forEach(({ cgroup, container, pod }, i) => {
    if (cgroup === undefined) return;
    const group = known.get(cgroup) ?? groups.length;
    known.set(cgroup, group);
    groupOf[i + 1] = group;
    // Those that have all labels of a group come last.
    groups[group] = { name: container === undefined ? cgroup : pod === undefined ? container : `${container} (pod ${pod})`, filter: null, group };
  });
  return { groups, keys: samples.label, groupOf };
}

function ofBusiest(selection: Selection, { groups, keys, groupOf }: Grouping, most: number): NamedRows {
  const { first, end, mask, values } = selection;
  const samples = new Float64Array(groups.length);
  const sums = new Float64Array(groups.length);
  for (let i = first; i < end; i++) {
    if (mask !== null && mask[i - first] === 0) continue;
    const group = groupOf[keys === null ? 0 : keys[i]];
    samples[group]++;
    sums[group] += values === null ? 1 : values[i - first];
  }
  const busiest = groups.filter(({ group }) => samples[group] > 0)
    .sort((one, other) => sums[other.group] - sums[one.group] || (one.name < other.name ? -1 : Number(one.name > other.name)));
  const rows = busiest.slice(0, most);
  const rowOfGroup = new Int32Array(groups.length).fill(rows.length);
  rows.forEach(({ group }, row) => { rowOfGroup[group] = row; });
  if (busiest.length > most) rows.push({ name: 'other', filter: null, group: -1 });
  return { rows, keys, rowOf: groupOf.map(group => rowOfGroup[group]) };
}
