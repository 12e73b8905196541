// All names of a report, in the order of their bytes: the number of a name is its rank.
import { check } from './damage';
import { fromVarints } from './numbers';

// The byte order mark of a name is a part of it.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
const MOST_BYTES = 2 ** 29;
const BLOCK = 8192;

/** Bytes as a text with a letter for each, which compares as they do. */
function lettersOf(bytes: Uint8Array): string {
  let letters = '';
  for (let i = 0; i < bytes.length; i += BLOCK) letters += String.fromCharCode(...bytes.subarray(i, i + BLOCK));
  return letters;
}

/** The bytes of a text, a letter for each. */
export const bytesOf = (text: string): string => lettersOf(encoder.encode(text));

/** The text whose bytes are the letters. */
export const textOf = (letters: string): string => decoder.decode(Uint8Array.from(letters, letter => letter.charCodeAt(0)));

export class Strings {
  readonly count: number;
  readonly #bytes: Uint8Array;
  readonly #ends: Int32Array;
  readonly #texts: (string | undefined)[] = [];

  constructor(bytes: Uint8Array, ends: Int32Array) {
    this.count = ends.length;
    this.#bytes = bytes;
    this.#ends = ends;
  }

  /** @param names letters that stand for bytes, no two alike */
  static from(names: readonly string[]): Strings {
    const sorted = names.toSorted();
    let end = 0;
    const ends = Int32Array.from(sorted, name => { end += name.length; return end; });
    return new Strings(Uint8Array.from(sorted.join(''), letter => letter.charCodeAt(0)), ends);
  }

  /** Each has some bytes of the one before, and a suffix of its own. */
  static unpack(count: number, prefixes: Uint8Array, lengths: Uint8Array, suffixes: Uint8Array): Strings {
    const prefix = fromVarints(prefixes, count, MOST_BYTES, 'prefixes of names');
    const length = fromVarints(lengths, count, MOST_BYTES, 'lengths of names');
    const ends = new Int32Array(count);
    let [end, before, own] = [0, 0, 0];
    for (let i = 0; i < count; i++) {
      check(prefix[i] <= before, 'A name has more of the one before than that has.');
      before = prefix[i] + length[i];
      own += length[i];
      end += before;
      check(end <= MOST_BYTES, 'Its names are too long.');
      ends[i] = end;
    }
    check(own === suffixes.length, 'Its names have another length than they should.');
    check(ends[0] === 0, 'Its first name is not empty.');
    const bytes = new Uint8Array(end);
    let [from, at] = [0, 0];
    for (let i = 0; i < count; i++) {
      const start = i ? ends[i - 1] : 0;
      bytes.copyWithin(start, from, from + prefix[i]);
      bytes.set(suffixes.subarray(at, at + length[i]), start + prefix[i]);
      at += length[i];
      from = start;
    }
    return new Strings(bytes, ends);
  }

  text(id: number): string {
    this.#texts[id] ??= decoder.decode(this.#bytesAt(id));
    return this.#texts[id];
  }

  letters(id: number): string {
    return lettersOf(this.#bytesAt(id));
  }

  /** The number of the first that is not before the letters; all where all are. */
  lowerBound(letters: string): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.letters(middle) < letters) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The number of a name; -1 where there is none. */
  find(letters: string): number {
    const id = this.lowerBound(letters);
    return id < this.count && this.letters(id) === letters ? id : -1;
  }

  /** Both as one, and the new numbers of the names of each. */
  static join(one: Strings, other: Strings): { readonly strings: Strings; readonly ofOne: Int32Array; readonly ofOther: Int32Array } {
    const [ofOne, ofOther] = [new Int32Array(one.count), new Int32Array(other.count)];
    const ends: number[] = [];
    const parts: Uint8Array[] = [];
    let [i, j, end] = [0, 0, 0];
    while (i < one.count || j < other.count) {
      const [first, second] = [i < one.count ? one.letters(i) : null, j < other.count ? other.letters(j) : null];
      const isOne = first !== null && (second === null || first <= second);
      const part = isOne ? one.#bytesAt(i) : other.#bytesAt(j);
      if (isOne) ofOne[i++] = ends.length;
      if (second !== null && (first === null || second <= first)) ofOther[j++] = ends.length;
      parts.push(part);
      end += part.length;
      ends.push(end);
    }
    const bytes = new Uint8Array(end);
    parts.forEach((part, id) => { bytes.set(part, ends[id] - part.length); });
    return { strings: new Strings(bytes, Int32Array.from(ends)), ofOne, ofOther };
  }

  #bytesAt(id: number): Uint8Array {
    return this.#bytes.subarray(id ? this.#ends[id - 1] : 0, this.#ends[id]);
  }
}
