// One control for all filters: a kind, then a value.
import { useState } from 'preact/hooks';
import { useSession } from '../session/session';
import { apply, type FilterKind, KINDS, offered, samplesOf } from './chips';
import { closePopover } from './Popover';

const WHY_UNKNOWN = 'The text names threads only; the recording itself is fine, perf script -F +pid prints processes.';

export function AddFilter() {
  const { profile, told } = useSession();
  const [kind, setKind] = useState<FilterKind>(KINDS[0]);
  const [typed, setTyped] = useState('');
  const [isWithout, setWithout] = useState(false);
  const info = told.value;
  if (!info) return null;
  const { key, without, hint } = kind;
  const offers = offered(kind, info, profile.list.value, typed);
  const take = (value: string) => {
    closePopover();
    apply(kind, isWithout && without ? without : key, value);
  };
  // What is typed is a value by itself, but for what has none but those that are offered.
  const enter = (event: Event) => {
    event.preventDefault();
    const value = hint ? typed : offers.at(0)?.value;
    if (value) take(value);
  };
  return (
    <form class="adding" onSubmit={enter}>
      <div class="kinds" role="group" aria-label="Kind">
        {KINDS.map(one => <button type="button" key={one.key} value={one.key} aria-pressed={one === kind} onClick={() => { setKind(one); setTyped(''); }}>{one.label}</button>)}
      </div>
      <div class="values">
        {hint && (
          <input key={key} name="value" ref={field => field?.focus()} aria-label={`${kind.label}: ${hint}`} placeholder={hint} autocomplete="off" value={typed}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)} />
        )}
        {without && <label><input type="checkbox" name="without" checked={isWithout} onChange={({ currentTarget }) => setWithout(currentTarget.checked)} />Leave these out</label>}
        {key === 'process' && !info.areProcessesKnown && <p class="muted">Processes are unknown. {WHY_UNKNOWN}</p>}
        <div class="offers">
          {offers.map(offer => <button type="button" key={offer.value} value={offer.value} onClick={() => take(offer.value)}><span>{offer.text}</span><span class="muted">{samplesOf(offer)}</span></button>)}
        </div>
        {hint && <button type="submit" disabled={!typed}>Add filter</button>}
      </div>
    </form>
  );
}
