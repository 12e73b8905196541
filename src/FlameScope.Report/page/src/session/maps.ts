// The heat maps: the profile's, and that of another profile on which the baseline is selected.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { HeatMap, ProfileInfo, ProfileList } from '../data/answers';
import type { DataSource } from '../data/source';
import type { Plot } from '../map/grid';
import { autoRows } from '../map/rows';
import { type Scale, scaleOf } from '../map/scale';
import { HEAT, type Key } from '../state/address';
import { baseMapQuery, heatMapQuery } from '../state/queries';
import { get } from '../state/state';
import { isDark } from '../state/theme';
import { nanoseconds } from '../text/times';
import { emptyHeat } from './empty';
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

/** What every heat map of the page has. */
export interface MapRoom {
  readonly shown: ReadonlySignal<ShownMap | null>;
  readonly scale: ReadonlySignal<Scale | null>;
  readonly notice: Signal<Notice | null>;
}

const scaleSignal = (shown: ReadonlySignal<ShownMap | null>) => computed(() =>
  shown.value && scaleOf(shown.value.map, get('scale'), get('colors'), isDark.value, shown.value.capacity));

function shownMap(map: HeatMap, profile: ProfileInfo): ShownMap {
  const frequency = profile.events.find(({ name }) => name === map.event)?.frequency;
  const busy = map.unit === 'ns' ? 1 : map.unit === 'samples' && frequency ? frequency / 1e9 : 0;
  const capacity = busy * map.columnWidth / map.rows * (profile.header.cpuCount || profile.cpus.length);
  return { map, wallClockAtOrigin: profile.wallClockAtOrigin, busy, capacity };
}

const MOST_ROWS = 1000;

/** The rows that fit a profile and the room for its map. */
function rowsFor(info: ProfileInfo, plot: Plot, most: number): number {
  const frequency = (info.events.find(({ name }) => name === get('event')) ?? info.events.at(0))?.frequency ?? null;
  const width = nanoseconds(get('column')) || info.suggestedColumnWidth;
  const columns = Math.floor((info.end - 1) / width) - Math.floor(info.firstSample / width) + 1;
  return autoRows(frequency, width, Math.max(1, columns), plot, Math.min(most, MOST_ROWS));
}

/** The profile's heat map. */
export class HeatMapPart implements Part, Failing, MapRoom {
  readonly keys: readonly Key[] = HEAT;
  readonly shown = signal<ShownMap | null>(null);
  readonly scale = scaleSignal(this.shown);
  readonly notice = signal<Notice | null>(null);
  /** The room for the cells. */
  readonly plot = signal<Plot | null>(null);
  /** The rows that there are where none were chosen; '' before that is known. */
  readonly autoRows: ReadonlySignal<string>;
  /** The rows that are asked for. */
  readonly rows: ReadonlySignal<string>;
  /** The rows that were asked for last; null where nothing was. */
  asked: string | null = null;
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
    this.autoRows = computed(() => {
      const { plot: { value: plot } } = this;
      return info.value && plot ? String(rowsFor(info.value, plot, list.value?.maxRows ?? MOST_ROWS)) : '';
    });
    this.rows = computed(() => get('rows') || this.autoRows.value);
    this.#run = loads(this, reload);
  }

  load(): void {
    this.asked = this.rows.value;
    this.#run(async signal => {
      const map = await this.#source.heatMap(heatMapQuery(this.rows.value, this.#info.value?.version), signal);
      const profile = this.#info.value;
      if (!profile) return;
      this.shown.value = shownMap(map, profile);
      performance.mark('flamescope:heat');
      this.notice.value = emptyHeat(map);
      this.#after.load();
    });
  }

  forget(): void {
    this.asked = null;
    this.#run(() => {});
    this.clear();
  }

  clear(): void {
    this.#after.forget();
    this.shown.value = null;
  }

  notify(notice: Notice): void {
    this.notice.value = notice;
  }
}

/** The other profile's heat map. */
export class BaseMapPart implements Part, Failing, MapRoom {
  readonly keys: readonly Key[] = [...HEAT, 'baseProfile'];
  readonly info = signal<ProfileInfo | null>(null);
  readonly shown = signal<ShownMap | null>(null);
  readonly scale = scaleSignal(this.shown);
  readonly notice = signal<Notice | null>(null);
  readonly #source: DataSource;
  readonly #rows: ReadonlySignal<string>;
  readonly #run: Run;

  /** @param rows those of the profile's own map */
  constructor(source: DataSource, rows: ReadonlySignal<string>, reload: () => void) {
    this.#source = source;
    this.#rows = rows;
    this.#run = loads(this, reload);
  }

  load(): void {
    const profile = get('baseProfile');
    if (!profile) return;
    this.#run(async signal => {
      const info = await this.#source.info(profile, signal);
      this.info.value = info;
      this.shown.value = shownMap(await this.#source.heatMap(baseMapQuery(this.#rows.value), signal), info);
      this.notice.value = null;
    });
  }

  forget(): void {
    this.#run(() => {});
    this.clear();
  }

  clear(): void {
    this.shown.value = null;
  }

  notify(notice: Notice): void {
    this.notice.value = notice;
  }
}
