// The tree of the slice: a flame graph, or the difference where there is a baseline.
import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import type { ProfileInfo } from '../data/answers';
import type { DataSource } from '../data/source';
import { matcher } from '../flame/search';
import { FlameTree } from '../flame/tree';
import type { FlameView } from '../flame/view';
import { type Key, TREE, type Values } from '../state/address';
import { isDifferenceQuery, viewQuery } from '../state/queries';
import { get, set } from '../state/state';
import { emptyFlame } from './empty';
import type { Run } from './latest';
import type { Notice } from './notice';
import { once } from './once';
import { type Failing, loads, type Part } from './part';

/** A tree on the screen. */
export interface ShownTree {
  readonly tree: FlameTree;
  /** The node that is as wide as the graph. */
  readonly zoom: number;
  /** The sides' widths that it is laid out by. */
  readonly width: string;
}

export class FlamePart implements Part, Failing {
  readonly keys: readonly Key[] = TREE;
  readonly notice = signal<Notice | null>(null);
  /** Whether something else is coming in its place. */
  readonly isBusy = signal(false);
  readonly shown = signal<ShownTree | null>(null);
  /** The whole tree of the address; null while it is not there, or a gesture goes on. */
  readonly whole = signal<FlameTree | null>(null);
  readonly tree = computed(() => this.shown.value?.tree ?? null);
  readonly matches = computed(() => {
    const matches = matcher(get('q'));
    return matches && this.tree.value ? this.tree.value.search(matches) : null;
  });
  /** How many nodes were too narrow to be drawn. */
  readonly hidden = signal(0);
  /** The graph on the screen, for what the keyboard does with it. */
  view: FlameView | null = null;
  readonly #source: DataSource;
  readonly #info: ReadonlySignal<ProfileInfo | null>;
  readonly #mayDraw: ReadonlySignal<boolean>;
  readonly #run: Run;
  #aim = '';

  /** @param mayDraw whether a tree may be laid out already */
  constructor(source: DataSource, info: ReadonlySignal<ProfileInfo | null>, mayDraw: ReadonlySignal<boolean>, reload: () => void) {
    this.#source = source;
    this.#info = info;
    this.#mayDraw = mayDraw;
    this.#run = loads(this, reload);
  }

  /** Makes a change after which the graph is zoomed to what a frame stands in. */
  showing(frame: string, change: () => void): void {
    this.#aim = frame;
    change();
    this.#aim = '';
  }

  load(): void {
    // Other nodes are coming: none of the present ones is to be zoomed to.
    this.whole.value = null;
    this.#load({});
  }

  /** Shows the slice of a gesture that goes on; the address follows when it ends. */
  preview(slice: Partial<Values>): void {
    this.#load(slice, true);
  }

  /** Back to what the address says, where a gesture was given up. */
  restore(): void {
    const whole = this.whole.value;
    if (whole) this.#run(() => this.#show(whole));
    else this.load();
  }

  zoomTo(node: number): void {
    if (!node || (this.whole.value && this.tree.value === this.whole.value)) set({ zoom: node ? String(node) : '' });
  }

  zoomOut(): void {
    this.zoomTo(this.whole.value?.parent[Number(get('zoom'))] ?? 0);
  }

  /** Follows keys that the tree is not made from. */
  follow(changed: ReadonlySet<Key>): void {
    const whole = this.whole.value;
    if (whole && (changed.has('zoom') || changed.has('width'))) this.#show(whole);
  }

  forget(): void {
    this.#run(() => {});
    this.clear();
  }

  clear(): void {
    this.whole.value = null;
    this.shown.value = null;
    this.hidden.value = 0;
  }

  notify(notice: Notice): void {
    this.notice.value = notice;
  }

  #load(slice: Partial<Values>, isPreview = false): void {
    const aim = this.#aim;
    this.#run(async signal => {
      const query = viewQuery(this.#info.value?.version, slice);
      const load = async (least: number) => {
        const answer = isDifferenceQuery(query) ? await this.#source.difference(query, signal) : await this.#source.flame(query, least, signal);
        await once(this.#mayDraw, signal);
        return new FlameTree(answer);
      };
      this.isBusy.value = !isPreview;
      try {
        // What is wide enough to be seen comes first and fast, to be looked at; everything else needs the whole.
        const least = aim || isDifferenceQuery(query) || get('zoom') || get('inverted') ? 0 : 0.5 / innerWidth;
        let loaded = await load(least);
        if (least && loaded.isPruned) {
          this.#show(loaded);
          if (isPreview) return;
          loaded = await load(0);
        }
        if (!isPreview) this.whole.value = loaded;
        if (aim) set({ zoom: String(loaded.holderOf(aim) || '') }, false);
        this.#show(loaded);
      } finally {
        this.isBusy.value = false;
      }
    }, !isPreview);
  }

  // The whole tree of the address, or what comes before it, or that of a gesture that goes on.
  #show(tree: FlameTree): void {
    const isWhole = tree === this.whole.value;
    const width = get('width');
    if (this.shown.value?.tree !== tree || this.shown.value.width !== width) tree.setSide(width);
    this.notice.value = emptyFlame(tree);
    const zoom = isWhole ? tree.nodeOrRoot(Number(get('zoom'))) : 0;
    this.shown.value = { tree, zoom, width };
    performance.mark('flamescope:flame');
    if (isWhole) set({ zoom: zoom ? String(zoom) : '' }, false);
  }
}
