// What nodes are called: names of the recordings, and labels of groups, which are in no table. A label's number is negative.
import { bytesOf, Strings, textOf } from './strings';

export const UNKNOWN = '[unknown]';

export class Names {
  /** Those of all recordings that were unpacked. */
  strings: Strings = Strings.from(['']);
  readonly root: number;
  readonly other: number;
  readonly #labels: string[] = [];
  readonly #ids = new Map<string, number>();

  constructor() {
    this.root = this.label(bytesOf('root'));
    this.other = this.label(bytesOf('other'));
  }

  get labels(): number {
    return this.#labels.length;
  }

  /** The number of a label; the same one for the same bytes. */
  label(letters: string): number {
    let id = this.#ids.get(letters);
    if (id === undefined) {
      this.#labels.push(letters);
      id = -this.#labels.length;
      this.#ids.set(letters, id);
    }
    return id;
  }

  letters(id: number): string {
    return id < 0 ? this.#labels[-1 - id] : this.strings.letters(id);
  }

  text(id: number): string {
    return id < 0 ? textOf(this.#labels[-1 - id]) : this.strings.text(id);
  }
}
