// Marks above the heat map: a mark is as wide as the columns that its time touches, so what it marks stands below it.
import type { Finding, Range } from '../data/answers';
import type { Grid } from '../map/grid';

const LEAST_WIDTH = 6;
const LEAST_NUMBER = 14;
const MOST_LANES = 2;

export interface Mark {
  /** The finding's place in the list. */
  readonly index: number;
  readonly occurrences: readonly Range[];
  readonly lane: number;
  /** In pixels, from the left of the cells. */
  readonly left: number;
  readonly width: number;
  readonly hasNumber: boolean;
}

interface Place {
  readonly first: number;
  readonly end: number;
  readonly occurrences: readonly Range[];
}

/** @param width of the cells, in pixels */
export function marksOf(findings: readonly Finding[], { columns, columnWidth, start }: Grid, width: number): Mark[] {
  if (!columns) return [];
  const lanes: Place[][] = [];
  return findings.flatMap(({ occurrences }, index) => {
    const places = placesOf(occurrences, columnWidth, start).filter(({ first, end }) => end > 0 && first < columns)
      .map(place => ({ ...place, first: Math.max(0, place.first), end: Math.min(columns, place.end) }));
    // Findings of the same columns lie above each other.
    let lane = lanes.findIndex(taken => places.every(({ first, end }) => taken.every(one => end <= one.first || first >= one.end)));
    if (lane < 0) lane = lanes.length < MOST_LANES ? lanes.push([]) - 1 : MOST_LANES - 1;
    lanes[lane].push(...places);
    return places.map(({ first, end, occurrences: grouped }) => {
      const wide = Math.max(LEAST_WIDTH, (end - first) / columns * width - 1);
      return { index, occurrences: grouped, lane, left: first / columns * width, width: wide, hasNumber: wide >= LEAST_NUMBER };
    });
  });
}

// Occurrences that begin in one column are one place.
function placesOf(occurrences: readonly Range[], columnWidth: number, start: number): Place[] {
  const groups = new Map<number, Range[]>();
  for (const occurrence of occurrences) {
    const first = Math.floor((occurrence[0] - start) / columnWidth);
    const group = groups.get(first);
    if (group) group.push(occurrence);
    else groups.set(first, [occurrence]);
  }
  return [...groups].map(([first, group]) => ({ first, end: Math.ceil((group[group.length - 1][1] - start) / columnWidth), occurrences: group }));
}
