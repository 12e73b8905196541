// The view of the slice: flame graph, table or sandwich, with what controls it.
import { Choice, options } from '../controls/Choice';
import { NoticeBox } from '../controls/NoticeBox';
import { pointAt } from '../controls/tip';
import { useSession, type ViewName } from '../session/session';
import { get, set, toggle } from '../state/state';
import { TableView } from '../table/TableView';
import { amount } from '../text/numbers';
import { openDownloads, openFrameMenu } from './actions';
import { CompareBar } from './CompareBar';
import { Crumbs } from './Crumbs';
import { Graph } from './Graph';
import { flameOptions } from './options';
import { Sandwich } from './Sandwich';
import { SearchField } from './SearchField';
import { sliceFacts, sliceName } from './texts';

const ROOTS = options(['', 'Command'], ['process', 'Process'], ['thread', 'Thread'], ['none', 'No roots']);
const COLORS = options(['', 'By kind'], ['module', 'By module'], ['plain', 'Plain']);
const TITLES: Record<ViewName, string> = { graph: 'Flame graph', table: 'Frames', sandwich: 'Sandwich' };

export function FlamePanel() {
  const session = useSession();
  const { flame } = session;
  return (
    <section class="panel grow" id="flame-panel" aria-labelledby="flame-title">
      <FlameTools />
      <CompareBar />
      <Crumbs />
      <div class="views">
        <MainGraph />
        <TableView />
        <Sandwich />
        <NoticeBox id="flame-notice" notice={flame.notice} />
      </div>
      <p id="status" class="readout">
        <span id="frame-status">{session.frameStatus.value}</span>
        <span id="hidden-status" class="muted end" hidden={session.view.value !== 'graph'}>
          {flame.hidden.value > 0 && `${amount(flame.hidden.value, 'frames')} hidden: too narrow`}
        </span>
      </p>
    </section>
  );
}

function FlameTools() {
  const session = useSession();
  const tree = session.flame.tree.value;
  const view = session.view.value ?? ((get('view') || 'graph') as ViewName);
  const download = (event: MouseEvent & { readonly currentTarget: Element }) => {
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    openDownloads(session, left, bottom + 4);
  };
  return (
    <div class="bar tools">
      <h2 id="flame-title">{TITLES[view]}</h2>
      <p id="slice">{tree && <><strong>{sliceName(tree)}</strong>{` · ${sliceFacts(tree)}`}</>}</p>
      <div class="group" role="group" aria-label="View">
        <ViewButton view="" label="Graph" />
        <ViewButton view="table" label="Table" shortcut="T" />
        <ViewButton view="sandwich" label="Sandwich" shortcut="S" />
      </div>
      <SearchField />
      <span id="matches" class="muted grow" aria-live="polite">{session.search.text.value}</span>
      <button type="button" id="flip-layout" aria-keyshortcuts="F" onClick={() => toggle('layout', 'icicle')}>{get('layout') === 'icicle' ? 'Icicle' : 'Flame'}</button>
      <label>
        <input id="inverted" type="checkbox" checked={get('inverted') !== ''} onChange={({ currentTarget }) => set({ inverted: currentTarget.checked ? '1' : '' })} />
        Inverted
      </label>
      <Choice of="root" options={ROOTS} label="Roots" />
      <Choice of="color" options={COLORS} label="Colour by" />
      <button type="button" id="download" aria-haspopup="menu" onClick={download}>Download</button>
    </div>
  );
}

const ViewButton = ({ view, label, shortcut }: { readonly view: string; readonly label: string; readonly shortcut?: string }) => (
  <button type="button" data-view={view} aria-pressed={get('view') === view} aria-keyshortcuts={shortcut} onClick={() => set({ view })}>{label}</button>
);

function MainGraph() {
  const session = useSession();
  const { flame } = session;
  return (
    <Graph id="graph" label="Flame graph" isHidden={session.view.value !== 'graph'} isBusy={flame.isBusy.value}
      mounted={view => { flame.view = view; }}
      picture={() => {
        const shown = flame.shown.value;
        return { tree: shown?.tree ?? null, options: { ...flameOptions(), width: shown?.width ?? '' }, zoom: shown?.zoom ?? 0, found: flame.matches.value };
      }}
      handlers={{
        point: (node, event) => pointAt(session, flame.tree.peek(), node, event),
        zoom: node => flame.zoomTo(node),
        menu: (node, x, y) => {
          const tree = flame.tree.peek();
          if (tree) openFrameMenu(session, tree, node, x, y, to => flame.zoomTo(to));
        },
        drawn: hidden => { flame.hidden.value = hidden; },
      }} />
  );
}
