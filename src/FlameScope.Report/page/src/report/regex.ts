// Regular expressions as the API reads them, in the browser's own words: what .NET runs without backtracking, and nothing else.
import { refused } from './request';

const LETTERS = '\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}';
const BLANKS = '\\f\\n\\r\\t\\v\\x85\\p{Z}';
const WORD = `[${LETTERS}\\u200C\\u200D]`;
const BORDER = `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`;
const NO_BORDER = `(?:(?<=${WORD})(?=${WORD})|(?<!${WORD})(?!${WORD}))`;

const CLASSES: Readonly<Record<string, string>> = { d: '\\p{Nd}', D: '\\P{Nd}', w: `[${LETTERS}]`, W: `[^${LETTERS}]`, s: `[${BLANKS}]`, S: `[^${BLANKS}]` };
const IN_CLASS: Readonly<Record<string, string>> = { d: '\\p{Nd}', D: '\\P{Nd}', w: LETTERS, s: BLANKS };
const PLACES: Readonly<Record<string, string>> = { A: '^', z: '$', Z: '(?=\\n?$)', b: BORDER, B: NO_BORDER };
const CONTROLS: Readonly<Record<string, string>> = { a: '\\x07', e: '\\x1B', t: '\\t', n: '\\n', r: '\\r', f: '\\f', v: '\\v' };
const SYNTAX = /[\^$\\.*+?()[\]{}|/]/;

/** @throws Problem for what is no such expression, or cannot be said here */
export function regexOf(pattern: string, ignoresCase: boolean): RegExp {
  try {
    const reader = new Reader(pattern);
    return new RegExp(reader.read(), ignoresCase || reader.ignoresCase ? 'iu' : 'u');
  } catch (error) {
    throw error instanceof SyntaxError ? refused(`'/${pattern}/' is no pattern: ${error.message}`) : error;
  }
}

class Reader {
  ignoresCase = false;
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    if (text.startsWith('(?i)')) {
      this.ignoresCase = true;
      this.#at = 4;
    }
  }

  read(): string {
    let out = '';
    while (this.#at < this.#text.length) out += this.#one();
    return out;
  }

  #one(): string {
    const letter = this.#take();
    switch (letter) {
      case '.': return '[^\\n]';
      case '$': return PLACES.Z;
      case '\\': return this.#escape();
      case '[': return this.#class();
      case '(': return this.#group();
      case '{': return this.#rest(/^\d+(?:,\d*)?\}/) ? letter : '\\{';
      case '}': return /\{\d+(?:,\d*)?$/.test(this.#text.slice(0, this.#at - 1)) ? letter : '\\}';
      case ']': case '/': return `\\${letter}`;
      default: return letter;
    }
  }

  #group(): string {
    if (!this.#rest(/^\?/)) return '(';
    const [head, name] = this.#rest(/^\?(?::|<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/) ?? [];
    if (!head) throw refused(`'/${this.#text}/' has a group that cannot be used: lookarounds, atomic groups and the like are not available.`);
    this.#at += head.length;
    return head === '?:' ? '(?:' : name ? `(?<${name}>` : '(';
  }

  #class(): string {
    let out = '[';
    if (this.#rest(/^\^/)) out += this.#take();
    for (let isFirst = true; ; isFirst = false) {
      if (this.#at >= this.#text.length) throw new SyntaxError('a class of letters has no end.');
      const letter = this.#take();
      if (letter === ']' && !isFirst) return `${out}]`;
      if (letter === '-' && this.#rest(/^\[/)) throw refused(`'/${this.#text}/' takes a class from another, which is not available here.`);
      out += letter === '\\' ? this.#escapeInClass() : letter === ']' ? '\\]' : letter;
    }
  }

  #escape(): string {
    const letter = this.#take();
    if (/[1-9kG]/.test(letter)) throw refused(`'/${this.#text}/' refers to what was found before, which is not available.`);
    return CLASSES[letter] ?? PLACES[letter] ?? this.#plain(letter);
  }

  #escapeInClass(): string {
    const letter = this.#take();
    if (letter === 'b') return '\\x08';
    if (letter === 'W' || letter === 'S') throw refused(`'/${this.#text}/' has \\${letter} in a class of letters, which is not available here.`);
    return IN_CLASS[letter] ?? (letter === '-' ? '\\-' : this.#plain(letter));
  }

  #plain(letter: string): string {
    if (letter === 'x' || letter === 'u') {
      const [digits] = this.#rest(letter === 'x' ? /^[\dA-Fa-f]{2}/ : /^[\dA-Fa-f]{4}/) ?? [];
      if (!digits) throw new SyntaxError('a letter has too few digits.');
      this.#at += digits.length;
      return `\\${letter}${digits}`;
    }
    if (letter === 'p' || letter === 'P') {
      const [name] = this.#rest(/^\{\w+\}/) ?? [];
      if (!name) throw new SyntaxError('a kind of letters has no name.');
      this.#at += name.length;
      return `\\${letter}${name}`;
    }
    if (letter === '0') return '\\0';
    if (CONTROLS[letter]) return CONTROLS[letter];
    if (/[A-Za-z_]/.test(letter)) throw new SyntaxError(`\\${letter} means nothing.`);
    return SYNTAX.test(letter) ? `\\${letter}` : letter;
  }

  #rest(pattern: RegExp): RegExpExecArray | null {
    return pattern.exec(this.#text.slice(this.#at));
  }

  #take(): string {
    const letter = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0x5c);
    this.#at += letter.length;
    return letter;
  }
}
