import { type Matcher, matcherOf } from '../shared/matching';

/** Whether a text is a regular expression. */
export function isPattern(text: string): boolean {
  try {
    return new RegExp(text) !== null;
  } catch {
    return false;
  }
}

const ignoresCase = (text: string) => !/[A-Z]/.test(text);

/** A test of names, or null for nothing; capital letters count only where some are typed. */
export const matcher = (text: string): Matcher | null => (text ? matcherOf(text, ignoresCase(text)) : null);

/** The same as a filter of frames, for a source of data. */
export const patternOf = (text: string): string =>
  text && `/${isPattern(text) ? text : text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}/${ignoresCase(text) ? 'i' : ''}`;
