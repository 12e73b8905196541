// To a time, a thread, a command or a finding, by typing.
import { useState } from 'preact/hooks';
import { choose } from '../findings/selecting';
import { type Session, useSession } from '../session/session';
import { NO_BASELINE } from '../state/address';
import { addValue } from '../state/filters';
import { goToNote, notes } from '../state/notes';
import { set } from '../state/state';
import { amount } from '../text/numbers';
import { timeIn } from '../text/instants';
import { seconds } from '../text/times';
import { Dialog } from './Dialog';
import { isGoingTo } from './opened';

interface Place {
  readonly text: string;
  readonly what: string;
  go(): void;
}

const MOST = 12;

function placesOf({ told, findings, flame, sight, heat }: Session, typed: string): Place[] {
  const info = told.value;
  if (!info) return [];
  const has = (text: string) => text.toLowerCase().includes(typed.toLowerCase());
  const places: Place[] = [];
  const ns = timeIn(typed, info);
  if (ns !== null) places.push({ text: `${seconds(ns, 3)} s`, what: 'time', go: () => sight.goTo(ns) });
  const [from, to] = typed.split(/\s*(?:–|\.\.|\sto\s|(?<=[\d.])-(?=[\d@]))\s*/).map(text => timeIn(text.trim(), info));
  if (from !== null && to !== undefined && to !== null && from < to) {
    places.push({ text: `${seconds(from, 3)}–${seconds(to, 3)} s`, what: 'slice', go: () => set({ from: seconds(from), to: seconds(to), ...NO_BASELINE }) });
  }
  return [
    ...places,
    ...notes().filter(({ name }) => has(name)).map(note => ({ text: note.name, what: 'named selection', go: () => goToNote(note) })),
    ...findings.found.value.flatMap((finding, i) => (has(`finding ${i + 1} ${finding.summary}`) ? [{ text: `${i + 1} ${finding.summary}`, what: 'finding', go: () => choose(flame, finding) }] : [])),
    ...info.commands.filter(({ name }) => has(name)).map(({ name, samples }) => ({ text: name, what: `command · ${amount(samples, 'samples')}`, go: () => addValue('command', `=${name}`) })),
    ...info.threads.filter(({ command, thread }) => has(`${command} ${thread}`))
      .map(({ command, thread, samples }) => ({ text: `${command} ${thread}`, what: `thread · ${amount(samples, 'samples')}`, go: () => addValue('thread', String(thread)) })),
    ...(heat.shown.value?.map.markers ?? []).filter(({ kind, name }) => has(`${kind} ${name}`)).slice(0, MOST)
      .map(({ kind, name, start }) => ({ text: `${seconds(start, 3)} s ${name}`, what: kind || 'marker', go: () => sight.goTo(start) })),
  ].slice(0, MOST);
}

export function GoTo() {
  const session = useSession();
  const [typed, setTyped] = useState('');
  const places = isGoingTo.value ? placesOf(session, typed.trim()) : [];
  const take = (place: Place | undefined) => {
    if (!place) return;
    isGoingTo.value = false;
    place.go();
  };
  const walk = (event: KeyboardEvent & { readonly currentTarget: Element }) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>('input, button')];
    all.at((all.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1)) % all.length)?.focus();
    event.preventDefault();
  };
  return (
    <Dialog id="goto" isOpen={isGoingTo} label="Go to" opened={() => setTyped('')} onKeyDown={walk}>
      <form onSubmit={event => { event.preventDefault(); take(places[0]); }}>
        <input name="to" type="search" aria-label="Time, slice, finding, command, thread or marker" placeholder="7.2, 19:42:21, 7.2–7.6, a thread, a finding…" autocomplete="off"
          value={typed} onInput={({ currentTarget }) => setTyped(currentTarget.value)} />
      </form>
      <div class="offers">
        {places.map(place => <button type="button" key={place.what + place.text} onClick={() => take(place)}><span>{place.text}</span><span class="muted">{place.what}</span></button>)}
        {!places.length && <p class="muted">Nothing of that name, and no time of this recording.</p>}
      </div>
    </Dialog>
  );
}
