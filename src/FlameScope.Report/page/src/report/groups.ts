// What stands at the root of stacks: commands, processes or threads, each with its label.
import { type Names, UNKNOWN } from './names';
import type { Store } from './store';

export type RootGrouping = 'command' | 'process' | 'thread' | 'none';

export interface Groups {
  /** Whether stacks stand at the root themselves. */
  readonly isNone: boolean;
  readonly count: number;
  readonly ofThread: Int32Array;
  /** Labels by group; groups are in the order of their labels. */
  readonly labels: readonly number[];
}

export function groupsOf(store: Store, names: Names, root: RootGrouping): Groups {
  let groups = store.groups.get(root);
  if (!groups) {
    groups = createGroups(store, names, root);
    store.groups.set(root, groups);
  }
  return groups;
}

function createGroups(store: Store, names: Names, root: RootGrouping): Groups {
  const { threadName, pid, tid, threadOrder } = store.stacks;
  // Some formats have stacks and nothing else: a level that says so on every path would help nobody.
  const isNameless = threadName.length > 0 && threadName.every((name, i) => name === 0 && pid[i] < 0 && tid[i] < 0);
  if (root === 'none' || isNameless) return { isNone: true, count: 1, ofThread: new Int32Array(threadName.length), labels: [names.root] };
  const letters = new Map<string, string>();
  const keys: string[] = new Array(threadName.length);
  for (const thread of threadOrder) {
    const id = root === 'process' ? store.process(thread) : tid[thread];
    const isKnownProcess = root === 'process' && pid[thread] >= 0;
    const key = root === 'command' ? `${threadName[thread]}` : isKnownProcess ? `-1 ${id}` : `${threadName[thread]} ${id}`;
    keys[thread] = key;
    // A process bears the name of its main thread, whichever of its threads came first.
    if (letters.has(key) && !(root === 'process' && pid[thread] === tid[thread])) continue;
    const command = names.letters(threadName[thread]) || UNKNOWN;
    letters.set(key, root === 'command' ? command : `${command}-${id}`);
  }
  const sorted = [...new Set(letters.values())].sort();
  const groupOf = new Map(sorted.map((label, group) => [label, group]));
  return {
    isNone: false, count: sorted.length, labels: sorted.map(label => names.label(label)),
    ofThread: Int32Array.from(keys, key => groupOf.get(letters.get(key) ?? '') ?? 0),
  };
}
