// Lists to choose from. What they have chosen is in the address.
import { DRAWN, type Key } from '../state/address';
import { get, set } from '../state/state';

export interface Option {
  readonly value: string;
  readonly text: string;
  readonly isDisabled?: boolean;
}

/** Options out of pairs of a value and its text. */
export const options = (...pairs: readonly (readonly [value: string, text: string])[]): Option[] => pairs.map(([value, text]) => ({ value, text }));

/** The options of a list; a value that the address has though the list does not is offered too. */
export function Options({ options, value }: { readonly options: readonly Option[]; readonly value: string }) {
  const all = options.some(option => option.value === value) ? options : [...options, { value, text: value }];
  return <>{all.map(option => <option key={option.value} value={option.value} disabled={option.isDisabled}>{option.text}</option>)}</>;
}

/** A list for one key of the address, by which it is named. */
export function Choice({ of, options, label }: { readonly of: Key; readonly options: readonly Option[]; readonly label?: string }) {
  const value = get(of);
  const isStep = !DRAWN.some(key => key === of);
  return (
    <select id={of} aria-label={label} value={value} onChange={event => set({ [of]: event.currentTarget.value }, isStep)}>
      <Options options={options} value={value} />
    </select>
  );
}
