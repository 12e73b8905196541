// What is compared, and by whose widths.
import { Choice, options } from '../controls/Choice';
import { useSession } from '../session/session';
import { NO_BASELINE, SLICE } from '../state/address';
import { get, pick, set } from '../state/state';
import { isDark } from '../state/theme';
import { amount, count } from '../text/numbers';
import { changeColor } from './palette';
import { Fragment } from 'preact';

const WIDTHS = options(['', 'Examined'], ['baseline', 'Baseline'], ['both', 'Both']);
const CHANGES: readonly (readonly [delta: number, text: string])[] = [[-1, '− less'], [0, 'same'], [1, '+ more']];

export function CompareBar() {
  const tree = useSession().flame.tree.value;
  const base = tree?.base;
  return (
    <div class="bar" id="compare" hidden={!base}>
      <strong>Difference</strong>
      <span id="compare-text">{tree && base && `examined ${count(tree.total[0])}, baseline ${amount(base.baseTotal[0], tree.unit)}`}</span>
      <label><span>Width by</span><Choice of="width" options={WIDTHS} /></label>
      <button type="button" id="flip-sides" disabled={get('baseFrom').includes(',')} onClick={swapSides}>Swap sides</button>
      <button type="button" id="end-compare" class="quiet" aria-keyshortcuts="D" onClick={() => set(NO_BASELINE)}>End comparison</button>
      <span id="diff-legend" class="legend end">
        {CHANGES.map(([delta, text]) => <Fragment key={text}><i style={{ background: changeColor(delta, 1, isDark.value) }} /><b>{text}</b></Fragment>)}
        <span>hatched: new or gone</span>
      </span>
    </div>
  );
}

function swapSides(): void {
  const { from, to, baseFrom, baseTo, profile, baseProfile } = pick(['profile', ...SLICE]);
  set({ from: baseFrom, to: baseTo, baseFrom: from, baseTo: to, ...(baseProfile && { profile: baseProfile, baseProfile: profile }) });
}
