// What people type to find frames: a regular expression, or plain text where it is none. The page and the drawings share it.

export type Matcher = (text: string) => boolean;

export function matcherOf(wanted: string, ignoresCase: boolean): Matcher {
  try {
    const pattern = new RegExp(wanted, ignoresCase ? 'i' : '');
    return text => pattern.test(text);
  } catch {
    const plain = ignoresCase ? wanted.toLowerCase() : wanted;
    return text => (ignoresCase ? text.toLowerCase() : text).includes(plain);
  }
}

/** Adds up matches of which one may lie inside another: they come callers first, and what is inside counts once. */
export class OutermostSum {
  value = 0;
  #end = Number.NEGATIVE_INFINITY;

  /** @param start where the match begins; an order in which no caller overlaps another, such as times or positions in depth-first order */
  add(start: number, end: number, value: number): void {
    if (start < this.#end) return;
    this.value += value;
    this.#end = end;
  }
}
