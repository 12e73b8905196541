// To record here, where the source can.
import { useState } from 'preact/hooks';
import type { Recording } from '../data/answers';
import type { Recorder } from '../session/recorder';
import { duration } from '../text/times';

/** @param open what opens a recording */
export function RecordCard({ recorder, open }: { readonly recorder: Recorder; readonly open: (profile: string) => void }) {
  const [typed, setTyped] = useState('');
  const known = recorder.known.value;
  if (!known) return null;
  const last = known.recordings.at(0);
  const isRunning = last?.state === 'running';
  const start = (event: Event) => {
    event.preventDefault();
    recorder.start(Number(typed) || known.defaultDuration);
  };
  return (
    <form id="record" class="card" aria-label="Record here" onSubmit={start}>
      <h3>Record here</h3>
      <span class="muted grow" aria-live="polite">{recorder.failure.value || (last ? told(last) : known.source)}</span>
      {last?.profile && <button type="button" onClick={() => open(last.profile ?? '')}>Open it</button>}
      {isRunning ? <button type="button" onClick={() => recorder.stop()}>Stop</button> : (
        <>
          <label><input name="seconds" type="number" min="0.1" max={known.maxDuration} step="any" required value={typed || known.defaultDuration} onInput={({ currentTarget }) => setTyped(currentTarget.value)} /><span>s</span></label>
          <button type="submit">Record {known.source}</button>
        </>
      )}
    </form>
  );
}

function told({ state, duration: seconds, source, started, failure }: Recording): string {
  const length = duration(seconds * 1e9);
  if (state === 'running') return `Recording ${source} for ${length}, since ${new Date(started).toLocaleTimeString()}.`;
  return state === 'failed' ? `The last recording failed: ${failure}` : `Recorded for ${length} at most, at ${new Date(started).toLocaleTimeString()}.`;
}
