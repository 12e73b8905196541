// One frame with all its callers above and all its callees below, over every place where it stands.
import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { ProfileInfo } from '../data/answers';
import type { DataSource } from '../data/source';
import { FlameTree } from '../flame/tree';
import { viewQuery } from '../state/queries';
import { loads } from './part';
import type { Run } from './latest';
import type { Notice } from './notice';

export interface ShownSandwich {
  readonly of: string;
  readonly callers: FlameTree;
  readonly callees: FlameTree;
}

export class SandwichPart {
  readonly shown = signal<ShownSandwich | null>(null);
  readonly #source: DataSource;
  readonly #info: ReadonlySignal<ProfileInfo | null>;
  readonly #notify: (notice: Notice | null) => void;
  readonly #run: Run;
  #of = '';

  constructor(source: DataSource, info: ReadonlySignal<ProfileInfo | null>, notify: (notice: Notice | null) => void, reload: () => void) {
    this.#source = source;
    this.#info = info;
    this.#notify = notify;
    this.#run = loads({ load: () => this.load(this.#of), clear: () => {}, notify }, reload);
  }

  load(of: string): void {
    this.#of = of;
    this.#run(async signal => {
      const query = { ...viewQuery(this.#info.value?.version), inverted: '' };
      const [callers, callees] = await Promise.all((['callers', 'callees'] as const)
        .map(async side => new FlameTree(await this.#source.sandwich(query, of, side, signal))));
      this.shown.value = { of, callers, callees };
      this.#notify(null);
    });
  }

  forget(): void {
    this.#run(() => {});
    this.shown.value = null;
  }
}
