import { type Matcher, matcherOf } from '../shared/matching';

/** A test of names, or null for nothing; capital letters count only where some are typed. */
export const matcher = (text: string): Matcher | null => (text ? matcherOf(text, !/[A-Z]/.test(text)) : null);
