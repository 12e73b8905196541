// The page: binds the state in the address to the heat map, the flame graph and everything around them.
import { downloads, frameMenu } from './actions.js';
import { getColumns, getJson, latest } from './api.js';
import { all, find, on, say } from './dom.js';
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
import { FILTERS, NO_BASELINE, SLICE, TREE, get, hasBaseline, list, onChange, pick, set, startOver } from './state.js';
import { frameTable } from './table.js';
import { coverageText, factsOf, heatReadout, showChangeLegend, showCrumbs, showSlice, showTip } from './texts.js';

const FOUND = ['profile', ...FILTERS];
const HEAT = ['profile', ...FILTERS, 'rows', 'column'];
const DRAWN = ['scale', 'colors', 'clock', 'theme'];
const FIELDS = ['theme', 'rows', 'column', 'scale', 'colors', 'clock', 'root', 'color', 'width'];

const darkScheme = matchMedia('(prefers-color-scheme: dark)');
const noticeIn = id => notice => showNotice(find(id), notice);
const heatNotice = noticeIn('heat-notice');
const flameNotice = noticeIn('flame-notice');
const baseNotice = noticeIn('base-notice');
const runProfile = latest(error => {
  heatNotice(failure(error, loadProfile));
  flameNotice({ title: 'Nothing to show', text: 'The profile could not be read.' });
});
const runHeat = loads(heatNotice, loadHeat, forgetHeat);
const runBase = loads(baseNotice, loadBase, forgetBase);
const runFlame = loads(flameNotice, loadFlame, forgetFlame);
const runSandwich = loads(flameNotice, loadSandwich, () => {});
const runFindings = latest(error => { found = ''; findings.fail(error, loadFindings); });

const heat = heatMapView(find('heat'));
const base = heatMapView(find('base-heat'));
const onSlices = (view, baseProfile) => ({
  preview: (which, slice) => loadFlame(timesOf(which, slice, baseProfile)),
  select: (which, slice, isStep) => choose(which, slice, isStep, baseProfile),
  point: (cell, byKeyboard) => read(view, cell, byKeyboard),
  restore,
});
const selection = selectionOn(heat, find('heat-overlay'), onSlices(heat, { baseProfile: '' }));
const baseSelection = selectionOn(base, find('base-overlay'), onSlices(base), 'baseline');
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
const isDifference = () => hasBaseline() && !get('diff');
const flameOptions = () => ({ isDark: isDark(), isIcicle: get('layout') === 'icicle', color: get('color') });

function announce(text) {
  say(find('announce'), text);
  say(find('frame-status'), text);
}

// Runs loads of a view. What fails leaves nothing of what was shown, but a way out where the address is at fault; where the file has changed, all
// of it is shown anew.
function loads(notice, load, forget) {
  return latest(error => {
    forget();
    if (error.status === 409) loadProfile();
    else notice(failure(error, load, ...error.status < 500 ? [['Start over', startOver]] : []));
  });
}

const forgetTexts = (...ids) => ids.forEach(id => find(id).replaceChildren());

function forgetHeat() {
  runFindings(() => {});
  findings.show([], '');
  found = '';
  heat.show(null);
  selection.draw();
  forgetTexts('legend', 'coverage', 'readout');
}

function forgetBase() {
  base.show(null);
  forgetTexts('base-legend');
}

function forgetFlame() {
  tree = null;
  flame.clear();
  search.apply();
  forgetTexts('slice', 'frame-status', 'hidden-status');
  for (const id of ['compare', 'crumbs', 'table', 'sandwich']) find(id).hidden = true;
}

// Nothing of a profile may look as if it belonged to the next.
function forgetProfile() {
  for (const run of [runHeat, runBase, runFlame, runSandwich]) run(() => {});
  selection.cancel();
  baseSelection.cancel();
  info = null;
  forgetHeat();
  forgetBase();
  forgetFlame();
  forgetTexts('facts', 'rows', 'column');
  offerFilters({});
  find('base-panel').hidden = true;
}

// The slices between the times that two keys have: a baseline may have several parts. What has no start or end has the profile's.
function slicesOf(from, to, profile) {
  if (!get(from) && !get(to)) return [];
  const ends = get(to).split(',');
  return get(from).split(',')
    .map((start, i) => ({ from: nanoseconds(start || '0'), to: ends[i] ? nanoseconds(ends[i]) : profile?.end }))
    .filter(slice => slice.from < slice.to);
}

// What is asked of the profile that the page tells of, not of one that has come into its place.
const asked = (...keys) => ({ ...pick(...keys), version: info?.version });

function requestOf(shown = {}) {
  const parameters = { ...asked(...FOUND, 'from', 'to', 'root', 'inverted'), hide: list('hide'), ...shown };
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
        text: known.canUpload ? 'Drop the text of perf script here, plain or compressed.' : 'Put the text of perf script into the folder that is served.',
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
    forgetProfile();
    heatNotice(null);
    flameNotice(null);
    document.title = `${profile} · FlameScope`;
    info = await withProgress(profile, signal, () => getJson('info', { profile }, signal));
    say(find('facts'), factsOf(info));
    offerFilters(info);
    fill(find('rows'), ['10', '25', '49', '50', '99', '100'].map(rows => [rows, rows]), `Auto (${info.suggestedRows})`);
    fill(find('column'), [['1', '1 s'], ['10', '10 s'], ['60', '1 min']], `Auto (${duration(info.suggestedColumnWidth)})`);
    find('clock-field').hidden = !info.wallClockAtOrigin;
    showFields();
    loadHeat();
    loadBase();
    loadFlame();
  });
}

function loadHeat() {
  runHeat(async signal => {
    const map = await getColumns('heatmap', asked(...HEAT), signal);
    showHeat(heat, map);
    heatNotice(emptyHeat(map));
    loadFindings();
  });
}

// Behind the heat map, and only where what is searched has changed.
function loadFindings() {
  const parameters = asked(...FOUND);
  const wanted = JSON.stringify(parameters);
  if (found === wanted) return;
  found = wanted;
  findings.show([], 'Searching…');
  runFindings(async signal => findings.show((await getJson('findings', parameters, signal)).findings));
}

// The other profile's heat map, on which the baseline is selected.
function loadBase() {
  const profile = get('baseProfile');
  find('base-panel').hidden = !profile;
  if (!profile) return;
  say(find('base-title'), `Baseline: ${profile}`);
  runBase(async signal => {
    baseInfo = await getJson('info', { profile }, signal);
    showHeat(base, await getColumns('heatmap', { ...pick(...HEAT), profile }, signal));
    baseNotice(null);
  });
}

function showHeat(view, map = view.map) {
  const profile = view === heat ? info : baseInfo;
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
  const isOther = get('baseProfile');
  const baseline = slicesOf('baseFrom', 'baseTo', isOther ? baseInfo : info);
  selection.show(slicesOf('from', 'to', info), isOther ? [] : baseline);
  baseSelection.show([], isOther ? baseline : []);
  findings.showState();
}

/** @param shown the slice of a drag that goes on; the address follows when it ends */
function loadFlame(shown) {
  // Other nodes are coming: none of the present ones is to be zoomed to.
  if (!shown) tree = null;
  runFlame(async signal => {
    const parameters = requestOf(shown);
    const isDiff = 'baseFrom' in parameters;
    const load = async least => new FlameTree(await getColumns(isDiff ? 'diff' : 'flame', { ...parameters, least }, signal));
    find('graph').classList.toggle('busy', !shown);
    try {
      // What is wide enough to be seen comes first and fast, to be looked at; everything else needs the whole.
      const least = isDiff || get('zoom') || get('inverted') ? '' : 0.5 / innerWidth;
      let loaded = await load(least);
      if (least && loaded.isPruned) {
        showFlame(loaded);
        if (shown) return;
        loaded = await load();
      }
      if (!shown) tree = loaded;
      showFlame(loaded);
    } finally {
      find('graph').classList.remove('busy');
    }
  }, !shown);
}

/** @param loaded the whole tree of the address, or what comes before it, or that of a drag that goes on */
function showFlame(loaded = tree) {
  if (!loaded) return;
  if (loaded.isDiff) {
    loaded.setSide(get('width'));
    showChangeLegend(find('diff-legend'), isDark());
    say(find('compare-text'), `examined ${count(loaded.total[0])}, baseline ${amount(loaded.baseTotal[0], loaded.unit)}`);
    find('flip-sides').disabled = get('baseFrom').includes(',');
  }
  find('compare').hidden = !loaded.isDiff;
  flameNotice(emptyFlame(loaded));
  flame.show(loaded, flameOptions(), loaded === tree ? Number(get('zoom')) : 0);
  search.apply();
  showSlice(find('slice'), loaded);
  showCrumbs(find('crumbs'), loaded, flame.zoom, zoomTo);
  performance.mark('flamescope:flame');
  if (loaded !== tree) return;
  set({ zoom: flame.zoom || '' }, false);
  showView();
}

// Back to what the address says, where a gesture was given up.
function restore() {
  showSelection();
  if (tree) runFlame(() => showFlame());
  else loadFlame();
}

function showView() {
  if (!tree) return;
  const view = get('view') || 'graph';
  for (const button of all('[data-view]')) button.ariaPressed = String(button.dataset.view === get('view'));
  for (const name of ['graph', 'table', 'sandwich']) find(name).hidden = name !== view;
  find('hidden-status').hidden = view !== 'graph';
  say(find('flame-title'), { graph: 'Flame graph', table: 'Frames', sandwich: 'Sandwich' }[view]);
  if (view === 'table') table.show(tree);
  if (view === 'sandwich') loadSandwich();
}

function loadSandwich() {
  const of = get('of');
  if (!of) {
    set({ of: widestFrame() }, false);
    return;
  }
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
  if (!node || flame.tree === tree) set({ zoom: node || '' });
}

function showFrameMenu(node, x, y, pane, zoom) {
  find('tip').hidden = true;
  openMenu(x, y, frameMenu(pane, node, zoom, announce), pane.nameOf(node));
}

function showFields() {
  for (const name of FIELDS) select(find(name), get(name));
  find('inverted').checked = get('inverted');
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
  else if (any(DRAWN)) showHeat(heat);
  if (any([...HEAT, 'baseProfile'])) loadBase();
  else if (any(DRAWN)) showHeat(base);
  if (any([...SLICE, 'findings'])) showSelection();
  if (any(TREE)) loadFlame();
  else if (any(['layout', 'color', 'theme', 'width'])) showFlame();
  else if (any(['view', 'of'])) showView();
  if (changed.has('zoom') && tree) {
    flame.setZoom(Number(get('zoom')));
    showCrumbs(find('crumbs'), tree, flame.zoom, zoomTo);
  }
  if (changed.has('q')) search.apply();
});

// A baseline on the profile's own heat map is not one of another profile.
const timesOf = (which, { from, to }, baseProfile) => (which === 'baseline' ? { baseFrom: seconds(from), baseTo: seconds(to), diff: '', ...baseProfile }
  : { from: seconds(from), to: seconds(to) });

function choose(which, slice, isStep, baseProfile) {
  set(timesOf(which, slice, baseProfile), isStep);
  if (tree) restore();
  say(find('announce'), `${which === 'baseline' ? 'Baseline' : 'Selected'} ${seconds(slice.from, 3)} to ${seconds(slice.to, 3)} seconds`);
}

function read(view, cell, byKeyboard) {
  const text = cell < 0 ? '' : heatReadout(view, cell);
  say(find('readout'), text);
  if (byKeyboard) say(find('announce'), text);
}

for (const name of FIELDS) on(find(name), { change: ({ target }) => set({ [name]: target.value }, !DRAWN.includes(name)) });
on(find('inverted'), { change: ({ target }) => set({ inverted: target.checked ? '1' : '' }) });
for (const button of all('[data-view]')) on(button, { click: () => set({ view: button.dataset.view }) });
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
  zoomOut: () => zoomTo(tree?.parent[get('zoom')] ?? 0),
  clear: () => {
    if (selection.cancel() || baseSelection.cancel()) restore();
    else set({ from: '', to: '', ...NO_BASELINE });
  },
});

function applyTheme() {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
}

on(darkScheme, {
  change: () => {
    applyTheme();
    showHeat(heat);
    showHeat(base);
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
