// The whole capture in one row, while the heat map shows a part of it.
import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { HeatMap, ProfileInfo } from '../data/answers';
import type { DataSource } from '../data/source';
import { autoColumnWidth } from '../map/columns';
import { heatMapQuery } from '../state/queries';
import { seconds } from '../text/times';
import { latest } from './latest';
import type { HeatMapPart } from './maps';

export class OverviewPart {
  readonly map = signal<HeatMap | null>(null);
  readonly #source: DataSource;
  readonly #info: ReadonlySignal<ProfileInfo | null>;
  readonly #heat: HeatMapPart;
  // Without it, nothing but the strip is missing.
  readonly #run = latest(() => { this.#asked = ''; });
  #asked = '';

  constructor(source: DataSource, info: ReadonlySignal<ProfileInfo | null>, heat: HeatMapPart) {
    this.#source = source;
    this.#info = info;
    this.#heat = heat;
  }

  /** Asks for it where there is none yet, after the map. */
  follow(): void {
    const { fit: { value: fit }, plot, shown } = this.#heat;
    if (!fit?.span || !plot.value || !shown.value) return;
    const column = seconds(autoColumnWidth(fit.whole, plot.value.width));
    const query = heatMapQuery({ rows: '1', rowsBy: '', column, from: '', to: '' }, this.#info.value?.version);
    const wanted = JSON.stringify(query);
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    this.#run(async signal => {
      this.map.value = await this.#source.heatMap(query, '', signal);
    });
  }

  forget(): void {
    this.#asked = '';
    this.#run(() => {});
    this.map.value = null;
  }
}
