/** Sums stop where the library's do: at the largest number of 64 bits with a sign. */
export const MOST = 2 ** 63;

/** @param total what all values together are at most */
export function saturated(values: Float64Array, total: number): Float64Array {
  return total < MOST ? values : values.map(value => Math.min(value, MOST));
}
