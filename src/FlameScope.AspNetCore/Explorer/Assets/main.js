// The page: binds the state in the address to the heat map, the flame graph and everything around them.
import { downloads, frameMenu } from './actions.js';
import { getColumns, getJson, latest } from './api.js';
import { all, clamp, find, on, say } from './dom.js';
import { emptyFlame, emptyHeat } from './empty.js';
import { fill, offerFilters, select, showFilters } from './filters.js';
import { findingsPanel } from './findings.js';
import { flameView } from './flame.js';
import { FlameTree } from './flametree.js';
import { amount, count, duration, nanoseconds, seconds } from './format.js';
import { heatMapView } from './heatmap.js';
import { bindKeys } from './keys.js';
import { openMenu } from './menu.js';
import { failure, showNotice } from './notice.js';
import { bindProfiles, known, loadProfiles, showProfiles, withProgress } from './profiles.js';
import { sandwichView } from './sandwich.js';
import { scaleOf } from './scale.js';
import { searching } from './searching.js';
import { selectionOn } from './selection.js';
import { FILTERS, NO_BASELINE, SLICE, TREE, get, list, onChange, pick, set } from './state.js';
import { frameTable } from './table.js';
import { coverageText, factsOf, heatReadout, showChangeLegend, showCrumbs, showSlice, showTip } from './texts.js';

const FOUND = ['profile', ...FILTERS];
const HEAT = ['profile', ...FILTERS, 'rows', 'column'];
const DRAWN = ['scale', 'colors', 'clock', 'theme'];
const FIELDS = ['theme', 'rows', 'column', 'scale', 'colors', 'clock', 'root', 'color', 'width'];

const darkScheme = matchMedia('(prefers-color-scheme: dark)');
const heatNotice = notice => showNotice(find('heat-notice'), notice);
const flameNotice = notice => showNotice(find('flame-notice'), notice);
const baseNotice = notice => showNotice(find('base-notice'), notice);
const runProfile = latest(error => {
  heatNotice(failure(error, loadProfile));
  flameNotice({ title: 'Nothing to show', text: 'The profile could not be read.' });
});
const runHeat = latest(error => heatNotice(failure(error, loadHeat)));
const runBase = latest(error => baseNotice(failure(error, loadBase)));
const runFlame = latest(error => flameNotice(failure(error, loadFlame)));
const runSandwich = latest(error => flameNotice(failure(error, loadSandwich)));
const runFindings = latest(error => { found = ''; findings.fail(error, loadFindings); });

const heat = heatMapView(find('heat'));
const base = heatMapView(find('base-heat'));
const onSlice = { preview, select: choose, point: (cell, byKeyboard) => read(heat, cell, byKeyboard) };
const selection = selectionOn(heat, find('heat-overlay'), onSlice);
const baseSelection = selectionOn(base, find('base-overlay'), {
  preview: (_, slice) => preview('baseline', slice, true),
  select: (_, slice, isStep) => choose('baseline', slice, isStep, true),
  point: (cell, byKeyboard) => read(base, cell, byKeyboard),
}, 'baseline');
const flame = flameView(find('graph'), 'Flame graph', {
  point: (node, event) => showTip(find('tip'), find('frame-status'), flame.tree, node, event),
  zoom: zoomTo,
  menu: (node, x, y) => showFrameMenu(node, x, y, flame.tree, zoomTo),
  drawn: hidden => say(find('hidden-status'), hidden ? `${amount(hidden, 'frames')} hidden: too narrow` : ''),
});
const table = frameTable(find('table'), name => set({ view: 'sandwich', of: name }));
const showSandwich = sandwichView(find('sandwich'), {
  choose: name => set({ of: name }),
  point: (node, event, pane) => showTip(find('tip'), find('frame-status'), pane, node, event),
  menu: (node, x, y, pane) => showFrameMenu(node, x, y, pane, null),
});
const search = searching(flame);
const findings = findingsPanel(heat);
let info = null;
let baseInfo = null;
let tree = null;
let found = '';

const isDark = () => (get('theme') || (darkScheme.matches ? 'dark' : 'light')) === 'dark';
const isDifference = () => (get('baseFrom') || get('baseProfile')) && get('diff') !== 'off';
const flameOptions = () => ({ isDark: isDark(), isIcicle: get('layout') === 'icicle', color: get('color') });

function announce(text) {
  say(find('announce'), text);
  say(find('frame-status'), text);
}

// The slices between the times that two keys have: a baseline may have several parts.
function slicesOf(from, to) {
  const ends = get(to).split(',').map(nanoseconds);
  return get(from).split(',').map(nanoseconds).map((start, i) => ({ from: start, to: ends[i] })).filter(slice => slice.from !== null && slice.to != null);
}

function requestOf(shown = {}) {
  const parameters = { ...pick('profile', ...FILTERS, 'from', 'to', 'root', 'inverted'), hide: list('hide'), ...shown };
  if (isDifference() || shown.baseFrom) Object.assign(parameters, pick('baseProfile', 'baseFrom', 'baseTo'), shown);
  return parameters;
}

async function open() {
  try {
    const hadProfile = get('profile');
    await loadProfiles();
    if (known.isEmpty) {
      heatNotice({
        title: 'There are no profiles here yet',
        text: known.canUpload ? 'Drop the text of perf script on this page, plain or compressed.' : 'Put the text of perf script into the folder that is served.',
        actions: [['Look again', open]],
      });
    } else if (hadProfile) {
      loadProfile();
    }
  } catch (error) {
    heatNotice(failure(error, open));
  }
}

function loadProfile() {
  runProfile(async signal => {
    const profile = get('profile');
    heatNotice(null);
    findings.show(null);
    document.title = `${profile} · FlameScope`;
    info = await withProgress(profile, signal, () => getJson('info', { profile }, signal));
    say(find('facts'), factsOf(info));
    offerFilters(info);
    fill(find('rows'), ['10', '25', '49', '50', '99', '100'].map(rows => [rows, rows]), `Auto (${info.suggestedRows})`);
    fill(find('column'), [['1', '1 s'], ['10', '10 s'], ['60', '1 min']], `Auto (${duration(info.suggestedColumnWidth)})`);
    find('clock-field').hidden = !info.wallClockAtOrigin;
    found = '';
    showFields();
    loadHeat();
    loadBase();
    loadFlame();
  });
}

function loadHeat() {
  runHeat(async signal => {
    const map = await getColumns('heatmap', pick(...HEAT), signal);
    showHeat(map);
    heatNotice(emptyHeat(map));
    loadFindings();
  });
}

// Behind the heat map, and only where what is searched has changed.
function loadFindings() {
  const parameters = pick(...FOUND);
  const wanted = JSON.stringify(parameters);
  if (found === wanted) return;
  found = wanted;
  findings.show(null);
  runFindings(async signal => findings.show((await getJson('findings', parameters, signal)).findings));
}

// The other profile's heat map, on which the baseline is selected.
function loadBase() {
  const profile = get('baseProfile');
  find('base-panel').hidden = !profile;
  if (!profile) return;
  say(find('base-title'), `Baseline: ${profile}`);
  runBase(async signal => {
    baseNotice(null);
    baseInfo = await getJson('info', { profile }, signal);
    showHeat(await getColumns('heatmap', { ...pick(...HEAT), profile }, signal), base, baseInfo);
  });
}

function showHeat(map = heat.map, view = heat, profile = info) {
  if (!map || !profile) return;
  const event = profile.events.find(({ name }) => name === map.event);
  // What one busy CPU adds in a nanosecond, where it is known.
  const busy = map.unit === 'ns' ? 1 : map.unit === 'samples' && event?.frequency ? event.frequency / 1e9 : 0;
  const capacity = busy * map.columnWidth / map.rows * (profile.header.cpuCount || profile.cpus.length);
  const scale = scaleOf(map, get('scale'), get('colors'), isDark(), capacity);
  view.show(map, { scale, busy, isDark: isDark(), clock: get('clock'), wallClockAtOrigin: profile.wallClockAtOrigin });
  scale.drawLegend(find(view === heat ? 'legend' : 'base-legend'));
  if (view === heat) {
    find('scale').querySelector('[value=cpu]').disabled = !capacity;
    say(find('coverage'), coverageText(map.coverage));
    findings.drawMarks();
  }
  showSelection();
  performance.mark('flamescope:heat');
}

function showSelection() {
  const baseline = slicesOf('baseFrom', 'baseTo');
  const isOther = get('baseProfile');
  selection.show(slicesOf('from', 'to'), isOther ? [] : baseline);
  baseSelection.show([], isOther ? baseline : []);
  findings.showState();
}

/** @param shown the slice of a drag that goes on; the address follows when it ends */
function loadFlame(shown) {
  runFlame(async signal => {
    const parameters = requestOf(shown);
    const isDiff = parameters.baseFrom || parameters.baseProfile;
    const load = async least => new FlameTree(await getColumns(isDiff ? 'diff' : 'flame', { ...parameters, least }, signal));
    find('graph').classList.toggle('busy', !shown);
    try {
      // What is wide enough to be seen comes first and fast, to be looked at; everything else needs the whole.
      if (!isDiff && !get('zoom') && !get('inverted')) {
        const wide = await load(0.5 / innerWidth);
        flame.show(wide, flameOptions());
        performance.mark('flamescope:flame');
        search.apply();
        showSlice(find('slice'), parameters, wide);
        if (shown) return;
      }
      tree = await load();
      tree.slice = parameters;
    } finally {
      find('graph').classList.remove('busy');
    }
    flameNotice(emptyFlame(tree));
    showFlame(shown);
    performance.mark('flamescope:flame');
  }, !shown);
}

function showFlame(shown) {
  if (!tree) return;
  if (tree.isDiff) {
    tree.setSide(get('width'));
    showChangeLegend(find('diff-legend'), isDark());
    say(find('compare-text'), `examined ${count(tree.total[0])}, baseline ${amount(tree.baseTotal[0], tree.unit)}`);
    find('flip-sides').disabled = get('baseFrom').includes(',');
  }
  find('compare').hidden = !tree.isDiff;
  flame.show(tree, flameOptions(), shown ? 0 : Number(get('zoom')) || 0);
  search.apply();
  showSlice(find('slice'), tree.slice, tree);
  showCrumbs(find('crumbs'), tree, flame.zoom, zoomTo);
  if (!shown) showView();
}

function showView() {
  const view = get('view') || 'graph';
  for (const button of all('[data-view]')) button.ariaPressed = String(button.dataset.view === view);
  for (const name of ['graph', 'table', 'sandwich']) find(name).hidden = name !== view;
  find('hidden-status').hidden = view !== 'graph';
  say(find('flame-title'), { graph: 'Flame graph', table: 'Frames', sandwich: 'Sandwich' }[view]);
  if (tree && view === 'table') table.show(tree);
  if (tree && view === 'sandwich') loadSandwich();
}

function loadSandwich() {
  const of = get('of') || widestFrame();
  if (!of) return;
  runSandwich(async signal => {
    await showSandwich({ ...requestOf(), inverted: '', of }, flameOptions(), signal);
    flameNotice(null);
  });
}

// Where no frame was chosen: the one that the keyboard is at, or the one with the most samples of its own.
function widestFrame() {
  if (flame.focus > 0) return flame.tree.nameOf(flame.focus);
  return tree.frames().reduce((most, row) => (row.self > most.self ? row : most), { self: -1, name: '' }).name;
}

function zoomTo(node) {
  if (node !== flame.zoom && flame.tree === tree) set({ zoom: node || '' });
}

function showFrameMenu(node, x, y, pane, zoom) {
  find('tip').hidden = true;
  openMenu(x, y, frameMenu(pane, node, zoom, announce), pane.nameOf(node));
}

function showFields() {
  for (const name of FIELDS) select(find(name), get(name));
  find('inverted').checked = get('inverted') === '1';
  say(find('flip-layout'), get('layout') === 'icicle' ? 'Icicle' : 'Flame');
  find('search').value = get('q');
  showFilters();
  showProfiles();
}

onChange(changed => {
  const any = keys => keys.some(key => changed.has(key));
  showFields();
  if (changed.has('theme')) applyTheme();
  if (changed.has('profile')) {
    loadProfile();
    return;
  }
  if (any(HEAT)) loadHeat();
  else if (any(DRAWN)) showHeat();
  if (any([...HEAT, 'baseProfile'])) loadBase();
  else if (any(DRAWN) && get('baseProfile')) showHeat(base.map, base, baseInfo);
  if (any([...SLICE, 'findings'])) showSelection();
  if (any(TREE)) loadFlame();
  else if (any(['layout', 'color', 'theme', 'width'])) showFlame();
  else if (any(['view', 'of'])) showView();
  if (changed.has('zoom') && tree && !any(TREE)) {
    flame.setZoom(clamp(Number(get('zoom')) || 0, 0, tree.count - 1));
    showCrumbs(find('crumbs'), tree, flame.zoom, zoomTo);
  }
  if (changed.has('q')) search.apply();
});

const timesOf = (which, { from, to }) => (which === 'baseline' ? { baseFrom: seconds(from), baseTo: seconds(to) } : { from: seconds(from), to: seconds(to) });

function preview(which, slice, isOther) {
  loadFlame({ ...timesOf(which, slice), ...which === 'baseline' && !isOther && { baseProfile: '' } });
}

function choose(which, slice, isStep, isOther) {
  set({ ...timesOf(which, slice), ...which === 'baseline' && { diff: '', ...!isOther && { baseProfile: '' } } }, isStep);
  say(find('announce'), `${which === 'baseline' ? 'Baseline' : 'Selected'} ${seconds(slice.from, 3)} to ${seconds(slice.to, 3)} seconds`);
}

function read(view, cell, byKeyboard) {
  const text = cell < 0 ? '' : heatReadout(view, cell);
  say(find('readout'), text);
  if (byKeyboard) say(find('announce'), text);
}

for (const name of FIELDS) on(find(name), { change: ({ target }) => set({ [name]: target.value }, !DRAWN.includes(name)) });
on(find('inverted'), { change: ({ target }) => set({ inverted: target.checked ? '1' : '' }) });
for (const button of all('[data-view]')) on(button, { click: () => set({ view: button.dataset.view === 'graph' ? '' : button.dataset.view }) });
on(find('download'), {
  click: ({ target }) => {
    const { left, bottom } = target.getBoundingClientRect();
    openMenu(left, bottom + 4, downloads({ ...pick(...HEAT, 'layout', 'width'), ...requestOf() }, isDifference()));
  },
});
on(find('flip-sides'), {
  click: () => {
    const { from, to, baseFrom, baseTo, profile, baseProfile } = pick('profile', ...SLICE);
    set({ from: baseFrom, to: baseTo, baseFrom: from, baseTo: to, ...baseProfile && { profile: baseProfile, baseProfile: profile } });
  },
});

bindProfiles(error => announce(error.message));
bindKeys({
  search, zoomTo, announce,
  zoomOut: () => tree && zoomTo(tree.parent[flame.zoom]),
  clear: () => {
    selection.cancel();
    baseSelection.cancel();
    set({ from: '', to: '', ...NO_BASELINE });
    showSelection();
    if (flame.tree !== tree) loadFlame();
  },
});

function applyTheme() {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
}

on(darkScheme, {
  change: () => {
    applyTheme();
    showHeat();
    showHeat(base.map, base, baseInfo);
    showFlame();
  },
});
const resized = new ResizeObserver(() => {
  for (const view of [heat, base, selection, baseSelection]) view.draw();
  if (heat.map) findings.drawMarks();
});
resized.observe(find('heat-stage'));
resized.observe(find('base-stage'));

applyTheme();
showFields();
open();
