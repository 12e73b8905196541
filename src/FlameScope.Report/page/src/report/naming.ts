// Other numbers and other names for what recordings call the same.
import { shortName } from './shortname';
import { Store } from './store';
import { Strings } from './strings';

/** Gives names their new numbers, once there are others among them. */
export function renumber(stores: Iterable<Store>, numbers: Int32Array): void {
  const changed = (ids: Int32Array) => ids.map(id => numbers[id]);
  for (const { stacks } of stores) {
    stacks.frameName = changed(stacks.frameName);
    stacks.frameModule = changed(stacks.frameModule);
    stacks.frameFile &&= changed(stacks.frameFile);
    stacks.frameRaw &&= changed(stacks.frameRaw);
    stacks.threadName = changed(stacks.threadName);
  }
}

/** Lets a recording be asked for with short names of its functions; gives the names with the new ones among them. */
export function addShortNames(store: Store, strings: Strings): Strings {
  const shortOf = new Map<number, string>();
  for (const id of new Set(store.stacks.frameName)) {
    const name = strings.letters(id);
    const short = shortName(name);
    if (short !== name) shortOf.set(id, short);
  }
  if (!shortOf.size) return strings;
  const shorts = [...new Set(shortOf.values())].sort();
  const { strings: joint, ofOne, ofOther } = Strings.join(strings, Strings.from(shorts));
  const numberOf = new Map(shorts.map((short, i) => [short, ofOther[i]]));
  const idOf = new Map([...shortOf].map(([id, short]) => [ofOne[id], numberOf.get(short) ?? 0]));
  renumber([store], ofOne);
  const { stacks } = store;
  const short = new Store(store.packed, store.samples);
  short.stacks = {
    ...stacks, frameName: stacks.frameName.map(id => idOf.get(id) ?? id),
    frameRaw: stacks.frameName.map((id, frame) => stacks.frameRaw?.[frame] || (idOf.has(id) ? id : 0)),
  };
  store.shortNamed = short;
  return joint;
}
