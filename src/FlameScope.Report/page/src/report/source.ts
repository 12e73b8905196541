// A report as a source of data: the samples are in the page, and every answer is worked out here.
import type { ChartAnswer, DifferenceAnswer, Finding, FlameAnswer, HeatMap, LoadProgress, ProfileInfo, ProfileList } from '../data/answers';
import { Problem } from '../data/problem';
import type { About, BaselineQuery, DataSource, HeatMapQuery, ProfileQuery, SandwichSide, SliceQuery, ViewQuery } from '../data/source';
import { FILTERS } from '../state/address';
import { aboutOf } from './about';
import { differenceAnswer, flameAnswer } from './answers';
import { createChart } from './chart';
import type { Container, PackedProfile } from './container';
import { differenceOf } from './difference';
import { isPlain, resolve } from './filter';
import { createTree, sandwichOf, type TreeShape } from './flame';
import type { RootGrouping } from './groups';
import { createHeatMap } from './heatmap';
import { Names } from './names';
import { addShortNames, renumber } from './naming';
import { choice, isOn, lines, refused } from './request';
import { select, type Selection } from './selection';
import { Store } from './store';
import { bytesOf, Strings } from './strings';
import { type Ranges, rangesOf, refuseWithoutClock } from './times';
import type { Tree } from './tree';
import { unpackSampleStacks, unpackSamples, unpackStrings, unpackTables } from './unpack';

/** What of a recording is unpacked already, or is on its way. */
class Unpacked {
  /** What most heat maps need. */
  readonly samples: Promise<Store>;
  /** And which stack and thread each sample has. */
  stacked: Promise<Store> | null = null;
  /** And what these are. */
  whole: Promise<Store> | null = null;

  constructor(container: Container, packed: PackedProfile) {
    this.samples = unpackSamples(container, packed).then(samples => new Store(packed, samples));
  }
}

export class ReportSource implements DataSource {
  readonly about: About;
  readonly #container: Container;
  readonly #names = new Names();
  readonly #unpacked = new Map<PackedProfile, Unpacked>();
  readonly #stores = new Set<Store>();
  readonly #pause: () => Promise<void>;
  #queue: Promise<unknown> = Promise.resolve();

  /** @param pause what stacks wait for: the first heat map is drawn without them */
  constructor(container: Container, pause: () => Promise<void> = () => Promise.resolve()) {
    this.#container = container;
    this.#pause = pause;
    this.about = aboutOf(container.head);
  }

  async profiles(): Promise<ProfileList> {
    const { profiles } = this.#container.head;
    return {
      profiles: profiles.map(({ info: { name, format, bytes } }) => ({ name, format, bytes, modified: '' })), canUpload: false, maxRows: Math.min(...profiles.map(({ maxRows }) => maxRows)),
    };
  }

  async info(profile: string): Promise<ProfileInfo> {
    return this.#find(profile).info;
  }

  async progress(): Promise<LoadProgress> {
    return { bytesRead: null, totalBytes: null };
  }

  async heatMap(query: HeatMapQuery, match: string, signal: AbortSignal): Promise<HeatMap> {
    const packed = this.#find(query.profile);
    const needsTables = match !== '' || (query.rowsBy !== '' && query.rowsBy !== 'cpu') || !isPlain(query);
    // A map tells how many samples have no stack: where none has one less, that is known.
    const needsStacks = packed.info.stackless !== 0 || packed.events.some(({ isDerived }) => isDerived);
    // What makes no sense is refused, whether it matters or not.
    namesOf(query);
    const store = await (needsTables ? this.#named(query, packed) : needsStacks ? this.#stacked(packed) : this.#of(packed).samples);
    signal.throwIfAborted();
    return createHeatMap(store, this.#names, query, match, this.#ranges(store, query), needsTables);
  }

  async flame(query: SliceQuery, least: number, signal: AbortSignal): Promise<FlameAnswer> {
    const selection = this.#select(await this.#named(query), query);
    signal.throwIfAborted();
    return flameAnswer(createTree(selection, this.#names, shapeOf(query, least)), selection, this.#names);
  }

  async difference(query: SliceQuery & BaselineQuery, signal: AbortSignal): Promise<DifferenceAnswer> {
    return this.#compare(query, shapeOf(query), tree => tree, signal);
  }

  async sandwich(query: ViewQuery, frame: string, side: SandwichSide, signal: AbortSignal): Promise<FlameAnswer | DifferenceAnswer> {
    if (!frame) throw refused('of: expected the name of a function, found nothing.');
    const shape = { ...shapeOf(query), isInverted: false };
    // A name that no recording has is in no stack.
    const partOf = (tree: Tree) => sandwichOf(tree, this.#names, this.#names.strings.find(bytesOf(frame)), side);
    if (isCompared(query)) return this.#compare(query, shape, partOf, signal);
    const selection = this.#select(await this.#named(query), query);
    signal.throwIfAborted();
    return flameAnswer(partOf(createTree(selection, this.#names, shape)), selection, this.#names);
  }

  async chart(query: SliceQuery, least: number, signal: AbortSignal): Promise<ChartAnswer> {
    const store = await this.#named(query);
    signal.throwIfAborted();
    const selection = this.#select(store, query);
    refuseWithoutClock(store);
    const whole = selection.ranges ? this.#select(store, { ...query, from: '', to: '' }) : selection;
    return createChart(selection, whole, this.#names, lines(query.hide), least);
  }

  /** Those that were found when the report was written, of all samples. */
  async findings(query: ProfileQuery): Promise<readonly Finding[]> {
    const { findings } = this.#find(query.profile);
    if (!FILTERS.some(name => name !== 'markers' && query[name])) return findings;
    throw new Problem({ title: 'No findings with filters', detail: 'A report has the findings of all its samples; it does not search again. Clear the filters to see them.', status: 501 });
  }

  async add(): Promise<string> {
    throw new Problem({ title: 'A report takes no files' });
  }

  exportLink(): null {
    return null;
  }

  async #compare(query: SliceQuery & BaselineQuery, shape: TreeShape, partOf: (tree: Tree) => Tree, signal: AbortSignal): Promise<DifferenceAnswer> {
    const examined = await this.#named(query);
    const other = await this.#named(query, this.#find(query.baseProfile || query.profile));
    signal.throwIfAborted();
    const names = this.#names;
    const ranges = rangesOf(other, ['baseFrom', 'baseTo'], query.baseFrom, query.baseTo);
    const baseline = select(other, query, ranges, resolve(other, names, query, ''));
    const selection = this.#select(examined, query);
    if (baseline.measure !== selection.measure) throw refused(`A tree of ${selection.unit} (${selection.event}) cannot be compared with one of ${baseline.unit} (${baseline.event}).`);
    const treeOf = (of: Selection) => partOf(createTree(of, names, shape));
    return differenceAnswer(differenceOf(names, treeOf(baseline), baseline, treeOf(selection), selection), selection, names);
  }

  #select(store: Store, query: SliceQuery): Selection {
    return select(store, query, this.#ranges(store, query), resolve(store, this.#names, query, ''));
  }

  #ranges(store: Store, { from, to }: { readonly from: string; readonly to: string }): Ranges | null {
    return rangesOf(store, ['from', 'to'], from, to);
  }

  #find(name: string): PackedProfile {
    const profile = this.#container.head.profiles.find(({ info }) => info.name === name);
    if (!profile) throw new Problem({ title: 'No such profile', detail: `There is no profile "${name}" in this report.`, status: 404 });
    return profile;
  }

  #of(packed: PackedProfile): Unpacked {
    let unpacked = this.#unpacked.get(packed);
    if (!unpacked) {
      unpacked = new Unpacked(this.#container, packed);
      this.#unpacked.set(packed, unpacked);
    }
    return unpacked;
  }

  #stacked(packed: PackedProfile): Promise<Store> {
    const unpacked = this.#of(packed);
    unpacked.stacked ??= unpacked.samples.then(async store => {
      store.sampleStacks = await unpackSampleStacks(this.#container, packed);
      return store;
    });
    return unpacked.stacked;
  }

  // With the names that are asked for.
  async #named(query: ProfileQuery, packed = this.#find(query.profile)): Promise<Store> {
    const names = namesOf(query);
    const store = await this.#whole(packed);
    return names === 'short' ? store.shortNamed : store;
  }

  // One after the other: a recording may give the names of those before it other numbers.
  #whole(packed: PackedProfile): Promise<Store> {
    const unpacked = this.#of(packed);
    if (!unpacked.whole) {
      unpacked.whole = this.#queue.then(() => this.#unpackWhole(packed));
      this.#queue = unpacked.whole.catch(() => {});
    }
    return unpacked.whole;
  }

  async #unpackWhole(packed: PackedProfile): Promise<Store> {
    const store = await this.#stacked(packed);
    await this.#pause();
    const [strings, tables] = await Promise.all([unpackStrings(this.#container, packed), unpackTables(this.#container, packed)]);
    if (!store.sampleStacks) throw new Error('It has no stacks.');
    store.stacks = { ...store.sampleStacks, ...tables };
    const own = addShortNames(store, strings);
    const stores = new Set([store, store.shortNamed]);
    if (this.#stores.size) {
      const { strings: joint, ofOne, ofOther } = Strings.join(this.#names.strings, own);
      renumber(this.#stores, ofOne);
      renumber(stores, ofOther);
      this.#names.strings = joint;
    } else {
      this.#names.strings = own;
    }
    for (const one of stores) this.#stores.add(one);
    return store;
  }
}

const namesOf = ({ names }: ProfileQuery) => choice('names', names, ['full', 'short']);

const isCompared = (query: ViewQuery): query is SliceQuery & BaselineQuery => query.baseFrom !== undefined;

const shapeOf = ({ root, inverted, hide }: SliceQuery, least = 0): TreeShape => ({
  root: choice<RootGrouping>('root', root, ['command', 'process', 'thread', 'none']) ?? 'command', isInverted: isOn('inverted', inverted), hide: lines(hide), least,
});
