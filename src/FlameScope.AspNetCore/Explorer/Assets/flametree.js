// A flame tree as typed arrays in depth-first order: a node's descendants follow it directly.

const GROUP = 5;

export class FlameTree {
  /** @param view a flame tree or a difference, as the API's columns have it */
  constructor(view) {
    const { data, maxDepth } = view;
    Object.assign(this, view, data);
    this.count = data.depth.length;
    this.isDiff = 'baseTotal' in data;
    // The server says so of what was too narrow to be sent. A function of that name makes the tree no worse: it is only asked for again.
    this.isPruned = this.names.includes('other');
    this.parent = new Int32Array(this.count);
    this.end = new Int32Array(this.count);
    this.x = new Float64Array(this.count);
    this.#link(data.depth, this.parent, this.end, new Int32Array(maxDepth + 2));
    this.setWidths(this.total);
  }

  // Parents and ends of subtrees, from the depths alone.
  #link(depth, parent, end, open) {
    let last = -1;
    for (let node = 0; node < depth.length; node++) {
      const d = depth[node];
      for (; last >= d; last--) end[open[last]] = node;
      parent[node] = d ? open[d - 1] : 0;
      open[d] = node;
      last = d;
    }
    for (; last >= 0; last--) end[open[last]] = depth.length;
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
    const { total, baseTotal } = this;
    const scale = baseTotal[0] && total[0] ? total[0] / baseTotal[0] : 1;
    this.setWidths(side === 'baseline' ? baseTotal : side === 'both' ? Float64Array.from(total, (value, node) => (value + baseTotal[node] * scale) / 2) : total);
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
    const { name, kind, end, total, self, count, baseSelf = [], baseTotal = [] } = this;
    const rows = new Map();
    const kinds = this.kinds.length;
    const open = new Int32Array(this.names.length * kinds);
    for (let node = 1; node < count; node++) {
      const key = name[node] * kinds + kind[node];
      let row = rows.get(key);
      if (!row) rows.set(key, row = { name: this.nameOf(node), module: this.moduleOf(node), self: 0, total: 0, baseSelf: 0, baseTotal: 0 });
      row.self += self[node];
      row.baseSelf += baseSelf[node];
      if (node < open[key]) continue;
      row.total += total[node];
      row.baseTotal += baseTotal[node];
      open[key] = end[node];
    }
    return [...rows.values()];
  }
}

const ratio = (part, whole) => (whole ? part / whole : 0);
