// What is asked of a source of data, out of the address.
import type { BaselineQuery, ExportQuery, HeatMapQuery, ProfileQuery, SliceQuery, ViewQuery } from '../data/source';
import { BASELINE, FILTERS, type Values } from './address';
import { get, isDifference, pick } from './state';

const FOUND = ['profile', ...FILTERS] as const;

/** @param version that of the profile that the page tells of, so that nothing is answered of one that has come into its place */
export const profileQuery = (version?: string): ProfileQuery => ({ ...pick(FOUND), names: get('names') || 'short', version });

/** Rows, columns and times of a heat map, as many and as wide as fit where none were chosen. */
export type MapShape = Pick<HeatMapQuery, 'rows' | 'rowsBy' | 'column' | 'from' | 'to'>;

export const heatMapQuery = (shape: MapShape, version?: string): HeatMapQuery => ({ ...profileQuery(version), ...shape });

/** The same of the other profile. */
export const baseMapQuery = (shape: MapShape): HeatMapQuery => ({ ...profileQuery(), ...shape, profile: get('baseProfile') });

/** @param shown the slice of a gesture that goes on; the address follows when it ends */
export function viewQuery(version?: string, shown: Partial<Values> = {}): ViewQuery {
  const slice: SliceQuery = { ...profileQuery(version), ...pick(['from', 'to', 'root', 'inverted', 'hide']) };
  const { from = slice.from, to = slice.to } = shown;
  if (!isDifference() && !shown.baseFrom) return { ...slice, from, to };
  const base = pick(BASELINE);
  const { baseProfile = base.baseProfile, baseFrom = base.baseFrom, baseTo = base.baseTo } = shown;
  return { ...slice, from, to, baseProfile, baseFrom, baseTo };
}

export const isDifferenceQuery = (query: ViewQuery): query is SliceQuery & BaselineQuery => query.baseFrom !== undefined;

/** Of what is on the screen: the slice, or the times of the heat map. */
export const exportQuery = (shape: MapShape, ofMap: boolean, version?: string): ExportQuery =>
  ({ width: get('width'), theme: get('theme'), layout: get('layout') || 'icicle', ...shape, ...viewQuery(version), ...(ofMap && { from: shape.from, to: shape.to }) });
