// The view of the slice: flame graph, table or sandwich, with what controls it.
import { ChartView } from '../chart/ChartView';
import { NoticeBox } from '../controls/NoticeBox';
import { Notes } from '../controls/Notes';
import { Popover } from '../controls/Popover';
import { pointAt } from '../controls/tip';
import { useSession } from '../session/session';
import { notes } from '../state/notes';
import { get, set } from '../state/state';
import { TableView, TreeView } from '../table/TableView';
import { amount } from '../text/numbers';
import { openDownloads, openFrameMenu } from './actions';
import { CompareBar } from './CompareBar';
import { Crumbs } from './Crumbs';
import { Graph } from './Graph';
import { flameOptions } from './options';
import { Sandwich } from './Sandwich';
import { SearchField } from './SearchField';
import { sliceFacts, sliceName } from './texts';

const VIEWS: readonly (readonly [view: string, label: string, key: string])[] = [['', 'Flame graph', ''], ['chart', 'Stack chart', 'C'], ['table', 'Table', 'T'], ['tree', 'Call tree', ''], ['sandwich', 'Sandwich', 'S']];

export function FlamePanel() {
  const session = useSession();
  const { flame } = session;
  return (
    <section class="panel grow" id="flame-panel" aria-label="The slice">
      <FlameTools />
      <div class="bar path">
        <Crumbs />
        <CompareBar />
      </div>
      <div class="views">
        <MainGraph />
        <ChartView />
        <TableView />
        <TreeView />
        <Sandwich />
        <NoticeBox id="flame-notice" notice={flame.notice} />
      </div>
      <p id="status" class="readout">
        <span id="frame-status">{session.frameStatus.value}</span>
        <span id="hidden-status" class="muted end" hidden={session.sideOf('graph').hidden}>
          {flame.hidden.value > 0 && `${amount(flame.hidden.value, 'frames')} hidden: too narrow`}
        </span>
      </p>
    </section>
  );
}

function FlameTools() {
  const session = useSession();
  const tree = session.flame.tree.value;
  const download = (event: MouseEvent & { readonly currentTarget: Element }) => {
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    openDownloads(session, left, bottom + 4);
  };
  return (
    <div class="bar tools head">
      <div class="tabs" role="group" aria-label="View">
        {VIEWS.map(([view, label, key]) => (
          <button type="button" key={view} data-view={view} aria-pressed={get('view') === view} aria-keyshortcuts={key || undefined} onClick={() => set({ view })}>{label}</button>
        ))}
      </div>
      <p id="slice" class="grow">{tree && <><strong>{sliceName(tree)}</strong>{` · ${sliceFacts(tree, get('from').split(',').length)}`}</>}</p>
      <span id="matches" class="muted" aria-live="polite">{session.search.text.value}</span>
      <SearchField />
      <button type="button" id="notes-button" popovertarget="notes">Notes{notes().length > 0 && <b>{notes().length}</b>}</button>
      <Popover id="notes" label="Named selections">{() => <Notes />}</Popover>
      <button type="button" id="download" aria-haspopup="menu" onClick={download}>Download</button>
    </div>
  );
}

function MainGraph() {
  const session = useSession();
  const { flame } = session;
  return (
    <Graph id="graph" label="Flame graph" side={session.sideOf('graph')} isBusy={flame.isBusy.value}
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
