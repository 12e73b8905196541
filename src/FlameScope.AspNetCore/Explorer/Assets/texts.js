// What the page says about what is shown. Names of frames and files are text, never markup.
import { clamp, make, makeButton, say } from './dom.js';
import { amount, bytes, clock, count, duration, points, share, shortSeconds } from './format.js';
import { changeColor } from './palette.js';

const joined = parts => parts.filter(Boolean).join(' · ');
const told = (value, what) => value && `${count(value)} ${what}`;

/** What a profile is, in a line. */
export function factsOf({ header, events, end, firstSample, report, cpus, ...info }) {
  const cpuCount = header.cpuCount || cpus.length;
  return joined([
    header.hostName,
    info.timeAxis === 'clock' ? duration(end - firstSample) : 'no timestamps',
    amount(info.samples, 'samples'),
    told(events[0]?.frequency, 'Hz'),
    cpuCount && amount(cpuCount, 'CPUs'),
    info.format,
    bytes(info.bytes),
    report.unparsed && `${amount(report.unparsed, 'events')} unreadable`,
    told(report.lost, 'lost'),
    report.isTruncated && 'the file ends early',
  ]);
}

/** How many of all samples a view shows, and where the others are. */
export function coverageText(coverage) {
  return joined([
    `${count(coverage.shown)} of ${amount(coverage.samples, 'samples')} shown`,
    told(coverage.idle, 'idle'),
    told(coverage.filteredByEvent, 'of other events'),
    told(coverage.filteredByCondition, 'filtered out'),
    told(coverage.stackless, 'without a stack'),
    told(coverage.unparsed, 'unreadable'),
  ]);
}

/** A cell under the pointer: its time, value, and how many CPUs it stands for. */
export function heatReadout({ map, options, startOf }, cell) {
  const [from, to] = [startOf(cell), startOf(cell + 1)];
  const value = map.data.values[cell];
  const { busy, wallClockAtOrigin, clock: zone } = options;
  return joined([
    `${shortSeconds(from, to - from)}–${shortSeconds(to, to - from)} s`,
    amount(value, map.unit),
    busy && `${(value / (busy * (to - from))).toFixed(1)} CPUs`,
    wallClockAtOrigin && `${clock(from, wallClockAtOrigin, zone === 'local')}${zone === 'local' ? '' : ' UTC'}`,
  ]);
}

/** Which slice the flame graph is of. */
export function showSlice(element, { from, to, total, unit }) {
  const name = to === null ? 'Whole capture' : `${shortSeconds(from)}–${shortSeconds(to)} s`;
  element.replaceChildren(make('strong', {}, name), ` · ${joined([to !== null && duration(to - from), amount(total[0], unit)])}`);
}

const SHOWN_CRUMBS = 6;

/** From the root to the frame that is zoomed to; the middle of a long way is left out. */
export function showCrumbs(element, tree, zoom, choose) {
  element.hidden = zoom === 0;
  element.replaceChildren();
  if (zoom === 0) return;
  const path = tree.pathOf(zoom);
  const shown = path.length > SHOWN_CRUMBS ? [path[0], -1, ...path.slice(1 - SHOWN_CRUMBS)] : path;
  shown.forEach((node, i) => {
    const name = tree.nameOf(node);
    if (i) element.append(make('span', {}, '›'));
    element.append(node < 0 ? make('span', {}, `… ${path.length - SHOWN_CRUMBS} more …`)
      : makeButton(name, () => choose(node), { title: name, ariaCurrent: node === zoom ? 'true' : null }));
  });
}

/** A frame under the pointer, beside it and in the status line. */
export function showTip(tip, status, tree, node, event) {
  tip.hidden = node < 0 || !event;
  say(status, '');
  if (node < 0) return;
  const name = tree.nameOf(node);
  const lines = linesOf(tree, node);
  say(status, joined([name, ...lines]));
  if (tip.hidden) return;
  tip.replaceChildren(make('strong', {}, name), ...lines.map(line => make('span', {}, line)));
  const { offsetWidth, offsetHeight } = tip;
  const { clientX, clientY } = event;
  tip.style.left = `${clamp(clientX + 14, 4, Math.max(4, innerWidth - offsetWidth - 8))}px`;
  tip.style.top = `${clientY + 18 + offsetHeight > innerHeight ? clientY - offsetHeight - 10 : clientY + 18}px`;
}

function linesOf(tree, node) {
  const { total, self, unit, baseTotal, baseSelf, chance } = tree;
  const counts = (all, own) => `${amount(all[node], unit)} (${share(all[node], all[0])}), self ${amount(own[node], unit)} (${share(own[node], all[0])})`;
  const place = joined([tree.kindOf(node), tree.moduleOf(node)]);
  if (!tree.isDiff) return [counts(total, self), place].filter(Boolean);
  return [
    node && `${points(tree.change(node))} of the share, ${significance(tree.significant[node], chance[node])}`,
    `examined: ${counts(total, self)}`,
    `baseline: ${counts(baseTotal, baseSelf)}`,
    baseTotal[node] === 0 ? 'new: not in the baseline' : total[node] === 0 ? 'gone: only in the baseline' : '',
    place,
  ].filter(Boolean);
}

// The chance is that of so large a difference between slices that behave alike, adjusted for the number of frames.
function significance(isSignificant, chance) {
  return `${isSignificant ? 'more than noise' : 'may be noise'} (p ${chance < 0.0001 ? '< 0.0001' : `= ${Number(chance.toPrecision(2))}`})`;
}

/** What the colours of a difference mean. */
export function showChangeLegend(element, isDark) {
  const items = [[-1, '− less'], [0, 'same'], [1, '+ more']].flatMap(([delta, text]) => {
    const box = make('i');
    box.style.background = changeColor(delta, 1, isDark);
    return [box, make('b', {}, text)];
  });
  element.replaceChildren(...items, make('span', {}, 'hatched: new or gone'));
}
