// Patterns of names: a part of it, =name, /regex/ or /regex/i; of frames with leaf:, root: or module: before it.
import type { Strings } from './strings';
import { regexOf } from './regex';
import { refused } from './request';

export type Fits = (text: string) => boolean;

export interface FramePattern {
  readonly fits: Fits;
  readonly position: '' | 'leaf' | 'root';
  readonly isOfModule: boolean;
}

const EXPECTED = 'expected a part of the name, =name for the whole name, /regex/ or /regex/i';

export function parsePattern(text: string): Fits {
  if (!text) throw refused(`'' is no pattern: ${EXPECTED}.`);
  if (text[0] === '=') return name => name === text.slice(1);
  const ignoresCase = text.endsWith('/i');
  const expression = ignoresCase ? text.slice(0, -1) : text;
  if (expression.length > 2 && expression[0] === '/' && expression.endsWith('/')) {
    const regex = regexOf(expression.slice(1, -1), ignoresCase);
    return name => regex.test(name);
  }
  return name => name.includes(text);
}

export function parseFrame(text: string): FramePattern {
  let position: FramePattern['position'] = '';
  let isOfModule = false;
  let name = text;
  for (;;) {
    const [all, word] = /^(leaf|root|module):/.exec(name) ?? [];
    if (!all || (word === 'module' ? isOfModule : position)) break;
    if (word === 'module') isOfModule = true;
    else position = word as 'leaf' | 'root';
    name = name.slice(all.length);
  }
  if (!name) throw refused(`No name stands after '${text}'.`);
  return { fits: parsePattern(name), position, isOfModule };
}

const MOST_TIME = 5000;
const NAMES_A_LOOK = 16;

/** Whether a name fits, compared once for each; names that take too long together are refused. */
export function knownFits(strings: Strings, fits: Fits): (id: number) => boolean {
  const known = new Uint8Array(strings.count);
  const start = performance.now();
  let compared = 0;
  return id => {
    if (known[id] === 0) {
      if (compared++ % NAMES_A_LOOK === 0 && performance.now() - start > MOST_TIME) {
        throw refused('Comparing a pattern with the names of the profile took longer than 5 s. Use a simpler one.');
      }
      known[id] = fits(strings.text(id)) ? 2 : 1;
    }
    return known[id] === 2;
  };
}
