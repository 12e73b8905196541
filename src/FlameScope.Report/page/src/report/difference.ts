// Two trees as one: every node of either side, with the values of both.
import type { Names } from './names';
import { roundToEven } from './rounding';
import { effectiveSamples, type Selection } from './selection';
import { chancesOf } from './significance';
import { ranksOf, type Tree, TreeWriter } from './tree';

export interface Difference {
  /** All nodes; its values are those of the side that is examined. */
  readonly tree: Tree;
  readonly baseSelf: Float64Array;
  readonly baseTotal: Float64Array;
  /** The chance of so large a difference between slices that behave alike. */
  readonly chance: Float64Array;
}

export function differenceOf(names: Names, base: Tree, baseline: Selection, examined: Tree, selection: Selection): Difference {
  const union = new TreeWriter();
  let baseSelf = new Float64Array(base.count + examined.count);
  let baseTotal = new Float64Array(base.count + examined.count);
  const { rankOf } = ranksOf(names, base.name, examined.name);
  // Both are in one order: what is deeper belongs to what was told last, and of two that are as deep the first by name and kind comes first.
  for (let i = 0, j = 0; i < base.count || j < examined.count;) {
    let order = (j < examined.count ? examined.depth[j] : -1) - (i < base.count ? base.depth[i] : -1);
    if (order === 0) order = rankOf(base.name[i]) - rankOf(examined.name[j]) || base.kind[i] - examined.kind[j];
    const node = order >= 0
      ? union.add(examined.name[j], examined.kind[j], order === 0 && base.module[i] !== examined.module[j] ? 0 : examined.module[j], examined.depth[j], examined.self[j], examined.total[j])
      : union.add(base.name[i], base.kind[i], base.module[i], base.depth[i], 0, 0);
    if (order >= 0) j++;
    if (order <= 0) {
      baseSelf[node] = base.self[i];
      baseTotal[node] = base.total[i];
      i++;
    }
  }
  const tree = union.tree();
  baseSelf = baseSelf.subarray(0, tree.count);
  baseTotal = baseTotal.subarray(0, tree.count);
  const chance = chancesOf(baseTotal, roundToEven(effectiveSamples(baseline)), tree.total, roundToEven(effectiveSamples(selection)));
  return { tree, baseSelf, baseTotal, chance };
}
