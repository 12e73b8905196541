// What is asked of a source of data, out of the address.
import type { BaselineQuery, ExportQuery, HeatMapQuery, ProfileQuery, SliceQuery, ViewQuery } from '../data/source';
import { BASELINE, FILTERS, HEAT, type Values } from './address';
import { get, isDifference, list, pick } from './state';

const FOUND = ['profile', ...FILTERS] as const;

/** @param version that of the profile that the page tells of, so that nothing is answered of one that has come into its place */
export const profileQuery = (version?: string): ProfileQuery => ({ ...pick(FOUND), version });

/** @param rows as many as fit where none were chosen */
export const heatMapQuery = (rows: string, version?: string): HeatMapQuery => ({ ...pick(HEAT), rows, version });

/** The other profile's heat map is drawn like the profile's own. */
export const baseMapQuery = (rows: string): HeatMapQuery => ({ ...pick(HEAT), rows, profile: get('baseProfile') });

/** @param shown the slice of a gesture that goes on; the address follows when it ends */
export function viewQuery(version?: string, shown: Partial<Values> = {}): ViewQuery {
  const slice: SliceQuery = { ...profileQuery(version), ...pick(['from', 'to', 'root', 'inverted']), hide: list('hide') };
  const { from = slice.from, to = slice.to } = shown;
  if (!isDifference() && !shown.baseFrom) return { ...slice, from, to };
  const base = pick(BASELINE);
  const { baseProfile = base.baseProfile, baseFrom = base.baseFrom, baseTo = base.baseTo } = shown;
  return { ...slice, from, to, baseProfile, baseFrom, baseTo };
}

export const isDifferenceQuery = (query: ViewQuery): query is SliceQuery & BaselineQuery => query.baseFrom !== undefined;

/** Of what is on the screen. */
export const exportQuery = (rows: string, version?: string): ExportQuery => ({ ...pick([...HEAT, 'layout', 'width']), rows, ...viewQuery(version) });
