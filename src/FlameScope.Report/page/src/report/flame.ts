// Flame trees: the stacks of a selection, merged.
import { fittingFrames } from './filter';
import { type Groups, groupsOf, type RootGrouping } from './groups';
import type { Names } from './names';
import { orderOf, type StackOrder } from './order';
import { parseFrame } from './patterns';
import { byGroup, type Selection } from './selection';
import type { Store } from './store';
import { GROUP, type Tree, TreeBuilder, TreeWriter } from './tree';

export interface TreeShape {
  readonly root: RootGrouping;
  readonly isInverted: boolean;
  /** Patterns of frames that are taken out. */
  readonly hide: readonly string[];
  /** The part of the whole from which on nodes are wanted. */
  readonly least: number;
}

export function createTree(selection: Selection, names: Names, shape: TreeShape): Tree {
  const groups = groupsOf(selection.store, names, shape.root);
  const isPlain = !shape.isInverted && !shape.hide.length;
  const tree = isPlain ? mergeInOrder(selection, names, groups, shape.least * selection.total) : mergeReshaped(selection, names, groups, shape);
  return prune(tree, names, shape.least);
}

// As they are: all stacks have their places already, and those that were met make the tree.
function mergeInOrder(selection: Selection, names: Names, groups: Groups, leastTotal: number): Tree {
  const { store, first, values } = selection;
  const { node, thread } = store.stacks;
  const order = orderOf(store);
  const { placeOf, self, isMet } = order;
  const merger = new Merger(store, names, order, groups, leastTotal);
  const ofThread = groups.ofThread;
  const { samples, ends } = byGroup(selection, groups.count === 1 ? () => 0 : sample => ofThread[thread[sample]], groups.count);
  for (let group = 0, i = 0; group < groups.count; group++) {
    if (i === ends[group]) continue;
    merger.begin();
    for (; i < ends[group]; i++) {
      const sample = samples[i];
      const place = placeOf[node[sample]];
      self[place] += values === null ? 1 : values[sample - first];
      if (isMet[place] === 0) merger.meet(place);
    }
    merger.emit(group);
  }
  return merger.tree();
}

class Merger {
  readonly #store: Store;
  readonly #order: StackOrder;
  readonly #groups: Groups;
  readonly #leastTotal: number;
  readonly #writer = new TreeWriter();
  readonly #met: Int32Array;
  #count = 0;

  constructor(store: Store, names: Names, order: StackOrder, groups: Groups, leastTotal: number) {
    this.#store = store;
    this.#order = order;
    this.#groups = groups;
    this.#leastTotal = leastTotal;
    this.#met = new Int32Array(order.count);
    // Without groups, the empty stack's place is the root itself.
    if (!groups.isNone) this.#writer.add(names.root, GROUP, 0, 0, 0, 0);
  }

  begin(): void {
    this.#count = 0;
    this.meet(0);
  }

  meet(place: number): void {
    this.#order.isMet[place] = 1;
    this.#met[this.#count++] = place;
  }

  emit(group: number): void {
    const { caller, depth, self, total, isMet } = this.#order;
    const places = this.#inOrder();
    for (let i = places.length - 1; i > 0; i--) {
      const place = places[i];
      total[place] += self[place];
      total[caller[place]] += total[place];
    }
    total[0] += self[0];
    // Below what is too narrow to be seen, nothing is.
    let deepest = Number.POSITIVE_INFINITY;
    for (const place of places) {
      if (depth[place] <= deepest) {
        deepest = total[place] < this.#leastTotal ? depth[place] : Number.POSITIVE_INFINITY;
        this.#add(group, place, self[place], total[place]);
      }
      self[place] = 0;
      total[place] = 0;
      isMet[place] = 0;
    }
  }

  tree(): Tree {
    if (!this.#writer.count) this.#writer.add(this.#groups.labels[0], GROUP, 0, 0, 0, 0);
    return this.#writer.tree();
  }

  // Those that were met and all that called them.
  #inOrder(): Int32Array {
    const { caller, isMet, count } = this.#order;
    const met = this.#met;
    for (let i = 0; i < this.#count; i++) {
      for (let place = caller[met[i]]; isMet[place] === 0; place = caller[place]) this.meet(place);
    }
    const places = met.subarray(0, this.#count);
    if (this.#count * 16 < count) return places.sort();
    let last = 0;
    for (let place = 0; place < count; place++) if (isMet[place] !== 0) met[last++] = place;
    return places;
  }

  #add(group: number, place: number, self: number, total: number): void {
    const { isNone, labels } = this.#groups;
    const { frame, depth, isMixed } = this.#order;
    const { frameName, frameKind, frameModule } = this.#store.stacks;
    if (place === 0) {
      this.#writer.add(labels[group], GROUP, 0, isNone ? 0 : 1, self, total);
      if (!isNone) this.#writer.total[0] += total;
      return;
    }
    const own = frame[place];
    this.#writer.add(frameName[own], frameKind[own], isMixed?.[place] ? 0 : frameModule[own], depth[place] + (isNone ? 0 : 1), self, total);
  }
}

// Turned over, or with frames taken out.
function mergeReshaped(selection: Selection, names: Names, groups: Groups, { isInverted, hide }: TreeShape): Tree {
  const { store, first, values } = selection;
  const { node, thread, frameName, frameKind, frameModule } = store.stacks;
  const builder = new TreeBuilder(names);
  const stacks = new Stacks(store, names, hide);
  const ofThread = groups.ofThread;
  const { samples, ends } = byGroup(selection, sample => ofThread[thread[sample]], groups.count);
  const sums = new Float64Array(store.packed.nodes);
  const isMet = new Uint8Array(store.packed.nodes);
  for (let group = 0, i = 0; group < groups.count; group++) {
    const met: number[] = [];
    for (; i < ends[group]; i++) {
      const own = node[samples[i]];
      sums[own] += values === null ? 1 : values[samples[i] - first];
      if (!isMet[own]) met.push(own);
      isMet[own] = 1;
    }
    if (!met.length) continue;
    const label = groups.isNone ? 0 : builder.child(0, groups.labels[group], GROUP, 0);
    for (const own of met) {
      const frames = stacks.framesOf(own);
      let at = label;
      for (let place = 0; place < frames.length; place++) {
        const frame = frames[isInverted ? frames.length - 1 - place : place];
        at = builder.child(at, frameName[frame], frameKind[frame], frameModule[frame]);
      }
      builder.addSelf(at, sums[own]);
      sums[own] = 0;
      isMet[own] = 0;
    }
  }
  return builder.build();
}

/** The frames of stacks from the root, without those that are hidden. */
export class Stacks {
  readonly #store: Store;
  readonly #anywhere: Uint8Array;
  readonly #asRoot: Uint8Array;
  readonly #asLeaf: Uint8Array;

  constructor(store: Store, names: Names, hide: readonly string[]) {
    this.#store = store;
    const { frames } = store.packed;
    [this.#anywhere, this.#asRoot, this.#asLeaf] = [new Uint8Array(frames), new Uint8Array(frames), new Uint8Array(frames)];
    for (const pattern of hide.map(parseFrame)) {
      const all = pattern.position === 'root' ? this.#asRoot : pattern.position === 'leaf' ? this.#asLeaf : this.#anywhere;
      fittingFrames(store, names, pattern).forEach((fits, frame) => { all[frame] |= fits; });
    }
  }

  framesOf(node: number): number[] {
    const { caller, frame } = this.#store.stacks;
    const frames: number[] = [];
    for (let at = node; at > 0; at = caller[at]) {
      const own = frame[at];
      const isHidden = this.#anywhere[own] || (at === node && this.#asLeaf[own]) || (caller[at] === 0 && this.#asRoot[own]);
      if (!isHidden) frames.push(own);
    }
    return frames.reverse();
  }
}

/** Narrow nodes under one caller become one, with all that is below them as its own: totals stay. */
function prune(tree: Tree, names: Names, least: number): Tree {
  const { count, name, module, kind, depth, self, total } = tree;
  const leastTotal = least * total[0];
  if (!least || !total[0]) return tree;
  const builder = new TreeBuilder(names);
  const kept = [0];
  builder.addSelf(0, self[0]);
  for (let node = 1; node < count;) {
    const caller = kept[depth[node] - 1];
    if (total[node] < leastTotal) {
      builder.addSelf(builder.child(caller, names.other, GROUP, 0), total[node]);
      const own = depth[node++];
      while (node < count && depth[node] > own) node++;
      continue;
    }
    const own = builder.child(caller, name[node], kind[node], module[node]);
    kept[depth[node]] = own;
    builder.addSelf(own, self[node]);
    node++;
  }
  return builder.build();
}

/** One function with everything that called it, or everything it called, over every place where it stands. */
export function sandwichOf(tree: Tree, names: Names, name: number, side: 'callers' | 'callees'): Tree {
  const { count, module, kind, depth, self, total } = tree;
  const builder = new TreeBuilder(names);
  const add = (node: number, caller: number) => builder.child(caller, tree.name[node], kind[node], module[node]);
  const path: number[] = [];
  for (let node = 0; node < count;) {
    path[depth[node]] = node;
    if (node === 0 || kind[node] === GROUP || tree.name[node] !== name) {
      node++;
      continue;
    }
    if (side === 'callers') {
      let place = 0;
      for (let at = depth[node]; at > 0; at--) place = add(path[at], place);
      builder.addSelf(place, total[node]);
    }
    const top = depth[node];
    const places = [0];
    do {
      if (side === 'callees') {
        const level = depth[node] - top + 1;
        places[level] = add(node, places[level - 1]);
        builder.addSelf(places[level], self[node]);
      }
      node++;
    } while (node < count && depth[node] > top);
  }
  return builder.build();
}
