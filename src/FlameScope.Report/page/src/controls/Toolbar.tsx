// What is shown of the profile: filters as chips, rows and columns of the map, and how everything is drawn.
import type { Coverage } from '../data/answers';
import { isAllowed, WIDTHS } from '../map/columns';
import { useSession } from '../session/session';
import { clearFilters, hasFilters } from '../state/filters';
import { amount, count, joined, told } from '../text/numbers';
import { seconds, widthText } from '../text/times';
import { Choice, options } from './Choice';
import { chips, remove } from './chips';
import { Late } from './Late';
import { Popover } from './Popover';

const LAYOUTS = options(['', 'Offset'], ['cpu', 'CPUs'], ['thread', 'Threads'], ['process', 'Processes'], ['command', 'Commands'], ['cgroup', 'Control groups']);

export function Toolbar() {
  const { heat, sight, told: info } = useSession();
  const fit = heat.fit.value;
  const set = chips(info.value);
  const columns = info.value ? [...options(['', `Auto (${widthText(fit?.autoColumnWidth ?? 0)})`]), ...WIDTHS.map(width => ({
    value: seconds(width), text: widthText(width), isDisabled: fit !== null && !isAllowed(width, fit.span ?? fit.whole),
  }))] : [];
  return (
    <section class="bar" id="toolbar" aria-label="What is shown">
      <div id="chips" role="group" aria-label="Filters">
        {set.map(chip => (
          <span class="chip" key={chip.key + chip.value} data-of={chip.key}>
            <span>{chip.kind}</span><b title={chip.value}>{chip.text}</b>
            <button type="button" aria-label={`Remove: ${chip.kind} ${chip.text}`} onClick={() => remove(chip)}>×</button>
          </span>
        ))}
        <button type="button" id="add-filter-button" disabled={!info.value} popovertarget="add-filter">+ Add filter</button>
        <Popover id="add-filter" label="Add a filter">{() => <Late part="AddFilter" />}</Popover>
        <button type="button" id="clear-filters" class="quiet" hidden={!hasFilters()} onClick={clearFilters}>Clear</button>
      </div>
      <p id="coverage" class="muted grow">{heat.shown.value && coverageText(heat.shown.value.map.coverage)}</p>
      <label><span>Rows</span><Choice of="rowsBy" options={LAYOUTS} /></label>
      <span class="group">
        <button type="button" id="zoom-out" aria-label="Wider columns" aria-keyshortcuts="-" onClick={() => sight.zoom(false)}>−</button>
        <Choice of="column" label="Column" options={columns} />
        <button type="button" id="zoom-in" aria-label="Narrower columns" aria-keyshortcuts="+" onClick={() => sight.zoom(true)}>+</button>
      </span>
      <button type="button" id="options-button" popovertarget="options">View options</button>
      <Popover id="options" label="View options">{() => <Late part="ViewOptions" />}</Popover>
    </section>
  );
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
