// What was found: when, how often, and by whose doing.
import type { Culprit, Finding } from '../data/answers';
import { useSession } from '../session/session';
import { get, toggle } from '../state/state';
import { amount, count } from '../text/numbers';
import { cutName } from '../text/names';
import { duration, shortSeconds } from '../text/times';
import { lit, unlight } from './lit';
import { choose, isShown } from './selecting';

const MOST_CULPRITS = 3;

const isOpen = () => !get('findings');

/** Says how many there are, and puts the list away; where the search failed, tries again. */
function FindingsToggle() {
  const { findings } = useSession();
  const status = findings.status.value;
  const failure = findings.failure.value;
  return (
    <button type="button" id="findings-toggle" class="quiet" hidden={!status} aria-controls="findings-list" aria-expanded={isOpen()} aria-keyshortcuts="]" title={failure}
      onClick={() => (failure ? findings.load() : toggle('findings', 'off'))}>
      {status}
    </button>
  );
}

export function FindingList() {
  const { findings, told } = useSession();
  const found = findings.found.value;
  return (
    <>
      <FindingsToggle />
      <ol id="findings-list" class="found" aria-label="Findings" hidden={!isOpen()}>
        {found.map((finding, i) => <Entry key={finding.summary} finding={finding} index={i} />)}
      </ol>
      <p class="muted" id="looked-at" hidden={!isOpen()}>
        {findings.isOver.value && told.value && `Looked at ${amount(told.value.threads.length, 'threads')}, the whole capture.`}
      </p>
    </>
  );
}

function Entry({ finding, index }: { readonly finding: Finding; readonly index: number }) {
  const { flame } = useSession();
  const { kind, occurrences, range: [from, to], period, culprits, displaced, threads } = finding;
  const isChosen = isShown(finding);
  const light = () => { lit.value = index; };
  const when = period ? `every ${duration(period)} · ${duration(to - from)}` : `${shortSeconds(from)}–${shortSeconds(to)} s · ${duration(to - from)}`;
  const fell = displaced.at(0);
  const last = [threads.at(0)?.command && `in ${threads[0].command}`, fell && `${cut(fell.name, 22)} falls ${percent(fell.shareBefore)} → ${percent(fell.shareDuring)} %`].filter(Boolean).join(' · ');
  return (
    <li>
      <button type="button" class={lit.value === index ? 'lit' : ''} title={finding.summary} aria-current={isChosen ? 'true' : undefined}
        onClick={() => choose(flame, finding)} onPointerEnter={light} onFocus={light} onPointerLeave={unlight} onBlur={unlight}>
        <span class="head"><b>{index + 1}</b><strong>{kind}</strong><span class="muted">{when}</span><span class="muted end">{occurrences.length > 1 && `${count(occurrences.length)}×`}</span></span>
        {culprits.slice(0, MOST_CULPRITS).map(culprit => <Shares key={culprit.name} culprit={culprit} />)}
        {last && <span class="muted last">{last}</span>}
      </button>
      {isChosen && occurrences.length > 1 && (
        <button type="button" class="quiet one" onClick={() => choose(flame, finding, finding.range)}>Only the strongest, {shortSeconds(from)}–{shortSeconds(to)} s</button>
      )}
    </li>
  );
}

const Shares = ({ culprit: { name, shareBefore, shareDuring } }: { readonly culprit: Culprit }) => (
  <span class="culprit">
    <code title={name}>{cut(name)}</code>
    <svg width="40" height="12" aria-hidden="true">
      <line x1="4" x2="36" y1="6" y2="6" class="track" /><line x1={4 + 32 * shareBefore} x2={4 + 32 * shareDuring} y1="6" y2="6" />
      <circle cx={4 + 32 * shareBefore} cy="6" r="3" class="before" /><circle cx={4 + 32 * shareDuring} cy="6" r="3.5" />
    </svg>
    <span class="shares">{percent(shareBefore)} → <b>{percent(shareDuring)} %</b></span>
  </span>
);

/** A share without a decimal; what is small is no zero. */
const percent = (share: number): string => (share > 0 && share < 0.01 ? '<1' : (100 * share).toFixed(0));

const WIDEST = 26;

const cut = (name: string, widest = WIDEST): string => cutName(name, text => text.length <= widest);
