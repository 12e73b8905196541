// How things are drawn, in one place.
import { useSession } from '../session/session';
import { Choice, options, Segments } from './Choice';

const ROWS = ['10', '20', '25', '49', '50', '99', '100'];
const SCALES = options(['', '99 %'], ['max', 'Max'], ['log', 'Log'], ['cpu', 'CPUs']);
const COLORS = options(['', 'Inferno'], ['red', 'Red'], ['cividis', 'Cividis']);
const CLOCKS = options(['', 'Seconds'], ['utc', 'UTC'], ['local', 'Local']);
const GROWS = options(['', 'Down'], ['flame', 'Up']);
const STACKS = options(['', 'From the root'], ['1', 'Inverted']);
const FRAMES = options(['', 'Kind'], ['module', 'Module'], ['plain', 'Plain']);
const ROOTS = options(['', 'Command'], ['process', 'Process'], ['thread', 'Thread'], ['none', 'None']);
const BESIDE = options(['', 'Nothing'], ['graph', 'Flame graph'], ['chart', 'Stack chart'], ['table', 'Table'], ['tree', 'Call tree'], ['sandwich', 'Sandwich']);
const NAMES = options(['', 'Short'], ['full', 'Full']);
const WIDTHS = options(['', 'Selection'], ['baseline', 'Baseline'], ['both', 'Both']);
const BY = options(['', 'Total'], ['self', 'Self']);
const THEMES = options(['', 'System'], ['light', 'Light'], ['dark', 'Dark']);

export function ViewOptions() {
  const { heat, told } = useSession();
  const rows = options(['', `Auto (${heat.fit.value?.autoRows ?? ''})`], ...ROWS.map(rows => [rows, rows] as const));
  const scales = SCALES.map(option => ({ ...option, isDisabled: option.value === 'cpu' && !heat.shown.value?.capacity }));
  return (
    <>
      <h2>Heat map</h2>
      <label class="option"><span>Rows a column</span><Choice of="rows" options={rows} /></label>
      <Segments of="scale" label="Scale" options={scales} />
      <Segments of="colors" label="Colours" options={COLORS} />
      {told.value?.wallClockAtOrigin && <Segments of="clock" label="Time" options={CLOCKS} />}
      <h2>Flame graph</h2>
      <Segments of="layout" label="Grows" options={GROWS} />
      <Segments of="inverted" label="Stacks" options={STACKS} />
      <Segments of="root" label="Top level" options={ROOTS} />
      <Segments of="color" label="Colour by" options={FRAMES} />
      <Segments of="names" label="Names" options={NAMES} />
      <label class="option"><span>Beside it</span><Choice of="beside" options={BESIDE} /></label>
      <h2>Difference</h2>
      <Segments of="by" label="Colour by" options={BY} />
      <Segments of="width" label="Width by" options={WIDTHS} />
      <h2>Page</h2>
      <Segments of="theme" label="Theme" options={THEMES} />
    </>
  );
}
