import { pointAt } from '../controls/tip';
import { type Session, useSession } from '../session/session';
import { set } from '../state/state';
import { amount, share } from '../text/numbers';
import { openFrameMenu } from './actions';
import { Graph } from './Graph';
import { flameOptions } from './options';
import type { FlameTree } from './tree';

/** One frame with all its callers above and all its callees below. */
export function Sandwich() {
  const session = useSession();
  const shown = session.sandwich.shown.value;
  return (
    <div id="sandwich" {...session.sideOf('sandwich')}>
      <h3>{shown && `Callers of ${shown.of}`}</h3>
      <Pane session={session} label="Callers" isIcicle={false} tree={() => session.sandwich.shown.value?.callers ?? null} />
      <h3>{shown && calleesTitle(shown.callees)}</h3>
      <Pane session={session} label="Callees" isIcicle tree={() => session.sandwich.shown.value?.callees ?? null} />
    </div>
  );
}

const calleesTitle = ({ total, unit, coverage }: FlameTree) => `Callees · ${amount(total[0], unit)}, ${share(total[0], coverage.shownWeight)} of the slice`;

interface PaneProps {
  readonly session: Session;
  readonly label: string;
  readonly isIcicle: boolean;
  tree(): FlameTree | null;
}

const Pane = ({ session, label, isIcicle, tree }: PaneProps) => (
  <Graph label={label} picture={() => ({ tree: tree(), options: { ...flameOptions(), isIcicle }, zoom: 0, found: null })}
    handlers={{
      point: (node, event) => pointAt(session, tree(), node, event),
      zoom: node => {
        const shown = tree();
        if (node && shown) set({ of: shown.nameOf(node) });
      },
      menu: (node, x, y) => {
        const shown = tree();
        if (shown) openFrameMenu(session, shown, node, x, y, null);
      },
    }} />
);
