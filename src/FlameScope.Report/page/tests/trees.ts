// Trees for tests, small and random.
import type { FlameAnswer } from '../src/data/answers';
import { FlameTree } from '../src/flame/tree';
import { randomOf } from './random';

const COVERAGE = { samples: 0, unparsed: 0, shown: 0, shownWeight: 0, idle: 0, filteredByRange: 0, filteredByEvent: 0, filteredByCondition: 0, stackless: 0 };

/** A node as its depth, name and own samples. */
export type Node = readonly [depth: number, name: string, self: number];

export function answerOf(nodes: readonly Node[]): FlameAnswer {
  const names = [...new Set(nodes.map(([, name]) => name))];
  const total = nodes.map(([, , self]) => self);
  for (let node = nodes.length - 1; node > 0; node--) total[callerOf(nodes, node)] += total[node];
  return {
    event: 'cycles', unit: 'samples', from: 0, to: null, maxDepth: Math.max(...nodes.map(([depth]) => depth)), coverage: COVERAGE,
    kinds: ['unknown', 'user', 'kernel', 'jit', 'inlined', 'group'], names, modules: ['', '/lib/a.so'],
    data: {
      name: Uint16Array.from(nodes, ([, name]) => names.indexOf(name)),
      module: Uint8Array.from(nodes, ([depth]) => Math.min(depth, 1)),
      kind: Uint8Array.from(nodes, ([depth]) => (depth ? 1 : 5)),
      depth: Uint8Array.from(nodes, ([depth]) => depth),
      self: Int32Array.from(nodes, ([, , self]) => self),
      total: Int32Array.from(total),
    },
  };
}

export const treeOf = (nodes: readonly Node[]): FlameTree => new FlameTree(answerOf(nodes));

/** The caller of a node, looked for by its depth. */
export function callerOf(nodes: readonly Node[], node: number): number {
  let caller = node - 1;
  while (caller > 0 && nodes[caller][0] >= nodes[node][0]) caller--;
  return Math.max(0, caller);
}

export function randomNodes(seed: number, count: number): Node[] {
  const random = randomOf(seed);
  const nodes: Node[] = [[0, 'root', 0]];
  while (nodes.length < count) {
    const [last] = nodes[nodes.length - 1];
    nodes.push([1 + Math.floor(random() * (last + 1)), `f${Math.floor(random() * 12)}`, Math.floor(random() * 4)]);
  }
  return nodes;
}
