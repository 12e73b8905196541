// Colours as channels, for what has to be mixed.

/** Red, green and blue, 0 to 255. */
export type Channels = readonly number[];

/** Red, green and blue of `#rrggbb`. */
export const rgb = (hex: string): Channels => [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16));

export const css = (channels: Channels): string => `rgb(${channels.join(' ')})`;

export const mix = (one: Channels, other: Channels, part: number): Channels =>
  one.map((value, i) => Math.round(value + (other[i] - value) * part));
