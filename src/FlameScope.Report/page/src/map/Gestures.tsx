import { gesture } from './gesture';

const MODES = [['pan', 'Pan'], ['select', 'Select'], ['baseline', 'Baseline']] as const;

/** What a finger does on the map. */
export const Gestures = () => (
  <div id="gestures" class="segments" role="group" aria-label="A drag on the heat map">
    {MODES.map(([mode, text]) => <button type="button" key={mode} value={mode} aria-pressed={gesture.value === mode} onClick={() => { gesture.value = mode; }}>{text}</button>)}
  </div>
);
