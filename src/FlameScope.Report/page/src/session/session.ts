// What the page shows, and how it follows the address: the parts are loaded where a key changes that they are made from.
import { computed, effect, signal, untracked } from '@preact/signals-core';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { DataSource } from '../data/source';
import { NO_BASELINE } from '../state/address';
import type { MapShape } from '../state/queries';
import { type Side, type Slice, sliceValues } from '../state/slices';
import { get, onChange, set } from '../state/state';
import { busiestFrame } from '../table/frames';
import { nanoseconds, seconds } from '../text/times';
import { emptyList } from './empty';
import { ChartPart } from './chart';
import { FindingsPart } from './findings';
import { FlamePart } from './flames';
import { BaseMapPart, HeatMapPart } from './maps';
import { failure, type Notice } from './notice';
import { OverviewPart } from './overview';
import type { Part } from './part';
import { OpenProfile } from './profile';
import { SandwichPart } from './sandwich';
import { SearchPart } from './search';
import { SightPart } from './sight';
import { SpotlightPart } from './spotlight';
import { settleTimes } from './times';

export type ViewName = 'graph' | 'chart' | 'table' | 'tree' | 'sandwich';

/** A heat map's gestures, for the keys that end them. */
export interface Gestures {
  /** Gives a selection up that has only begun; tells whether there was one. */
  cancel(): boolean;
  /** Shows what the address says. */
  show(): void;
}

export class Session {
  readonly source: DataSource;
  readonly profile: OpenProfile;
  readonly heat: HeatMapPart;
  readonly sight: SightPart;
  readonly overview: OverviewPart;
  readonly spotlight: SpotlightPart;
  readonly base: BaseMapPart;
  readonly findings: FindingsPart;
  readonly flame: FlamePart;
  readonly sandwich: SandwichPart;
  readonly chart: ChartPart;
  readonly search: SearchPart;
  /** The profile as the controls tell of it: they come after its first heat map. */
  readonly told = computed(() => (this.heat.isSettled.value ? this.profile.info.value : null));
  /** The view on the screen: that of the address once its tree is there; null where nothing is. */
  readonly view = signal<ViewName | null>('graph');
  /** A second one beside it; null for none. */
  readonly beside = computed(() => (this.view.value && get('beside') !== this.view.value ? (get('beside') || null) as ViewName | null : null));
  /** What is said of the cell, and of the frame, that is pointed at. */
  readonly readout = signal('');
  readonly frameStatus = signal('');
  /** What is told to those who do not see it. */
  readonly announcement = signal('');
  readonly gestures = new Set<Gestures>();
  readonly #parts: readonly Part[];

  constructor(source: DataSource) {
    this.source = source;
    this.profile = new OpenProfile(source, {
      opening: () => this.#forget(),
      opened: () => {
        this.#settle();
        for (const part of this.#parts) part.load();
      },
      failed: notice => {
        this.heat.notify(notice);
        this.flame.notice.value = { title: 'Nothing to show', text: 'The profile could not be read.' };
      },
    });
    const { info, list } = this.profile;
    const reload = () => this.profile.load();
    this.findings = new FindingsPart(source, info);
    this.heat = new HeatMapPart(source, info, list, this.findings, reload);
    this.sight = new SightPart(this.heat);
    this.overview = new OverviewPart(source, info, this.heat);
    this.spotlight = new SpotlightPart(source, info, this.heat);
    this.base = new BaseMapPart(source, this.heat, reload);
    this.flame = new FlamePart(source, info, this.heat.isSettled, reload);
    this.search = new SearchPart(this.flame);
    this.sandwich = new SandwichPart(source, info, notice => { this.flame.notice.value = notice; }, reload);
    this.chart = new ChartPart(source, info, notice => { this.flame.notice.value = notice; }, reload);
    this.#parts = [this.heat, this.base, this.flame];
  }

  /** Opens what the address says, and follows it from now on. */
  start(): void {
    onChange(changed => {
      if (changed.has('profile')) {
        this.profile.load();
        return;
      }
      this.#settle();
      for (const part of this.#parts) if (part.keys.some(key => changed.has(key))) part.load();
      this.flame.follow(changed);
    });
    effect(() => this.#followRoom());
    effect(() => this.overview.follow());
    effect(() => this.spotlight.follow());
    effect(() => this.#followView());
    // The stacks in the order of time do not wait for the tree.
    effect(() => {
      if (this.told.value && (get('view') === 'chart' || get('beside') === 'chart')) this.chart.load();
    });
    // What is gone is not told of any more.
    effect(() => { if (!this.heat.shown.value) this.readout.value = ''; });
    effect(() => { if (!this.flame.shown.value) this.frameStatus.value = ''; });
    this.open();
  }

  async open(): Promise<void> {
    // The list is not waited for where the address names a profile.
    if (get('profile')) this.profile.load();
    try {
      const list = await this.profile.listProfiles();
      if (!list.profiles.length) this.#close(emptyList(list, () => this.open()));
    } catch (error) {
      this.#close(failure(error, () => this.open()));
    }
  }

  /** Shows the slice of a gesture that goes on. */
  preview(side: Side, slice: Slice, baseProfile?: string): void {
    this.flame.preview(sliceValues(side, slice, baseProfile));
  }

  /** Takes the slice of a gesture. */
  select(side: Side, slice: Slice, isStep: boolean, baseProfile?: string): void {
    set(sliceValues(side, slice, baseProfile), isStep);
    if (this.flame.whole.value) this.restore();
    this.announcement.value = `${side === 'baseline' ? 'Baseline' : 'Selected'} ${seconds(slice.from, 3)} to ${seconds(slice.to, 3)} seconds`;
  }

  /** Back to what the address says, where a gesture was given up. */
  restore(): void {
    for (const gestures of this.gestures) gestures.show();
    this.flame.restore();
  }

  /** Gives a gesture up, or else the selection. */
  clear(): void {
    const given = [...this.gestures].map(gestures => gestures.cancel());
    if (given.includes(true)) this.restore();
    else set({ from: '', to: '', ...NO_BASELINE });
  }

  /** Where a view is: the only or first one, the second one, or nowhere. */
  sideOf(name: ViewName): { readonly hidden: boolean; readonly 'data-side': string | undefined } {
    const side = this.view.value === name ? 'first' : this.beside.value === name ? 'second' : undefined;
    return { hidden: side === undefined, 'data-side': side };
  }

  announce(text: string): void {
    this.announcement.value = text;
    this.frameStatus.value = text;
  }

  // Times become seconds; a time to go to becomes the column in which it lies.
  #settle(): void {
    const info = this.profile.info.value;
    if (!info) return;
    settleTimes(info);
    if (get('at')) this.sight.goTo(nanoseconds(get('at')), false);
  }

  #close(notice: Notice): void {
    this.profile.close(() => { this.heat.notice.value = notice; });
  }

  // Another room may have other rows and columns; what the address changes is loaded anyway.
  #followRoom(): void {
    void this.heat.plot.value;
    void this.profile.list.value;
    untracked(() => {
      if (this.heat.asked === null || isSame(this.heat.asked, this.heat.shape.value)) return;
      this.heat.load();
      this.base.load();
    });
  }

  #followView(): void {
    const { whole, shown } = this.flame;
    const tree = whole.value;
    if (!tree) {
      if (!shown.value && untracked(() => this.view.value) !== 'graph') this.view.value = null;
      return;
    }
    const of = get('of');
    this.view.value = (get('view') || 'graph') as ViewName;
    if (this.view.value !== 'sandwich' && this.beside.value !== 'sandwich') return;
    untracked(() => {
      if (of) this.sandwich.load(of);
      else set({ of: this.#frameOfInterest() }, false);
    });
  }

  // Where no frame was chosen: the one that the keyboard is at, or the one with the most samples of its own.
  #frameOfInterest(): string {
    const { view, tree, whole } = this.flame;
    if (view && view.focus > 0 && tree.value) return tree.value.nameOf(view.focus);
    return whole.value ? busiestFrame(whole.value) : '';
  }

  #forget(): void {
    for (const part of this.#parts) part.forget();
    this.sandwich.forget();
    this.chart.forget();
    this.overview.forget();
    for (const gestures of this.gestures) gestures.cancel();
    this.heat.notice.value = null;
    this.flame.notice.value = null;
  }
}

const isSame = (one: MapShape, other: MapShape) => JSON.stringify(one) === JSON.stringify(other);

const SessionContext = createContext<Session | null>(null);

export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('There is no session around this component.');
  return session;
}
