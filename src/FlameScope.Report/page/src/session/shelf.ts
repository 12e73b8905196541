// What the list shows of each recording besides its file. Recordings are loaded for it one by one, while the list is open.
import { signal } from '@preact/signals-core';
import type { HeatMap, ListedProfile, ProfileInfo } from '../data/answers';
import type { DataSource, ProfileQuery } from '../data/source';
import { autoColumnWidth } from '../map/columns';
import { FILTERS, none } from '../state/address';
import { seconds } from '../text/times';

/** A recording that was looked at; null for a map where it has no time, and for both where it cannot be read. */
export interface Glimpse {
  readonly info: ProfileInfo | null;
  readonly map: HeatMap | null;
  /** How many findings there are; null before that is known, or where there is nothing to search. */
  readonly findings: number | null;
  /** Why it cannot be read; '' where it can. */
  readonly why: string;
}

/** The width and height of a small map, in cells at most. */
export const SMALL = { width: 160, rows: 10 };

// What is larger is read when it is opened: a list of a thousand of them must not fill the server's memory.
const MOST_BYTES = 32e6;

export class Shelf {
  readonly glimpses = signal<ReadonlyMap<string, Glimpse>>(new Map());
  readonly #source: DataSource;
  #ended = new AbortController();

  constructor(source: DataSource) {
    this.#source = source;
  }

  isTooLarge = ({ bytes }: ListedProfile): boolean => bytes > MOST_BYTES;

  /** Looks at those that were not looked at yet, until it is closed. */
  async open(profiles: readonly ListedProfile[]): Promise<void> {
    this.close();
    const { signal } = this.#ended;
    for (const profile of profiles) {
      if (profile.format === null || this.isTooLarge(profile) || this.glimpses.value.has(profile.name)) continue;
      const glimpse = await this.#look(profile.name, signal);
      if (signal.aborted) return;
      this.#keep(profile.name, glimpse);
    }
    // Every map is there before anything is searched.
    for (const [name, glimpse] of this.glimpses.value) {
      if (!glimpse.map || glimpse.findings !== null) continue;
      const found = await this.#source.findings(this.#queryOf(name, glimpse.info?.version), signal).catch(() => null);
      if (signal.aborted) return;
      if (found) this.#keep(name, { ...glimpse, findings: found.length });
    }
  }

  #keep(name: string, glimpse: Glimpse): void {
    this.glimpses.value = new Map(this.glimpses.value).set(name, glimpse);
  }

  // As the recording's own page asks, so that the answer is there when it is opened.
  #queryOf(profile: string, version: string | undefined): ProfileQuery {
    return { ...none(FILTERS), profile, names: 'short', version };
  }

  close(): void {
    this.#ended.abort();
    this.#ended = new AbortController();
  }

  async #look(profile: string, signal: AbortSignal): Promise<Glimpse> {
    try {
      const info = await this.#source.info(profile, signal);
      if (info.timeAxis !== 'clock' || !info.samples) return { info, map: null, findings: null, why: '' };
      const column = seconds(autoColumnWidth({ from: 0, to: info.end }, 4 * SMALL.width));
      const query = { ...this.#queryOf(profile, info.version), rows: String(SMALL.rows), rowsBy: '', column, from: '', to: '' };
      return { info, map: await this.#source.heatMap(query, '', signal), findings: null, why: '' };
    } catch (error) {
      return { info: null, map: null, findings: null, why: error instanceof Error ? error.message : String(error) };
    }
  }
}
