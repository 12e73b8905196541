// What was found without being asked for.
import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { Finding, ProfileInfo } from '../data/answers';
import { Problem } from '../data/problem';
import type { DataSource } from '../data/source';
import { profileQuery } from '../state/queries';
import { amount } from '../text/numbers';
import { latest, type Run } from './latest';

const NOT_THERE = 501;

export class FindingsPart {
  readonly found = signal<readonly Finding[]>([]);
  /** How the search is going; '' for nothing to say. */
  readonly status = signal('');
  /** Why it failed; '' where it did not. */
  readonly failure = signal('');
  /** Whether the search is over. */
  readonly isOver = signal(false);
  readonly #source: DataSource;
  readonly #info: ReadonlySignal<ProfileInfo | null>;
  readonly #run: Run;
  #searched = '';

  constructor(source: DataSource, info: ReadonlySignal<ProfileInfo | null>) {
    this.#source = source;
    this.#info = info;
    this.#run = latest(error => {
      this.#searched = '';
      // What a source does not do at all is no failure that goes away.
      this.status.value = error instanceof Problem && error.status === NOT_THERE ? error.title : 'Findings failed: try again';
      this.failure.value = error instanceof Error ? error.message : String(error);
    });
  }

  /** After the heat map, and only where what is searched has changed. */
  load(): void {
    const query = profileQuery(this.#info.value?.version);
    const wanted = JSON.stringify(query);
    if (this.#searched === wanted) return;
    this.#searched = wanted;
    this.#show([], 'Searching…');
    this.#run(async signal => {
      const found = await this.#source.findings(query, signal);
      this.#show(found, amount(found.length, 'findings'));
      this.isOver.value = true;
    });
  }

  forget(): void {
    this.#run(() => {});
    this.#show([], '');
    this.#searched = '';
  }

  #show(found: readonly Finding[], status: string): void {
    this.found.value = found;
    this.status.value = status;
    this.failure.value = '';
    this.isOver.value = false;
  }
}
