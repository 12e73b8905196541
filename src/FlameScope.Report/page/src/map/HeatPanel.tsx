// The heat map with its controls, findings and readout, and below it that of the baseline's profile.
import { computed } from '@preact/signals-core';
import { useMemo } from 'preact/hooks';
import { Choice, type Option, options } from '../controls/Choice';
import type { Coverage } from '../data/answers';
import { FindingList, FindingsToggle } from '../findings/FindingList';
import { FindingMarks } from '../findings/FindingMarks';
import { useSession } from '../session/session';
import { parseSlices } from '../state/slices';
import { get } from '../state/state';
import { amount, count, joined, told } from '../text/numbers';
import { duration, NS, seconds } from '../text/times';
import { isAllowed, WIDTHS } from './columns';
import { LegendBar } from './LegendBar';
import { Overview } from './Overview';
import { Stage } from './Stage';

const ROWS = ['10', '20', '25', '49', '50', '99', '100'];
const widthText = (ns: number) => (ns === 60 * NS ? '1 min' : duration(ns));
const COLORS = options(['', 'Inferno'], ['red', 'Classic red']);
const CLOCKS = options(['', 'Seconds'], ['utc', 'UTC'], ['local', 'Local']);

export function HeatPanel() {
  const session = useSession();
  const { heat } = session;
  const shown = heat.shown.value;
  // The width of the cells, which the marks above them follow.
  const plotWidth = useMemo(() => computed(() => heat.plot.value?.width ?? 0), []);
  const endOf = () => session.profile.info.value?.end ?? Number.NaN;
  return (
    <section class="panel" id="heat-panel" aria-labelledby="heat-title">
      <HeatTools />
      <div class="lanes"><button type="button" id="zoom-reset" class="quiet" hidden={!heat.fit.value?.span} aria-label="Show the whole capture" onClick={() => session.sight.reset()}>Whole</button><Overview /></div>
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
  const { heat, sight, told } = useSession();
  const info = told.value;
  const fit = heat.fit.value;
  const scales: Option[] = [
    ...options(['', '99th pct.'], ['max', 'Maximum'], ['log', 'Log']),
    { value: 'cpu', text: 'CPU capacity', isDisabled: heat.shown.value !== null && !heat.shown.value.capacity },
  ];
  const rows = info ? options(['', `Auto (${fit?.autoRows ?? ''})`], ...ROWS.map(rows => [rows, rows] as const)) : [];
  const columns = info ? [...options(['', `Auto (${widthText(fit?.autoColumnWidth ?? 0)})`]), ...WIDTHS.map(width => ({
    value: seconds(width), text: widthText(width), isDisabled: fit !== null && !isAllowed(width, fit.span ?? fit.whole),
  }))] : [];
  return (
    <div class="bar tools">
      <h2 id="heat-title">Heat map</h2>
      <label><span>Rows</span><Choice of="rows" options={rows} /></label>
      <label><span>Column</span><Choice of="column" options={columns} /></label>
      <span class="group">
        <button type="button" id="zoom-out" aria-label="Wider columns" aria-keyshortcuts="-" onClick={() => sight.zoom(false)}>−</button>
        <button type="button" id="zoom-in" aria-label="Narrower columns" aria-keyshortcuts="+" onClick={() => sight.zoom(true)}>+</button>
      </span>
      <label><span>Scale</span><Choice of="scale" options={scales} /></label>
      <Choice of="colors" options={COLORS} label="Colours" />
      <span id="clock-field" hidden={info !== null && !info.wallClockAtOrigin}><Choice of="clock" options={CLOCKS} label="Time" /></span>
      <LegendBar id="legend" scale={heat.scale} />
    </div>
  );
}

function BasePanel() {
  const { base, told } = useSession();
  const name = get('baseProfile');
  return (
    <div id="base-panel" hidden={!name || !told.value}>
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
    told(coverage.filteredByRange, 'outside'),
    told(coverage.stackless, 'without a stack'),
    told(coverage.unparsed, 'unreadable'),
  ]);
}
