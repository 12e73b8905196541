// A flame tree, or the difference of two, as typed arrays in depth-first order: a node's descendants follow it directly.
import type { Column, Coverage, DifferenceAnswer, DifferenceColumns, FlameAnswer, FunctionDetails } from '../data/answers';
import { type Matcher, OutermostSum } from '../shared/matching';
import { labelOf } from '../text/labels';
import { ratio } from '../text/numbers';
import { placeOf, wholeName } from './details';
import { foldChains, linkNodes, placeNodes } from './layout';

const GROUP = 5;

/** What a search found. */
export interface Matches {
  readonly isMatch: Uint8Array;
  readonly nodes: readonly number[];
  /** The samples in them, none counted twice. */
  readonly value: number;
}

export class FlameTree {
  readonly unit: string;
  readonly from: number;
  readonly to: number | null;
  readonly maxDepth: number;
  readonly coverage: Coverage;
  readonly names: readonly string[];
  readonly modules: readonly string[];
  readonly kinds: readonly string[];
  readonly count: number;
  readonly name: Column;
  readonly module: Column;
  readonly kind: Column;
  readonly depth: Column;
  readonly self: Column;
  readonly total: Column;
  /** The baseline's columns; null where nothing is compared. */
  readonly base: DifferenceColumns | null;
  /** Whether nodes were left out because they are narrow. */
  readonly isPruned: boolean;
  readonly parent: Int32Array;
  readonly end: Int32Array;
  /** The row of each node: its depth, less the rows of equal frames above it that are one. */
  readonly row: Int32Array;
  /** How many equal frames a node's row stands for; 0 where it stands in the row of its caller. */
  readonly times: Int32Array;
  readonly details: FunctionDetails;
  width: Column;
  x: Float64Array;

  constructor(answer: FlameAnswer | DifferenceAnswer) {
    const { data } = answer;
    this.unit = answer.unit;
    this.from = answer.from;
    this.to = answer.to;
    this.maxDepth = answer.maxDepth;
    this.coverage = answer.coverage;
    this.names = answer.names;
    this.modules = answer.modules;
    this.kinds = answer.kinds;
    this.name = data.name;
    this.module = data.module;
    this.kind = data.kind;
    this.depth = data.depth;
    this.self = data.self;
    this.total = data.total;
    this.base = 'baseTotal' in data ? data : null;
    this.count = data.depth.length;
    // A source says so of what was too narrow to be sent. A function of that name makes the tree no worse: it is only asked for again.
    this.isPruned = this.names.includes('other');
    const { parent, end } = linkNodes(data.depth, this.maxDepth);
    this.parent = parent;
    this.end = end;
    const { row, times } = foldChains(this);
    this.row = row;
    this.times = times;
    this.details = answer;
    this.width = this.total;
    this.x = placeNodes(this.depth, this.maxDepth, this.width);
  }

  /** Of a difference: each node's width by the examined side (''), the baseline, or the mean of both shares. */
  setSide(side: string): void {
    const { total, base } = this;
    if (!base) return;
    const { baseTotal } = base;
    const scale = baseTotal[0] && total[0] ? total[0] / baseTotal[0] : 1;
    this.width = side === 'baseline' ? baseTotal : side !== 'both' ? total
      : Float64Array.from(total, (value, node) => (value + baseTotal[node] * scale) / 2);
    this.x = placeNodes(this.depth, this.maxDepth, this.width);
  }

  nameOf(node: number): string {
    return this.names[this.name[node]];
  }

  /** The name as the recording has it. */
  wholeNameOf(node: number): string {
    return wholeName(this.names, this.details, this.name[node]);
  }

  /** Where the function stands in its source; '' where that is not known. */
  placeOf(node: number): string {
    return placeOf(this.details, this.name[node]);
  }

  /** What a node reads as. */
  labelOf(node: number): string {
    return labelOf(this.nameOf(node), this.moduleOf(node));
  }

  moduleOf(node: number): string {
    return this.modules[this.module[node]];
  }

  /** '' for what is no frame of the profile: the root, a command. */
  kindOf(node: number): string {
    return this.kind[node] === GROUP ? '' : this.kinds[this.kind[node]];
  }

  /** The node where there is one below the root, or else the root. */
  nodeOrRoot(node: number): number {
    return this.depth[node] ? node : 0;
  }

  /** The change of a node's inclusive share, from the baseline to what is examined; 0 where nothing is compared. */
  change(node: number): number {
    return this.#changeOf(node, this.total, this.base?.baseTotal);
  }

  /** The change of what a node has by itself. */
  selfChange(node: number): number {
    return this.#changeOf(node, this.self, this.base?.baseSelf);
  }

  #changeOf(node: number, of: Column, baseOf: Column | undefined): number {
    const { total, base } = this;
    return base && baseOf ? ratio(of[node], total[0]) - ratio(baseOf[node], base.baseTotal[0]) : 0;
  }

  /** From the root to a node. */
  pathOf(node: number): number[] {
    const path = [node];
    for (let at = node; at > 0; path.unshift(at)) at = this.parent[at];
    return path;
  }

  /** The deepest node that holds nearly all of a frame; the root where it stands in several places. */
  holderOf(frame: string): number {
    const { depth, end, parent, total } = this;
    const { nodes, value } = this.search(name => name === frame);
    const held = new Float64Array(this.count);
    let last = 0;
    for (const node of nodes) {
      // What stands in itself counts once.
      if (node < last) continue;
      last = end[node];
      for (let at = node; at > 0; at = parent[at]) held[at] += total[node];
    }
    return held.reduce((best, part, node) => (part >= 0.95 * value && value > 0 && depth[node] > depth[best] ? node : best), 0);
  }

  /** The frames whose name matches: which nodes, and their part of everything. */
  search(matches: Matcher): Matches {
    const wanted = Uint8Array.from(this.names, name => (matches(name) ? 1 : 0));
    const { name, end, total, count } = this;
    const isMatch = new Uint8Array(count);
    const nodes: number[] = [];
    const sum = new OutermostSum();
    for (let node = 1; node < count; node++) {
      if (!wanted[name[node]]) continue;
      isMatch[node] = 1;
      nodes.push(node);
      sum.add(node, end[node], total[node]);
    }
    return { isMatch, nodes, value: sum.value };
  }
}
