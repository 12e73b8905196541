// What is compared.
import { Fragment } from 'preact';
import { useSession } from '../session/session';
import { NO_BASELINE, SLICE } from '../state/address';
import { pick, set } from '../state/state';
import { isDark } from '../state/theme';
import { amount, count } from '../text/numbers';
import { changeColor } from './palette';

const CHANGES: readonly (readonly [delta: number, text: string])[] = [[-1, '− less'], [0, 'same'], [1, '+ more']];

export function CompareBar() {
  const tree = useSession().flame.tree.value;
  const base = tree?.base;
  return (
    <div class="group" id="compare" hidden={!base}>
      <span id="diff-legend" class="legend">
        {CHANGES.map(([delta, text]) => <Fragment key={text}><i style={{ background: changeColor(delta, 1, isDark.value) }} /><b>{text}</b></Fragment>)}
        <i class="hatched" /><b>new or gone</b>
      </span>
      <span id="compare-text" class="muted">{tree && base && `examined ${count(tree.total[0])}, baseline ${amount(base.baseTotal[0], tree.unit)}`}</span>
      <button type="button" id="flip-sides" onClick={swapSides}>⇄ Swap</button>
      <button type="button" id="end-compare" aria-keyshortcuts="D" aria-label="End comparison" onClick={() => set(NO_BASELINE)}>× End</button>
    </div>
  );
}

function swapSides(): void {
  const { from, to, baseFrom, baseTo, profile, baseProfile } = pick(['profile', ...SLICE]);
  set({ from: baseFrom, to: baseTo, baseFrom: from, baseTo: to, ...(baseProfile && { profile: baseProfile, baseProfile: profile }) });
}
