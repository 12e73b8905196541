// Which profiles there are, which one is open, and how far its load is.
import { signal } from '@preact/signals-core';
import type { LoadProgress, ProfileInfo, ProfileList } from '../data/answers';
import type { DataSource } from '../data/source';
import { NO_BASELINE, none, SIGHT } from '../state/address';
import { get, set } from '../state/state';
import { latest } from './latest';
import { failure, type Notice } from './notice';

const PATIENCE = 350;

// Another profile has other times, processes and frames; how things are drawn stays.
const FOREIGN = none([
  'event', 'command', 'excludeCommand', 'process', 'excludeProcess', 'thread', 'excludeThread', 'cgroup', 'excludeCgroup', 'cpu', 'weight', 'markers', 'from', 'to', ...SIGHT, 'of', 'hide', 'note',
]);

export const openProfile = (profile: string): void => set({ ...FOREIGN, ...NO_BASELINE, profile });

export interface ProfileHooks {
  /** Another profile is coming: nothing of the one before may look as if it belonged to it. */
  opening(): void;
  opened(): void;
  failed(notice: Notice): void;
}

export class OpenProfile {
  /** null before it is there. */
  readonly list = signal<ProfileList | null>(null);
  readonly info = signal<ProfileInfo | null>(null);
  /** How far the load is, once that takes longer than anybody notices. */
  readonly progress = signal<LoadProgress | null>(null);
  readonly #source: DataSource;
  readonly #hooks: ProfileHooks;
  readonly #run = latest(error => this.#hooks.failed(failure(error, () => this.load())));

  constructor(source: DataSource, hooks: ProfileHooks) {
    this.#source = source;
    this.#hooks = hooks;
  }

  /** Asks for the list; where the address names no profile, takes the first. */
  async listProfiles(): Promise<ProfileList> {
    const list = await this.#source.profiles();
    // What no format reads is still there to be looked at, after the rest.
    const profiles = list.profiles.toSorted((one, other) => Number(other.format !== null) - Number(one.format !== null));
    this.list.value = { ...list, profiles };
    if (!get('profile') && profiles.length) set({ profile: profiles[0].name }, false);
    return this.list.value;
  }

  async add(file: File): Promise<void> {
    const name = await this.#source.add(file);
    const { profiles } = await this.listProfiles();
    // What no format reads is a list of markers: nothing else would have been taken.
    if (get('profile') && profiles.some(profile => profile.name === name && profile.format === null)) set({ markers: name });
    else openProfile(name);
  }

  load(): void {
    this.#run(async signal => {
      const profile = get('profile');
      this.#clear();
      document.title = `${profile} · FlameScope`;
      this.info.value = await this.#withProgress(profile, signal, () => this.#source.info(profile, signal));
      this.#hooks.opened();
    });
  }

  /** Ends the load, and leaves nothing of the profile. */
  close(closed: () => void): void {
    this.#run(() => {
      this.#clear();
      closed();
    });
  }

  #clear(): void {
    this.info.value = null;
    this.#hooks.opening();
  }

  async #withProgress<T>(profile: string, signal: AbortSignal, wait: () => Promise<T>): Promise<T> {
    let isOver = false;
    const watch = async () => {
      const known = await this.#source.progress(profile, signal).catch(() => ({ bytesRead: null, totalBytes: null }));
      if (isOver) return;
      this.progress.value = known;
      timer = setTimeout(watch, PATIENCE);
    };
    let timer = setTimeout(watch, PATIENCE);
    try {
      return await wait();
    } finally {
      isOver = true;
      clearTimeout(timer);
      this.progress.value = null;
    }
  }
}
