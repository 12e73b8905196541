// The heat map with its controls, findings and readout, and below it that of the baseline's profile.
import { useComputed } from '@preact/signals';
import { Choice, type Option, options } from '../controls/Choice';
import type { Coverage } from '../data/answers';
import { FindingList, FindingsToggle } from '../findings/FindingList';
import { FindingMarks } from '../findings/FindingMarks';
import { useSession } from '../session/session';
import { parseSlices } from '../state/slices';
import { get } from '../state/state';
import { amount, count, joined, told } from '../text/numbers';
import { duration } from '../text/times';
import { LegendBar } from './LegendBar';
import { Stage } from './Stage';

const ROWS = ['10', '20', '25', '49', '50', '99', '100'];
const COLUMNS = options(['1', '1 s'], ['10', '10 s'], ['60', '1 min']);
const COLORS = options(['', 'Inferno'], ['red', 'Classic red']);
const CLOCKS = options(['', 'Seconds'], ['utc', 'UTC'], ['local', 'Local']);

export function HeatPanel() {
  const session = useSession();
  const { heat } = session;
  const shown = heat.shown.value;
  // The width of the cells, which the marks above them follow.
  const plotWidth = useComputed(() => heat.plot.value?.width ?? 0);
  const endOf = () => session.profile.info.value?.end ?? Number.NaN;
  return (
    <section class="panel" id="heat-panel" aria-labelledby="heat-title">
      <HeatTools />
      <FindingMarks width={plotWidth} />
      <Stage room={heat} id="heat" canvasId="heat" main="examined" baseProfile="" describedBy="heat-help"
        label="Heat map: columns are time, rows are offsets inside a column"
        slices={() => ({
          examined: parseSlices(get('from'), get('to'), endOf()),
          baseline: get('baseProfile') ? [] : parseSlices(get('baseFrom'), get('baseTo'), endOf()),
        })}
        resized={plot => { heat.plot.value = plot; }}>
        <Progress />
      </Stage>
      <BasePanel />
      <div class="readout">
        <p id="readout" data-hint="Drag or click twice to select a slice. Ctrl-drag selects the baseline.">{session.readout.value || null}</p>
        <p id="coverage" class="muted end">{shown && coverageText(shown.map.coverage)}</p>
        <FindingsToggle />
      </div>
      <FindingList />
      <p id="heat-help" class="unseen">Arrows move, Shift selects, Enter marks start and end, B the baseline, Escape clears.</p>
    </section>
  );
}

function HeatTools() {
  const { heat, profile } = useSession();
  const info = profile.info.value;
  const scales: Option[] = [
    ...options(['', '99th pct.'], ['max', 'Maximum'], ['log', 'Log']),
    { value: 'cpu', text: 'CPU capacity', isDisabled: heat.shown.value !== null && !heat.shown.value.capacity },
  ];
  const rows = info ? options(['', `Auto (${heat.autoRows.value})`], ...ROWS.map(rows => [rows, rows] as const)) : [];
  const columns = info ? [...options(['', `Auto (${duration(info.suggestedColumnWidth)})`]), ...COLUMNS] : [];
  return (
    <div class="bar tools">
      <h2 id="heat-title">Heat map</h2>
      <label><span>Rows</span><Choice of="rows" options={rows} /></label>
      <label><span>Column</span><Choice of="column" options={columns} /></label>
      <label><span>Scale</span><Choice of="scale" options={scales} /></label>
      <label><span>Colours</span><Choice of="colors" options={COLORS} /></label>
      <label id="clock-field" hidden={info !== null && !info.wallClockAtOrigin}><span>Time</span><Choice of="clock" options={CLOCKS} /></label>
      <LegendBar id="legend" scale={heat.scale} />
    </div>
  );
}

function BasePanel() {
  const { base, profile } = useSession();
  const name = get('baseProfile');
  return (
    <div id="base-panel" hidden={!name || !profile.info.value}>
      <div class="bar tools"><span id="base-title" class="muted">{name && `Baseline: ${name}`}</span><LegendBar id="base-legend" scale={base.scale} /></div>
      <Stage room={base} id="base" canvasId="base-heat" main="baseline" label="Heat map of the baseline's profile"
        slices={() => ({
          examined: [],
          baseline: get('baseProfile') ? parseSlices(get('baseFrom'), get('baseTo'), base.info.value?.end ?? Number.NaN) : [],
        })} />
    </div>
  );
}

function Progress() {
  const progress = useSession().profile.progress.value;
  const { bytesRead, totalBytes } = progress ?? {};
  return <progress id="progress" max={1} hidden={!progress} value={totalBytes ? (bytesRead ?? 0) / totalBytes : undefined} aria-label="Loading" />;
}

/** How many of all samples a view shows, and where the others are. */
function coverageText(coverage: Coverage): string {
  return joined([
    `${count(coverage.shown)} of ${amount(coverage.samples, 'samples')} shown`,
    told(coverage.idle, 'idle'),
    told(coverage.filteredByEvent, 'of other events'),
    told(coverage.filteredByCondition, 'filtered out'),
    told(coverage.stackless, 'without a stack'),
    told(coverage.unparsed, 'unreadable'),
  ]);
}
