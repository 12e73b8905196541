// A flame tree as typed arrays in depth-first order: a node's descendants follow it directly.

const GROUP = 5;

export class FlameTree {
  /** @param view a flame tree or a difference, as the API's columns have it */
  constructor(view) {
    const { data } = view;
    const count = data.depth.length;
    this.count = count;
    this.coverage = view.coverage;
    this.event = view.event;
    this.names = view.names;
    this.modules = view.modules;
    this.kinds = view.kinds;
    this.maxDepth = view.maxDepth;
    this.name = Int32Array.from(data.name);
    this.module = Int32Array.from(data.module);
    this.kind = Uint8Array.from(data.kind);
    this.depth = Int32Array.from(data.depth);
    this.self = Float64Array.from(data.self);
    this.total = Float64Array.from(data.total);
    this.isDiff = 'baseTotal' in data;
    if (this.isDiff) {
      this.baseSelf = Float64Array.from(data.baseSelf);
      this.baseTotal = Float64Array.from(data.baseTotal);
    }
    this.parent = new Int32Array(count);
    this.end = new Int32Array(count);
    this.x = new Float64Array(count);
    this.#link();
    this.width = this.total;
    this.setWidths(this.total);
  }

  // Parents and ends of subtrees, from the depths alone.
  #link() {
    const { depth, parent, end, count } = this;
    const open = new Int32Array(this.maxDepth + 2);
    let last = -1;
    for (let node = 0; node < count; node++) {
      const d = depth[node];
      for (; last >= d; last--) end[open[last]] = node;
      parent[node] = d ? open[d - 1] : 0;
      open[d] = node;
      last = d;
    }
    for (; last >= 0; last--) end[open[last]] = count;
  }

  /** Lays the nodes out by a width each; a parent is at least as wide as its children together. */
  setWidths(width) {
    this.width = width;
    const { depth, x, count } = this;
    const next = new Float64Array(this.maxDepth + 3);
    for (let node = 0; node < count; node++) {
      const d = depth[node];
      x[node] = next[d];
      next[d + 1] = next[d];
      next[d] += width[node];
    }
  }

  /** Of a difference: each node's width by the examined side (''), the baseline, or the mean of both shares. */
  setSide(side) {
    const scale = this.baseTotal[0] ? this.total[0] / this.baseTotal[0] : 1;
    if (side === 'baseline') this.setWidths(this.baseTotal);
    else if (side === 'both') this.setWidths(this.total.map((value, node) => (value + this.baseTotal[node] * (scale || 1)) / 2));
    else this.setWidths(this.total);
  }

  nameOf(node) {
    return this.names[this.name[node]];
  }

  moduleOf(node) {
    return this.modules[this.module[node]];
  }

  kindOf(node) {
    return this.kind[node] === GROUP ? '' : this.kinds[this.kind[node]];
  }

  /** The change of a node's inclusive share, from the baseline to what is examined. */
  change(node) {
    return ratio(this.total[node], this.total[0]) - ratio(this.baseTotal[node], this.baseTotal[0]);
  }

  /** From the root to a node. */
  pathOf(node) {
    const path = [node];
    while (node > 0) path.unshift(node = this.parent[node]);
    return path;
  }

  /**
   * The frames whose name matches: which nodes, and their part of everything without counting one sample twice.
   * @param matches a test of a name
   */
  search(matches) {
    const wanted = Uint8Array.from(this.names, name => (matches(name) ? 1 : 0));
    const { name, end, total, count } = this;
    const isMatch = new Uint8Array(count);
    const nodes = [];
    let value = 0;
    let outermostEnd = 0;
    for (let node = 1; node < count; node++) {
      if (!wanted[name[node]]) continue;
      isMatch[node] = 1;
      nodes.push(node);
      if (node >= outermostEnd) {
        value += total[node];
        outermostEnd = end[node];
      }
    }
    return { isMatch, nodes, value };
  }

  /** One row for each frame: self and total, in which recursion counts once. */
  frames() {
    const { name, kind, end, total, self, count } = this;
    const rows = new Map();
    const kinds = this.kinds.length;
    const open = new Int32Array(this.names.length * kinds);
    for (let node = 1; node < count; node++) {
      const key = name[node] * kinds + kind[node];
      let row = rows.get(key);
      if (!row) rows.set(key, row = { name: this.names[name[node]], kind: this.kindOf(node), module: this.moduleOf(node), self: 0, total: 0, baseSelf: 0, baseTotal: 0 });
      row.self += self[node];
      if (this.isDiff) row.baseSelf += this.baseSelf[node];
      if (node >= open[key]) {
        row.total += total[node];
        if (this.isDiff) row.baseTotal += this.baseTotal[node];
        open[key] = end[node];
      }
    }
    return [...rows.values()];
  }
}

const ratio = (part, whole) => (whole ? part / whole : 0);
