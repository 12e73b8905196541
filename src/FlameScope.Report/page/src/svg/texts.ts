// What drawings say, in the same words as those that the library writes into them.

const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

export const counted = (value: number, singular: string, plural: string): string => `${grouped(value)} ${value === 1 ? singular : plural}`;

export function amountOf(value: number, one: string, unit: string): string {
  if (unit !== 'ns') return counted(value, one, unit);
  const power = value >= 1e9 ? 3 : value >= 1e6 ? 2 : value >= 1e3 ? 1 : 0;
  return `${Number((value / 1000 ** power).toFixed(3))} ${['ns', 'µs', 'ms', 's'][power]}`;
}

const cellsOf = (character: string): number => ((character.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1);

/** The part of a text that fits into so many cells of a fixed width. */
export function fit(text: string, cells: number): string {
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += cellsOf(character);
    if (used > cells) return `${kept}…`;
    if (used < cells) kept += character;
  }
  return text;
}
