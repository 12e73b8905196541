import { Fragment } from 'preact';
import { Dialog } from './Dialog';
import { isHelpOpen } from './opened';

type Entries = readonly (readonly [gesture: string, what: string])[];

const HEAT: Entries = [
  ['click, click', 'select from cell to cell'],
  ['drag', 'select; the flame graph follows'],
  ['Shift click', 'extend the selection'],
  ['double click', 'select a column'],
  ['drag an edge', 'adjust the selection'],
  ['Ctrl or ⌘ drag', 'select the baseline'],
  ['← → ↑ ↓', 'move the cursor; with Shift select'],
  ['Home, End', 'first and last column'],
  ['PgUp, PgDn', 'ten columns'],
  ['Enter', 'mark start, then end'],
  ['B', 'the same for the baseline'],
  ['wheel, pinch, + −', 'narrower or wider columns'],
  ['Shift wheel, middle or space drag', 'move through time'],
  ['0 on the map', 'the whole capture'],
  ['L', 'what the rows are'],
  ['Esc', 'give a drag up, clear'],
];

const FLAME: Entries = [
  ['click', 'zoom to a frame'],
  ['right click', 'menu of the frame'],
  ['Backspace', 'zoom out'],
  ['0', 'reset the zoom'],
  ['/', 'search'],
  ['N, Shift N', 'next and previous match'],
  ['F', 'turn it over'],
  ['C', 'stack chart'],
  ['T', 'table'],
  ['S', 'sandwich: callers and callees'],
  ['D', 'difference on and off'],
  ['W', 'width by the other side'],
  ['G', 'go to a time, a thread, a finding'],
  [']', 'findings on and off'],
];

const List = ({ title, entries }: { readonly title: string; readonly entries: Entries }) => (
  <section>
    <h3>{title}</h3>
    <dl>{entries.map(([gesture, what]) => <Fragment key={gesture}><dt>{gesture}</dt><dd>{what}</dd></Fragment>)}</dl>
  </section>
);

const TITLE = 'Keyboard and mouse';

export const Help = () => (
  <Dialog id="help" isOpen={isHelpOpen} label={TITLE}>
    <h2>{TITLE}</h2>
    <div class="columns">
      <List title="Heat map" entries={HEAT} />
      <List title="Flame graph" entries={FLAME} />
    </div>
    <form method="dialog"><button type="submit">Close</button></form>
  </Dialog>
);
