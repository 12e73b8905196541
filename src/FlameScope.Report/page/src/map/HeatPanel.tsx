// The heat map with its findings and readout, and below it that of the baseline's profile.
import { Late } from '../controls/Late';
import { Splitter } from '../controls/Splitter';
import { useSession } from '../session/session';
import { parseSlices } from '../state/slices';
import { get } from '../state/state';
import { Gestures } from './Gestures';
import { LegendBar } from './LegendBar';
import { Stage } from './Stage';

export function HeatPanel() {
  const session = useSession();
  const { heat, told } = session;
  const isTimeless = (told.value?.timeAxis ?? 'clock') !== 'clock' && !get('baseProfile');
  const endOf = () => session.profile.info.value?.end ?? Number.NaN;
  return (
    <section class={isTimeless ? 'panel timeless' : 'panel'} id="heat-panel" aria-labelledby="heat-title">
      <h2 id="heat-title" class="unseen">Heat map</h2>
      <div id="maps" class={get('rowsBy') && 'named'}>
        <div class="lanes"><button type="button" id="zoom-reset" class="quiet" hidden={!heat.fit.value?.span} aria-label="Show the whole capture" onClick={() => session.sight.reset()}>Whole</button><Late part="Overview" /></div>
        <div id="findings"><Late part="FindingMarks" /></div>
        <Stage room={heat} id="heat" canvasId="heat" main="examined" baseProfile="" describedBy="heat-help"
          label={`Heat map: columns are time, rows are ${get('rowsBy') ? `${get('rowsBy')}s` : 'offsets inside a column'}`}
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
          {heat.matches.value && <span id="spotlight" class="muted end">what does not match is grey</span>}
          <LegendBar id="legend" scale={heat.scale} />
        </div>
        <Gestures />
      </div>
      <Splitter of="findingsWidth" part="findings-panel" label="Width of the findings" isUpright sign={-1} />
      <aside id="findings-panel" aria-label="Findings" class={get('findings') && 'closed'} hidden={get('baseProfile') !== ''}><Late part="FindingList" /></aside>
      <p id="heat-help" class="unseen">Arrows move, Shift selects, Enter marks start and end, B the baseline, Escape clears.</p>
    </section>
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
