// What the page says about what is shown. Names of frames and files are text, never markup.
import { bytes, clock, count, duration, plural, points, share, seconds, shortSeconds } from './format.js';
import { changeColor } from './palette.js';

/** What a profile is, in a line. */
export function factsOf(info) {
  const { header, events, end, firstSample } = info;
  return [
    header.hostName,
    info.timeAxis === 'clock' ? duration(end - firstSample) : 'no timestamps',
    plural(info.samples, 'sample'),
    events[0]?.frequency && `${count(events[0].frequency)} Hz`,
    (header.cpuCount || info.cpus.length) && plural(header.cpuCount || info.cpus.length, 'CPU'),
    info.format,
    bytes(info.bytes),
    info.report.unparsed && `${plural(info.report.unparsed, 'event')} unreadable`,
    info.report.lost && `${count(info.report.lost)} lost`,
    info.report.isTruncated && 'the file ends early',
  ].filter(Boolean).join(' · ');
}

/** How many of all samples a view shows, and where the others are. */
export function coverageText(coverage) {
  return [
    `${count(coverage.shown)} of ${plural(coverage.samples, 'sample')} shown`,
    coverage.idle && `${count(coverage.idle)} idle`,
    coverage.filteredByEvent && `${count(coverage.filteredByEvent)} of other events`,
    coverage.filteredByCondition && `${count(coverage.filteredByCondition)} filtered out`,
    coverage.stackless && `${count(coverage.stackless)} without a stack`,
    coverage.unparsed && `${count(coverage.unparsed)} unreadable`,
  ].filter(Boolean).join(' · ');
}

/** A cell under the pointer: its time, samples, and how many CPUs they stand for. */
export function heatReadout(heat, cell, info, zone) {
  const [from, to] = [heat.startOf(cell), heat.startOf(cell + 1)];
  const value = heat.valueOf(cell);
  const cpus = heat.frequency ? value / (heat.frequency * (to - from) / 1e9) : null;
  return [
    `${shortSeconds(from, to - from)}–${shortSeconds(to, to - from)} s`,
    plural(value, 'sample'),
    cpus !== null && `${cpus.toFixed(1)} CPUs`,
    info.wallClockAtOrigin && `${clock(from, info.wallClockAtOrigin, zone === 'local')}${zone === 'local' ? '' : ' UTC'}`,
  ].filter(Boolean).join(' · ');
}

/** Which slice the flame graph is of. */
export function showSlice(element, { from, to }, tree) {
  const strong = document.createElement('strong');
  const length = to ? seconds(Math.round((Number(to) - Number(from)) * 1e9)) : null;
  strong.textContent = to ? `${Number(from).toFixed(3)}–${Number(to).toFixed(3)} s` : 'Whole capture';
  element.replaceChildren(strong, ` · ${length ? `${duration(Number(length) * 1e9)} · ` : ''}${plural(tree.total[0], 'sample')}`);
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
    if (i) element.append(Object.assign(document.createElement('span'), { textContent: '›' }));
    if (node < 0) {
      element.append(Object.assign(document.createElement('span'), { textContent: `… ${path.length - SHOWN_CRUMBS} more …` }));
      return;
    }
    const name = node ? tree.nameOf(node) : 'all';
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: name, title: name });
    if (node === zoom) button.setAttribute('aria-current', 'true');
    button.addEventListener('click', () => choose(node));
    element.append(button);
  });
}

/** A frame under the pointer, beside it and in the status line. */
export function showTip(tip, status, tree, node, x, y) {
  tip.hidden = node < 0 || x === undefined;
  if (node < 0) {
    status.textContent = '';
    return;
  }
  const name = node ? tree.nameOf(node) : 'all';
  const lines = linesOf(tree, node);
  status.textContent = [name, ...lines].join(' · ');
  if (tip.hidden) return;
  tip.replaceChildren(Object.assign(document.createElement('strong'), { textContent: name }));
  for (const line of lines) tip.append(Object.assign(document.createElement('span'), { textContent: line }));
  const { offsetWidth, offsetHeight } = tip;
  tip.style.left = `${Math.max(4, Math.min(x + 14, innerWidth - offsetWidth - 8))}px`;
  tip.style.top = `${y + 18 + offsetHeight > innerHeight ? y - offsetHeight - 10 : y + 18}px`;
}

function linesOf(tree, node) {
  const { total, self } = tree;
  const place = [tree.kindOf(node), tree.moduleOf(node)].filter(Boolean).join(' · ');
  const counts = `${plural(total[node], 'sample')} (${share(total[node], total[0])}), self ${count(self[node])} (${share(self[node], total[0])})`;
  if (!tree.isDiff) return [counts, place].filter(Boolean);
  const { baseTotal, baseSelf } = tree;
  return [
    `${points(tree.change(node))} of the share`,
    `examined: ${counts}`,
    `baseline: ${plural(baseTotal[node], 'sample')} (${share(baseTotal[node], baseTotal[0])}), self ${count(baseSelf[node])}`,
    baseTotal[node] === 0 ? 'new: not in the baseline' : total[node] === 0 ? 'gone: only in the baseline' : '',
    place,
  ].filter(Boolean);
}

/** What the colours of a difference mean. */
export function showChangeLegend(element, isDark) {
  const item = (color, text) => {
    const box = document.createElement('i');
    box.style.background = color;
    element.append(box, Object.assign(document.createElement('b'), { textContent: text }));
  };
  element.replaceChildren();
  item(changeColor(-1, 1, isDark), '− less');
  item(changeColor(0, 1, isDark), 'same');
  item(changeColor(1, 1, isDark), '+ more');
  element.append(Object.assign(document.createElement('span'), { textContent: 'hatched: new or gone' }));
}
