// One frame with all its callers above and all its callees below, over every place where it stands.
import { getColumns } from './api.js';
import { FlameTree } from './flametree.js';
import { FlameView } from './flame.js';
import { plural, share } from './format.js';

export class SandwichView extends EventTarget {
  #callers;
  #callees;
  #titles = [];

  /** Fires `choose` with the name of a frame that was clicked. */
  constructor(element) {
    super();
    const pane = label => {
      const title = document.createElement('h3');
      const graph = Object.assign(document.createElement('div'), { className: 'flame' });
      element.append(title, graph);
      this.#titles.push(title);
      const view = new FlameView(graph, label);
      view.addEventListener('zoom', event => this.dispatchEvent(new CustomEvent('choose', { detail: view.tree.nameOf(event.detail) })));
      view.addEventListener('menu', event => this.dispatchEvent(new CustomEvent('menu', { detail: { ...event.detail, view } })));
      view.addEventListener('point', event => this.dispatchEvent(new CustomEvent('point', { detail: { ...event.detail, view } })));
      return view;
    };
    this.#callers = pane('Callers');
    this.#callees = pane('Callees');
  }

  async load(parameters, options, signal) {
    const [callers, callees] = await Promise.all(['callers', 'callees'].map(async side =>
      new FlameTree(await getColumns('sandwich', { ...parameters, side }, signal))));
    const part = `${plural(callees.total[0], 'sample')}, ${share(callees.total[0], callees.coverage.shown)} of the slice`;
    this.#titles[0].textContent = `Callers of ${parameters.of}`;
    this.#titles[1].textContent = `Callees · ${part}`;
    this.#callers.show(callers, { ...options, isIcicle: false });
    this.#callees.show(callees, { ...options, isIcicle: true });
  }
}
