// All names of a report, in the order of their bytes: the number of a name is its rank.
import { check } from './damage';
import { fromVarints } from './numbers';

// The byte order mark of a name is a part of it.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
const MOST_BYTES = 2 ** 29;
const BLOCK = 8192;

const ASCII = /^[\0-\x7f]*$/;

/** Bytes as a text with a letter for each, which compares as they do. */
function lettersOf(bytes: Uint8Array): string {
  let letters = '';
  for (let i = 0; i < bytes.length; i += BLOCK) letters += String.fromCharCode(...bytes.subarray(i, i + BLOCK));
  return letters;
}

/** The bytes of a text, a letter for each. */
export const bytesOf = (text: string): string => (ASCII.test(text) ? text : lettersOf(encoder.encode(text)));

/** The text whose bytes are the letters. */
export const textOf = (letters: string): string => (ASCII.test(letters) ? letters : decoder.decode(Uint8Array.from(letters, letter => letter.charCodeAt(0))));

export class Strings {
  readonly count: number;
  /** All names after each other, a letter for each byte. */
  readonly #letters: string;
  readonly #ends: Int32Array;
  readonly #texts: (string | undefined)[] = [];

  constructor(letters: string, ends: Int32Array) {
    this.count = ends.length;
    this.#letters = letters;
    this.#ends = ends;
  }

  /** @param names letters that stand for bytes, no two alike, in their order */
  static from(names: readonly string[]): Strings {
    let end = 0;
    const ends = Int32Array.from(names, name => { end += name.length; return end; });
    return new Strings(names.join(''), ends);
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
    return new Strings(lettersOf(bytes), ends);
  }

  text(id: number): string {
    this.#texts[id] ??= textOf(this.letters(id));
    return this.#texts[id];
  }

  letters(id: number): string {
    return this.#letters.slice(id ? this.#ends[id - 1] : 0, this.#ends[id]);
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
    const names: string[] = [];
    for (let i = 0, j = 0; i < one.count || j < other.count;) {
      const [first, second] = [i < one.count ? one.letters(i) : null, j < other.count ? other.letters(j) : null];
      const isOne = first !== null && (second === null || first <= second);
      if (second !== null && (first === null || second <= first)) ofOther[j++] = names.length;
      if (isOne) ofOne[i++] = names.length;
      names.push((isOne ? first : second) as string);
    }
    return { strings: Strings.from(names), ofOne, ofOther };
  }
}
