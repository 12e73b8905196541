// What is known of a function besides its name.
import type { FunctionDetails } from '../data/answers';

/** The name as the recording has it. */
export const wholeName = (names: readonly string[], { rawNames }: FunctionDetails, name: number): string => rawNames?.[name] || names[name];

/** Where it stands in its source; '' where that is not known. */
export function placeOf({ files, fileOf, lineOf }: FunctionDetails, name: number): string {
  const file = files?.[fileOf?.[name] ?? -1];
  const line = lineOf?.[name];
  return file ? `${file}${line ? `:${line}` : ''}` : '';
}
