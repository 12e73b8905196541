// What was found, a sentence each.
import { useSession } from '../session/session';
import { get, toggle } from '../state/state';
import { lit, unlight } from './lit';
import { choose, isSelected } from './selecting';

const isOpen = () => !get('findings');

/** Says how many there are, and puts the list away; where the search failed, tries again. */
export function FindingsToggle() {
  const { findings } = useSession();
  const status = findings.status.value;
  const failure = findings.failure.value;
  return (
    <button type="button" id="findings-toggle" class="quiet" hidden={!status} aria-controls="findings-list" aria-expanded={isOpen()} title={failure}
      onClick={() => (failure ? findings.load() : toggle('findings', 'off'))}>
      {status}
    </button>
  );
}

export function FindingList() {
  const { findings, flame } = useSession();
  return (
    <ol id="findings-list" class="found" aria-label="Findings" hidden={!isOpen()}>
      {findings.found.value.map((finding, i) => {
        const light = () => { lit.value = i; };
        return (
          <li key={finding.summary}>
            <button type="button" class={lit.value === i ? 'lit' : ''} title={finding.summary} aria-current={finding.occurrences.some(isSelected) ? 'true' : undefined}
              onClick={() => choose(flame, finding, finding.range)} onPointerEnter={light} onFocus={light} onPointerLeave={unlight} onBlur={unlight}>
              <b>{i + 1}</b><span class="kind">{finding.kind}</span><span>{finding.summary}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
