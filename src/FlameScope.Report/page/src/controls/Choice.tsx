// Choices between values of a key. What is chosen is in the address.
import { DRAWN, type Key } from '../state/address';
import { get, set } from '../state/state';

export interface Option {
  readonly value: string;
  readonly text: string;
  readonly isDisabled?: boolean;
}

/** Options out of pairs of a value and its text. */
export const options = (...pairs: readonly (readonly [value: string, text: string])[]): Option[] => pairs.map(([value, text]) => ({ value, text }));

const take = (of: Key, value: string) => set({ [of]: value }, !DRAWN.some(key => key === of));

/** The options of a list; a value that the address has though the list does not is offered too. */
export function Options({ options, value }: { readonly options: readonly Option[]; readonly value: string }) {
  const all = options.some(option => option.value === value) ? options : [...options, { value, text: value }];
  return <>{all.map(option => <option key={option.value} value={option.value} disabled={option.isDisabled}>{option.text}</option>)}</>;
}

interface Props {
  readonly of: Key;
  readonly options: readonly Option[];
  readonly label?: string;
}

/** A list for one key of the address, by which it is named. */
export function Choice({ of, options, label }: Props) {
  const value = get(of);
  return (
    <select id={of} aria-label={label} value={value} onChange={event => take(of, event.currentTarget.value)}>
      <Options options={options} value={value} />
    </select>
  );
}

/** The same as buttons, where there are few. */
export const Segments = ({ of, options, label }: Props) => (
  <div class="option">
    <span>{label}</span>
    <div class="segments" id={of} role="group" aria-label={label}>
      {options.map(({ value, text, isDisabled }) => (
        <button type="button" key={value} value={value} disabled={isDisabled} aria-pressed={get(of) === value} onClick={() => take(of, value)}>{text}</button>
      ))}
    </div>
  </div>
);
