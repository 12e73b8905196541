// What of each cell of the map a search fits.
import { type ReadonlySignal, untracked } from '@preact/signals-core';
import type { ProfileInfo } from '../data/answers';
import type { DataSource } from '../data/source';
import { patternOf } from '../flame/search';
import { heatMapQuery } from '../state/queries';
import { get } from '../state/state';
import { latest } from './latest';
import type { HeatMapPart } from './maps';

export class SpotlightPart {
  readonly #source: DataSource;
  readonly #info: ReadonlySignal<ProfileInfo | null>;
  readonly #heat: HeatMapPart;
  // Without it, nothing but the light is missing: a source may know fewer patterns than the page.
  readonly #run = latest(() => {});

  constructor(source: DataSource, info: ReadonlySignal<ProfileInfo | null>, heat: HeatMapPart) {
    this.#source = source;
    this.#info = info;
    this.#heat = heat;
  }

  /** Follows the search and the map, after both. */
  follow(): void {
    const shown = this.#heat.shown.value;
    const match = patternOf(get('q'));
    untracked(() => {
      const { matches, asked } = this.#heat;
      if (!match || !shown || !asked) {
        this.#run(() => {});
        matches.value = null;
        return;
      }
      const query = heatMapQuery(asked, this.#info.value?.version);
      this.#run(async signal => {
        const { data } = await this.#source.heatMap(query, match, signal);
        if (this.#heat.shown.value === shown) matches.value = data.matches ?? null;
      });
    });
  }
}
