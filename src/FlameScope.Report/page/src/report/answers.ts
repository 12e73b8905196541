// Trees as the page is told of them: names in the order in which nodes use them.
import type { DifferenceAnswer, FlameAnswer } from '../data/answers';
import { UsedDetails } from './details';
import type { Difference } from './difference';
import type { Names } from './names';
import { saturated } from './saturation';
import type { Selection } from './selection';
import type { Tree } from './tree';
import { KINDS } from './unpack';

// Differences are told as more than noise where at most one in twenty of those is.
const FALSE_DISCOVERIES = 0.05;

/** The names that a view uses, numbered as they come. */
export class UsedNames {
  readonly texts: string[] = [];
  readonly #names: Names;
  readonly #numbers: Int32Array;

  constructor(names: Names) {
    this.#names = names;
    this.#numbers = new Int32Array(names.labels + names.strings.count);
  }

  numberOf(id: number): number {
    const place = id + this.#names.labels;
    if (this.#numbers[place] === 0) this.#numbers[place] = this.texts.push(this.#names.text(id));
    return this.#numbers[place] - 1;
  }
}

export function flameAnswer(tree: Tree, { store, event, unit, coverage, ranges, total: most }: Selection, names: Names): FlameAnswer {
  const [usedNames, usedModules] = [new UsedNames(names), new UsedNames(names)];
  const { kind, depth } = tree;
  const details = new UsedDetails(store, names);
  const name = tree.name.map((id, node) => {
    const number = usedNames.numberOf(id);
    details.add(number, id, kind[node]);
    return number;
  });
  const module = tree.module.map(id => usedModules.numberOf(id));
  let maxDepth = 0;
  for (let node = 0; node < tree.count; node++) if (depth[node] > maxDepth) maxDepth = depth[node];
  return {
    // What has no end is the whole capture.
    event, unit, from: ranges ? ranges[0] : null as unknown as number, to: ranges ? ranges[ranges.length - 1] : null, maxDepth, coverage, kinds: KINDS,
    names: usedNames.texts, modules: usedModules.texts, ...details.told(), data: { name, module, kind, depth, self: saturated(tree.self, most), total: saturated(tree.total, most) },
  };
}

export function differenceAnswer({ tree, baseSelf, baseTotal, chance }: Difference, selection: Selection, names: Names): DifferenceAnswer {
  const answer = flameAnswer(tree, selection, names);
  const significant = Uint8Array.from(chance, value => Number(value <= FALSE_DISCOVERIES));
  return { ...answer, data: { ...answer.data, baseSelf, baseTotal, significant, chance: Float32Array.from(chance) } };
}
