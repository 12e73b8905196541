// Merged stacks as columns, in depth-first order; what one frame called stands in the order of names and kinds.
import type { Names } from './names';
import { depthFirst } from './order';
import { KINDS } from './unpack';

export interface Tree {
  readonly count: number;
  /** By node: a name of the report, or a label. */
  readonly name: Int32Array;
  readonly module: Int32Array;
  readonly kind: Uint8Array;
  readonly depth: Int32Array;
  readonly self: Float64Array;
  readonly total: Float64Array;
}

/** The kind of what is no frame. */
export const GROUP = KINDS.indexOf('group');

const KIND_RANKS = 8;

const grown = <T extends Int32Array | Uint8Array | Float64Array>(values: T, size: number): T => {
  const larger = new (values.constructor as new (size: number) => T)(size);
  larger.set(values as never);
  return larger;
};

/** A tree whose nodes come in their order. */
export class TreeWriter {
  count = 0;
  name = new Int32Array(256);
  module = new Int32Array(256);
  kind = new Uint8Array(256);
  depth = new Int32Array(256);
  self = new Float64Array(256);
  total = new Float64Array(256);

  add(name: number, kind: number, module: number, depth: number, self: number, total: number): number {
    const node = this.count++;
    if (node === this.name.length) this.#grow();
    this.name[node] = name;
    this.kind[node] = kind;
    this.module[node] = module;
    this.depth[node] = depth;
    this.self[node] = self;
    this.total[node] = total;
    return node;
  }

  tree(): Tree {
    const { count } = this;
    return {
      count, name: this.name.subarray(0, count), module: this.module.subarray(0, count), kind: this.kind.subarray(0, count), depth: this.depth.subarray(0, count),
      self: this.self.subarray(0, count), total: this.total.subarray(0, count),
    };
  }

  #grow(): void {
    const size = 2 * this.name.length;
    this.name = grown(this.name, size);
    this.module = grown(this.module, size);
    this.kind = grown(this.kind, size);
    this.depth = grown(this.depth, size);
    this.self = grown(this.self, size);
    this.total = grown(this.total, size);
  }
}

/** A tree whose nodes come in any order, callers first. */
export class TreeBuilder {
  readonly #names: Names;
  #count = 1;
  #caller = new Int32Array(256);
  #name = new Int32Array(256);
  #kind = new Uint8Array(256);
  // -1 where frames of several modules meet.
  #module = new Int32Array(256);
  #self = new Float64Array(256);
  /** One more than the node; 0 for none. */
  #index = new Int32Array(1024);

  constructor(names: Names) {
    this.#names = names;
    this.#name[0] = names.root;
    this.#kind[0] = GROUP;
  }

  addSelf(node: number, value: number): void {
    this.#self[node] += value;
  }

  /** What a node called, a new node where it has not called that yet. */
  child(caller: number, name: number, kind: number, module: number): number {
    const mask = this.#index.length - 1;
    let place = hashOf(caller, name, kind) & mask;
    for (let found = this.#index[place]; found !== 0; found = this.#index[place]) {
      const node = found - 1;
      if (this.#caller[node] === caller && this.#name[node] === name && this.#kind[node] === kind) {
        if (this.#module[node] !== module) this.#module[node] = -1;
        return node;
      }
      place = (place + 1) & mask;
    }
    const node = this.#count++;
    if (node === this.#name.length) this.#grow();
    this.#caller[node] = caller;
    this.#name[node] = name;
    this.#kind[node] = kind;
    this.#module[node] = module;
    this.#index[place] = node + 1;
    if (2 * this.#count > this.#index.length) this.#rehash();
    return node;
  }

  build(): Tree {
    const count = this.#count;
    const caller = this.#caller.subarray(0, count);
    const total = this.#self.slice(0, count);
    for (let node = count - 1; node > 0; node--) total[caller[node]] += total[node];
    // In the order of their names as bytes, and then of their kinds.
    const { rankOf, ranks } = ranksOf(this.#names, this.#name.subarray(1, count));
    const rankOfNode = new Int32Array(count);
    for (let node = 1; node < count; node++) rankOfNode[node] = rankOf(this.#name[node]) * KIND_RANKS + this.#kind[node];
    const order = depthFirst(caller, rankOfNode, ranks * KIND_RANKS);
    const depth = new Int32Array(count);
    const writer = new TreeWriter();
    for (const node of order) {
      if (node) depth[node] = depth[caller[node]] + 1;
      writer.add(this.#name[node], this.#kind[node], Math.max(0, this.#module[node]), depth[node], this.#self[node], total[node]);
    }
    return writer.tree();
  }

  #grow(): void {
    const size = 2 * this.#name.length;
    this.#caller = grown(this.#caller, size);
    this.#name = grown(this.#name, size);
    this.#kind = grown(this.#kind, size);
    this.#module = grown(this.#module, size);
    this.#self = grown(this.#self, size);
  }

  #rehash(): void {
    this.#index = new Int32Array(2 * this.#index.length);
    const mask = this.#index.length - 1;
    for (let node = 1; node < this.#count; node++) {
      let place = hashOf(this.#caller[node], this.#name[node], this.#kind[node]) & mask;
      while (this.#index[place] !== 0) place = (place + 1) & mask;
      this.#index[place] = node + 1;
    }
  }
}

function hashOf(caller: number, name: number, kind: number): number {
  const hash = Math.imul(caller, 0x9e3779b1) ^ Math.imul(name * 8 + kind, 0x85ebca6b);
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 3;
}

/** The place of each of the names among all of them, by their bytes; a label and a name that read alike have the same. */
export function ranksOf(names: Names, ...used: readonly Int32Array[]): { readonly rankOf: (id: number) => number; readonly ranks: number } {
  const ofString = new Int32Array(names.strings.count);
  const labels = new Set<number>();
  for (const ids of used) {
    for (let i = 0; i < ids.length; i++) {
      if (ids[i] < 0) labels.add(ids[i]);
      else ofString[ids[i]] = 1;
    }
  }
  const sorted = [...labels].map(id => ({ id, letters: names.letters(id) })).sort((one, other) => (one.letters < other.letters ? -1 : 1))
    .map(({ id, letters }) => ({ id, place: names.strings.lowerBound(letters), isName: names.strings.find(letters) >= 0 }));
  const ofLabel = new Int32Array(names.labels + 1);
  let [rank, next] = [0, 0];
  for (let id = 0; id <= ofString.length; id++) {
    for (; next < sorted.length && sorted[next].place === id; next++) {
      const isUsed = sorted[next].isName && ofString[id] === 1;
      ofLabel[-sorted[next].id] = isUsed ? rank : rank++;
    }
    if (id < ofString.length && ofString[id]) ofString[id] = rank++;
  }
  return { rankOf: id => (id < 0 ? ofLabel[-id] : ofString[id]), ranks: rank };
}
