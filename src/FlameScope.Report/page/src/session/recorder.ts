// Recordings that are made here, where the source can make any.
import { signal } from '@preact/signals-core';
import type { RecordingList } from '../data/answers';
import type { DataSource } from '../data/source';

const PATIENCE = 500;

export class Recorder {
  /** null before that is known. */
  readonly known = signal<RecordingList | null>(null);
  /** Why the last request failed; '' where it did not. */
  readonly failure = signal('');
  readonly #source: DataSource;
  readonly #recorded: () => void;
  #ended = new AbortController();

  /** @param recorded what happens once a recording is over */
  constructor(source: DataSource, recorded: () => void) {
    this.#source = source;
    this.#recorded = recorded;
  }

  /** Follows what is recorded, until it is closed. */
  async open(): Promise<void> {
    this.close();
    const { signal } = this.#ended;
    while (!signal.aborted) {
      const wasRunning = this.#isRunning();
      try {
        this.known.value = await this.#source.recordings?.(signal) ?? null;
      } catch {
        return;
      }
      if (wasRunning && !this.#isRunning()) this.#recorded();
      if (!this.#isRunning()) return;
      await new Promise(resolve => setTimeout(resolve, PATIENCE));
    }
  }

  close(): void {
    this.#ended.abort();
    this.#ended = new AbortController();
  }

  start(duration: number): Promise<void> {
    return this.#do(() => this.#source.record?.(duration));
  }

  stop(): Promise<void> {
    return this.#do(() => this.#source.stopRecording?.());
  }

  #isRunning(): boolean {
    return this.known.value?.recordings.at(0)?.state === 'running';
  }

  async #do(request: () => Promise<void> | undefined): Promise<void> {
    try {
      this.failure.value = '';
      await request();
    } catch (error) {
      this.failure.value = error instanceof Error ? error.message : String(error);
    }
    await this.open();
  }
}
