// The stacks of the slice in the order of time.
import { computed, type ReadonlySignal, signal } from '@preact/signals-core';
import type { ChartAnswer, ProfileInfo } from '../data/answers';
import type { DataSource } from '../data/source';
import { matcher } from '../flame/search';
import { viewQuery } from '../state/queries';
import { get } from '../state/state';
import type { Run } from './latest';
import type { Notice } from './notice';
import { loads } from './part';

export class ChartPart {
  readonly answer = signal<ChartAnswer | null>(null);
  /** By name: whether the search fits it; null for no search. */
  readonly matches = computed(() => {
    const matches = matcher(get('q'));
    return matches && this.answer.value ? Uint8Array.from(this.answer.value.names, name => Number(matches(name))) : null;
  });
  readonly #source: DataSource;
  readonly #info: ReadonlySignal<ProfileInfo | null>;
  readonly #notify: (notice: Notice | null) => void;
  readonly #run: Run;
  #asked = '';

  constructor(source: DataSource, info: ReadonlySignal<ProfileInfo | null>, notify: (notice: Notice | null) => void, reload: () => void) {
    this.#source = source;
    this.#info = info;
    this.#notify = notify;
    this.#run = loads({ load: () => this.load(), clear: () => this.forget(), notify }, reload);
  }

  /** Asks for the slice, where it is not there already. */
  load(): void {
    const { baseProfile, baseFrom, baseTo, ...query } = viewQuery(this.#info.value?.version);
    const wanted = JSON.stringify(query);
    if (wanted === this.#asked) return;
    this.#asked = wanted;
    this.#run(async signal => {
      this.answer.value = await this.#source.chart(query, 0.5 / innerWidth, signal);
      performance.mark('flamescope:chart');
      this.#notify(null);
    });
  }

  forget(): void {
    this.#run(() => {});
    this.#asked = '';
    this.answer.value = null;
  }
}
