// The heat maps: the profile's, and that of another profile on which the baseline is selected.
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import type { Column, HeatMap, ProfileInfo, ProfileList } from '../data/answers';
import type { DataSource } from '../data/source';
import { MAX_COLUMNS } from '../map/columns';
import { endOf, type Plot } from '../map/grid';
import { type Scale, scaleOf } from '../map/scale';
import { nextPicture } from '../shared/picture';
import { HEAT, type Key, SIGHT } from '../state/address';
import { baseMapQuery, heatMapQuery, type MapShape } from '../state/queries';
import type { Slice } from '../state/slices';
import { get } from '../state/state';
import { isDark } from '../state/theme';
import { emptyHeat, endedHeat, timelessHeat } from './empty';
import { boundedFor, fitMap, type MapFit, shapeOf } from './fit';
import type { Run } from './latest';
import type { Notice } from './notice';
import { type Failing, loads, type Part } from './part';

/** A map with what its colours and times need of its profile. */
export interface ShownMap {
  readonly map: HeatMap;
  readonly wallClockAtOrigin: string | null;
  /** What one busy CPU adds in a nanosecond; 0 where that is not known. */
  readonly busy: number;
  /** The value of a cell in which every CPU is busy; 0 where that is not known. */
  readonly capacity: number;
}

/** What every heat map of the page has. Two that are seen together have one axis of time. */
export interface MapRoom {
  readonly shown: ReadonlySignal<ShownMap | null>;
  readonly scale: ReadonlySignal<Scale | null>;
  readonly notice: Signal<Notice | null>;
  /** What of each cell a search fits; null for no search. */
  readonly matches: ReadonlySignal<Column | null>;
}

/** The colours of a map, beside another one that has the same. Where they count other things, or at other rates, it is the share of the CPUs that compares. */
const scaleSignal = (shown: ReadonlySignal<ShownMap | null>, beside: () => ShownMap | null) => computed(() => {
  const other = beside();
  if (!shown.value) return null;
  const isAlike = !other || (other.map.unit === shown.value.map.unit && other.busy === shown.value.busy);
  const kind = !isAlike && shown.value.capacity && other.capacity ? 'cpu' : get('scale');
  return scaleOf(shown.value.map, kind, get('colors'), isDark.value, shown.value.capacity, isAlike ? other?.map : undefined);
});

/** A map that is as long as the one beside it: what it has no more is not captured. */
function asLongAs(shown: ShownMap | null, other: ShownMap | null): ShownMap | null {
  if (!shown?.map.columns || !other) return shown;
  const { map } = shown;
  const columns = Math.min(MAX_COLUMNS, Math.ceil((Math.max(endOf(map), endOf(other.map)) - map.start) / map.columnWidth));
  if (columns <= map.columns) return shown;
  const longer = (column: Column, count: number) => {
    const all = new (column.constructor as new (count: number) => Column)(count);
    all.set(column);
    return all;
  };
  return { ...shown, map: { ...map, columns, data: { values: longer(map.data.values, columns * map.rows), totals: longer(map.data.totals, columns) } } };
}

function shownMap(map: HeatMap, profile: ProfileInfo): ShownMap {
  const frequency = profile.events.find(({ name }) => name === map.event)?.frequency;
  const busy = map.unit === 'ns' ? 1 : map.unit === 'samples' && frequency ? frequency / 1e9 : 0;
  const capacity = busy * map.columnWidth / map.rows * (profile.header.cpuCount || profile.cpus.length);
  return { map, wallClockAtOrigin: profile.wallClockAtOrigin, busy, capacity };
}

/** The profile's heat map. */
export class HeatMapPart implements Part, Failing, MapRoom {
  readonly keys: readonly Key[] = [...HEAT, ...SIGHT];
  readonly loaded = signal<ShownMap | null>(null);
  /** The other profile's map, while there is one. */
  readonly beside = signal<ShownMap | null>(null);
  readonly shown = computed(() => asLongAs(this.loaded.value, this.beside.value));
  readonly scale = scaleSignal(this.shown, () => this.beside.value);
  readonly notice = signal<Notice | null>(null);
  readonly matches = signal<Column | null>(null);
  /** Whether the profile's first map is on the screen, or cannot be: what takes longer to draw waits for that. */
  readonly isSettled = signal(false);
  /** The room for the cells. */
  readonly plot = signal<Plot | null>(null);
  /** The times of a drag that goes on; null while the address has them. */
  readonly moving = signal<Slice | null>(null);
  /** The capture, the times that are looked at, and what fits them; null before that is known. */
  readonly fit: ReadonlySignal<MapFit | null>;
  /** What is asked for. */
  readonly shape: ReadonlySignal<MapShape>;
  /** What was asked for last; null where nothing was. */
  asked: MapShape | null = null;
  readonly #source: DataSource;
  readonly #info: ReadonlySignal<ProfileInfo | null>;
  readonly #after: { load(): void; forget(): void };
  readonly #run: Run;

  /** @param after what is loaded once the map is drawn */
  constructor(
    source: DataSource, info: ReadonlySignal<ProfileInfo | null>, list: ReadonlySignal<ProfileList | null>, after: { load(): void; forget(): void }, reload: () => void,
  ) {
    this.#source = source;
    this.#info = info;
    this.#after = after;
    this.fit = computed(() => {
      const { plot: { value: plot } } = this;
      return info.value && plot && fitMap(info.value, plot, this.moving.value, list.value?.maxRows);
    });
    this.shape = computed(() => shapeOf(this.fit.value));
    this.#run = loads(this, reload);
  }

  /** @param isUrgent whether what is being loaded is no longer wanted */
  load(isUrgent = true): void {
    const timeless = this.#info.value && timelessHeat(this.#info.value);
    if (timeless) {
      this.notify(timeless);
      return;
    }
    this.asked = this.shape.value;
    this.#run(async signal => {
      const map = await this.#source.heatMap(heatMapQuery(this.shape.value, this.#info.value?.version), '', signal);
      const profile = this.#info.value;
      if (!profile) return;
      batch(() => {
        this.matches.value = null;
        this.loaded.value = shownMap(map, profile);
      });
      performance.mark('flamescope:heat');
      this.notice.value = emptyHeat(map);
      if (!this.isSettled.value) await nextPicture();
      signal.throwIfAborted();
      this.isSettled.value = true;
      this.#after.load();
    }, isUrgent);
  }

  forget(): void {
    this.asked = null;
    this.isSettled.value = false;
    this.#run(() => {});
    this.clear();
  }

  clear(): void {
    this.#after.forget();
    this.loaded.value = null;
  }

  notify(notice: Notice): void {
    this.notice.value = notice;
    this.isSettled.value = true;
  }
}

/** The other profile's heat map. */
export class BaseMapPart implements Part, Failing, MapRoom {
  readonly keys: readonly Key[] = [...HEAT, ...SIGHT, 'baseProfile'];
  readonly info = signal<ProfileInfo | null>(null);
  readonly loaded = signal<ShownMap | null>(null);
  readonly shown;
  readonly scale;
  readonly notice = signal<Notice | null>(null);
  readonly matches = signal<Column | null>(null);
  readonly #source: DataSource;
  readonly #shape: ReadonlySignal<MapShape>;
  readonly #run: Run;

  /** @param heat the profile's own map */
  constructor(source: DataSource, heat: HeatMapPart, reload: () => void) {
    const { shape } = heat;
    this.shown = computed(() => asLongAs(this.loaded.value, heat.loaded.value));
    this.scale = scaleSignal(this.shown, () => heat.shown.value);
    effect(() => { heat.beside.value = get('baseProfile') ? this.loaded.value : null; });
    this.#source = source;
    this.#shape = shape;
    this.#run = loads(this, reload);
  }

  load(): void {
    const profile = get('baseProfile');
    if (!profile) return;
    this.#run(async signal => {
      const info = await this.#source.info(profile, signal);
      this.info.value = info;
      const shape = boundedFor(this.#shape.value, info);
      this.notice.value = timelessHeat(info) ?? endedHeat(info, shape);
      if (this.notice.value) this.loaded.value = null;
      else this.loaded.value = shownMap(await this.#source.heatMap(baseMapQuery(shape), '', signal), info);
    });
  }

  forget(): void {
    this.#run(() => {});
    this.clear();
  }

  clear(): void {
    this.loaded.value = null;
  }

  notify(notice: Notice): void {
    this.notice.value = notice;
  }
}
