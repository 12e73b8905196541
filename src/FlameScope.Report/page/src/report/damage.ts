import { Problem } from '../data/problem';

/** What a report that was cut or edited is answered with. */
export const damaged = (what: string): Problem =>
  new Problem({ title: 'The report is damaged', detail: `${what} Ask for the file again: it was cut or changed on its way.`, status: 422 });

/** Nothing that a file says is believed before it was looked at. */
export function check(isSo: unknown, what: string): asserts isSo {
  if (!isSo) throw damaged(what);
}
