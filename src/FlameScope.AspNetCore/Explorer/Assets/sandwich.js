// One frame with all its callers above and all its callees below, over every place where it stands.
import { getColumns } from './api.js';
import { make, say } from './dom.js';
import { FlameTree } from './flametree.js';
import { flameView } from './flame.js';
import { amount, share } from './format.js';

/** @param handlers `choose(name)` of a frame that was clicked; `point` and `menu` as those of a flame graph, with its tree behind */
export function sandwichView(element, { choose, point, menu }) {
  const panes = ['Callers', 'Callees'].map(label => {
    const title = make('h3');
    const graph = make('div', { className: 'flame' });
    element.append(title, graph);
    const view = flameView(graph, label, {
      zoom: node => node && choose(view.tree.nameOf(node)),
      point: (node, event) => point(node, event, view.tree),
      menu: (node, x, y) => menu(node, x, y, view.tree),
    });
    return { title, view };
  });

  return async (parameters, options, signal) => {
    const trees = await Promise.all(['callers', 'callees'].map(async side => new FlameTree(await getColumns('sandwich', { ...parameters, side }, signal))));
    const { total, coverage, unit } = trees[1];
    say(panes[0].title, `Callers of ${parameters.of}`);
    say(panes[1].title, `Callees · ${amount(total[0], unit)}, ${share(total[0], coverage.shownWeight)} of the slice`);
    panes.forEach(({ view }, i) => view.show(trees[i], { ...options, isIcicle: i === 1 }));
  };
}
