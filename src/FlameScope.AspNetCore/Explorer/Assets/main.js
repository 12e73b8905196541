// The page: binds the state in the address to the heat map, the flame graph and everything around them.
import { Latest, getColumns, getJson } from './api.js';
import { coverageText, factsOf, heatReadout, showChangeLegend, showCrumbs, showSlice, showTip } from './texts.js';
import { FilterBar, fill, select } from './filters.js';
import { FlameTree } from './flametree.js';
import { FlameView } from './flame.js';
import { duration, nanoseconds, seconds } from './format.js';
import { HeatMapView } from './heatmap.js';
import { bindKeys } from './keys.js';
import { Profiles, withProgress } from './profiles.js';
import { failure, showNotice } from './notice.js';
import { SandwichView } from './sandwich.js';
import { Scale } from './scale.js';
import { Searching } from './searching.js';
import { Selection } from './selection.js';
import { FILTERS, State } from './state.js';
import { FrameTable } from './table.js';
import { downloads, frameMenu } from './actions.js';
import { emptyFlame, emptyHeat } from './empty.js';
import { openMenu } from './menu.js';

const $ = id => document.getElementById(id);
const state = new State();
const heat = new HeatMapView($('heat'));
const selection = new Selection(heat, $('heat-overlay'));
const flame = new FlameView($('graph'), 'Flame graph');
const table = new FrameTable($('table'));
const sandwich = new SandwichView($('sandwich'));
const filters = new FilterBar($('filters'), state);
const searching = new Searching($('search'), $('matches'), state, flame);
const profiles = new Profiles(state, error => announce(error.message));
const loads = { info: new Latest(), heat: new Latest(), flame: new Latest(), sandwich: new Latest() };
const darkScheme = matchMedia('(prefers-color-scheme: dark)');
let info = null;
let tree = null;

const HEAT = ['profile', ...FILTERS, 'rows', 'column'];
const SLICE = ['from', 'to', 'baseProfile', 'baseFrom', 'baseTo', 'diff'];
const FLAME = ['profile', ...FILTERS, ...SLICE, 'root', 'inverted', 'hide'];
const DRAWN = ['scale', 'colors', 'clock', 'theme'];
const FIELDS = ['theme', 'rows', 'column', 'scale', 'colors', 'clock', 'root', 'color', 'width'];

const isDark = () => (state.get('theme') || (darkScheme.matches ? 'dark' : 'light')) === 'dark';
const isDifference = () => (state.get('baseFrom') || state.get('baseProfile')) && state.get('diff') !== 'off';
const flameOptions = () => ({ isDark: isDark(), isIcicle: state.get('layout') === 'icicle', color: state.get('color') });

function announce(text) {
  $('announce').textContent = text;
  $('frame-status').textContent = text;
}

/** The slice that the state has, or one that is being dragged. */
function sliceOf(prefix) {
  const [from, to] = prefix ? ['baseFrom', 'baseTo'] : ['from', 'to'];
  const [start, end] = [nanoseconds(state.get(from)), nanoseconds(state.get(to))];
  return start === null || end === null ? null : { from: start, to: end };
}

function requestOf(preview = {}) {
  const parameters = { ...state.pick('profile', ...FILTERS, 'from', 'to', 'root', 'inverted'), hide: state.list('hide'), ...preview };
  if (isDifference() || preview.baseFrom) Object.assign(parameters, state.pick('baseProfile', 'baseFrom', 'baseTo'), preview);
  return parameters;
}

async function loadProfiles() {
  try {
    const hadProfile = state.get('profile') !== '';
    await profiles.load();
    if (profiles.isEmpty) {
      showNotice($('heat-notice'), {
        title: 'There are no profiles here yet',
        text: profiles.canUpload ? 'Drop a recording on this page: the text of perf script, plain, gzip or zstd.' : 'Record one, print it with perf script, put the text into the folder that is served, and look again.',
        actions: [{ label: 'Look again', run: loadProfiles }],
      });
    } else if (hadProfile) {
      loadProfile();
    }
  } catch (error) {
    showNotice($('heat-notice'), failure(error, loadProfiles));
  }
}

function loadProfile() {
  loads.info.run(async signal => {
    const profile = state.get('profile');
    showNotice($('heat-notice'), null);
    document.title = `${profile} · FlameScope`;
    try {
      info = await withProgress(profile, $('progress'), signal, () => getJson('info', { profile }, signal));
    } catch (error) {
      if (error.name === 'AbortError') throw error;
      showNotice($('heat-notice'), failure(error, loadProfile));
      showNotice($('flame-notice'), { title: 'Nothing to show', text: 'The profile could not be read.' });
      return;
    }
    $('facts').textContent = factsOf(info);
    filters.offer(info);
    fill($('rows'), ['10', '25', '49', '50', '99', '100'].map(rows => [rows, rows]), `Auto (${info.suggestedRows})`);
    fill($('column'), [['1', '1 s'], ['10', '10 s'], ['60', '1 min']], `Auto (${duration(info.suggestedColumnWidth)})`);
    $('clock-field').hidden = !info.wallClockAtOrigin;
    showFields();
    loadHeat();
    loadFlame();
  }, true);
}

function loadHeat() {
  loads.heat.run(async signal => {
    try {
      const map = await getColumns('heatmap', state.pick(...HEAT), signal);
      showHeat(map);
      showNotice($('heat-notice'), emptyHeat(map, state, filters));
    } catch (error) {
      if (error.name === 'AbortError') throw error;
      showNotice($('heat-notice'), failure(error, loadHeat));
    }
  }, true);
}

function showHeat(map = heat.map) {
  if (!map || !info) return;
  const event = info.events.find(({ name }) => name === map.event);
  const cpus = info.header.cpuCount || info.cpus.length;
  const capacity = event?.frequency ? event.frequency * cpus * map.columnWidth / map.rows / 1e9 : 0;
  const scale = new Scale(map, state.get('scale'), state.get('colors'), isDark(), capacity);
  $('scale').querySelector('[value=cpu]').disabled = !capacity;
  heat.frequency = event?.frequency;
  heat.show(map, { scale, isDark: isDark(), clock: state.get('clock'), wallClockAtOrigin: info.wallClockAtOrigin });
  scale.drawLegend($('legend'));
  $('coverage').textContent = coverageText(map.coverage);
  showSelection();
  performance.mark('flamescope:heat');
}

function showSelection() {
  selection.show(sliceOf(''), state.get('baseProfile') ? null : sliceOf('base'));
}

/** @param preview the slice of a drag that goes on; the address follows when it ends */
function loadFlame(preview) {
  loads.flame.run(async signal => {
    const parameters = requestOf(preview);
    const isDiff = parameters.baseFrom || parameters.baseProfile;
    $('graph').classList.toggle('busy', !preview);
    try {
      tree = new FlameTree(await getColumns(isDiff ? 'diff' : 'flame', parameters, signal));
      showNotice($('flame-notice'), emptyFlame(tree, state, filters));
    } catch (error) {
      if (error.name === 'AbortError') throw error;
      showNotice($('flame-notice'), failure(error, () => loadFlame()));
      return;
    } finally {
      $('graph').classList.remove('busy');
    }
    showFlame(preview);
    showSlice($('slice'), parameters, tree);
    performance.mark('flamescope:flame');
  }, !preview);
}

function showFlame(preview) {
  if (!tree) return;
  if (tree.isDiff) {
    tree.setSide(state.get('width'));
    showChangeLegend($('diff-legend'), isDark());
    $('compare-text').textContent = `examined ${tree.total[0].toLocaleString('en-US')}, baseline ${tree.baseTotal[0].toLocaleString('en-US')} samples`;
  }
  $('compare').hidden = !tree.isDiff;
  flame.show(tree, flameOptions(), preview ? 0 : Number(state.get('zoom')) || 0);
  searching.apply();
  showCrumbs($('crumbs'), tree, flame.zoom, zoomTo);
  if (!preview) showView();
}

function showView() {
  const view = state.get('view') || 'graph';
  for (const button of document.querySelectorAll('[data-view]')) button.setAttribute('aria-pressed', String(button.dataset.view === view));
  for (const name of ['graph', 'table', 'sandwich']) $(name).hidden = name !== view;
  $('hidden-status').hidden = view !== 'graph';
  $('flame-title').textContent = { graph: 'Flame graph', table: 'Frames', sandwich: 'Sandwich' }[view];
  if (!tree) return;
  if (view === 'table') table.show(tree);
  if (view === 'sandwich') loadSandwich();
}

function loadSandwich() {
  const of = state.get('of') || widestFrame();
  if (!of) return;
  loads.sandwich.run(async signal => {
    try {
      await sandwich.load({ ...requestOf(), inverted: '', of }, flameOptions(), signal);
      showNotice($('flame-notice'), null);
    } catch (error) {
      if (error.name === 'AbortError') throw error;
      showNotice($('flame-notice'), failure(error, loadSandwich));
    }
  }, true);
}

// Where no frame was chosen: the one that the keyboard is at, or the one with the most samples of its own.
function widestFrame() {
  if (flame.focus > 0) return tree.nameOf(flame.focus);
  return tree.frames().reduce((most, row) => (row.self > most.self ? row : most), { self: -1, name: '' }).name;
}

function zoomTo(node) {
  if (node === flame.zoom) return;
  state.set({ zoom: node || '' });
}

function showFields() {
  for (const name of FIELDS) select($(name), state.get(name));
  $('inverted').checked = state.get('inverted') === '1';
  $('flip-layout').textContent = state.get('layout') === 'icicle' ? 'Icicle' : 'Flame';
  $('search').value = state.get('q');
  filters.show();
  profiles.show();
}

state.addEventListener('change', ({ detail: changed }) => {
  const any = keys => keys.some(key => changed.has(key));
  showFields();
  if (changed.has('theme')) applyTheme();
  if (changed.has('profile')) {
    loadProfile();
    return;
  }
  if (any(HEAT)) loadHeat();
  else if (any(DRAWN)) showHeat();
  if (any(SLICE)) showSelection();
  if (any(FLAME)) loadFlame();
  else if (any(['layout', 'color', 'theme', 'width'])) showFlame();
  else if (any(['view', 'of'])) showView();
  if (changed.has('zoom') && tree && !any(FLAME)) {
    flame.setZoom(Math.min(Number(state.get('zoom')) || 0, tree.count - 1));
    showCrumbs($('crumbs'), tree, flame.zoom, zoomTo);
  }
  if (changed.has('q')) searching.apply();
});

selection.addEventListener('preview', ({ detail: { which, from, to } }) => {
  const names = which === 'baseline' ? ['baseFrom', 'baseTo'] : ['from', 'to'];
  loadFlame({ [names[0]]: seconds(from), [names[1]]: seconds(to) });
});
selection.addEventListener('select', ({ detail: { which, from, to, isStep } }) => {
  const names = which === 'baseline' ? ['baseFrom', 'baseTo'] : ['from', 'to'];
  const changes = { [names[0]]: seconds(from), [names[1]]: seconds(to), zoom: '' };
  if (which === 'baseline') Object.assign(changes, { baseProfile: '', diff: '' });
  state.set(changes, isStep);
  $('announce').textContent = `${which === 'baseline' ? 'Baseline' : 'Selected'} ${seconds(from, 3)} to ${seconds(to, 3)} seconds`;
});
selection.addEventListener('clear', () => state.set({ from: '', to: '', baseFrom: '', baseTo: '', baseProfile: '', zoom: '' }));
selection.addEventListener('point', ({ detail: { cell, byKeyboard } }) => {
  const text = cell < 0 ? '' : heatReadout(heat, cell, info, state.get('clock'));
  $('readout').textContent = text;
  if (byKeyboard) $('announce').textContent = text;
});

flame.addEventListener('zoom', ({ detail: node }) => zoomTo(node));
flame.addEventListener('drawn', () => {
  $('hidden-status').textContent = flame.hidden ? `${flame.hidden.toLocaleString('en-US')} ${flame.hidden === 1 ? 'frame' : 'frames'} hidden: too narrow` : '';
});
for (const view of [flame, sandwich]) {
  view.addEventListener('point', ({ detail: { node, x, y, view: pane = flame } }) => showTip($('tip'), $('frame-status'), pane.tree, node, x, y));
  view.addEventListener('menu', ({ detail: { node, x, y, view: pane = flame } }) => {
    $('tip').hidden = true;
    openMenu(x, y, frameMenu(pane.tree, node, state, pane === flame ? zoomTo : null, announce), pane.tree.nameOf(node));
  });
}
table.addEventListener('choose', ({ detail: name }) => state.set({ view: 'sandwich', of: name }));
sandwich.addEventListener('choose', ({ detail: name }) => state.set({ of: name }));

for (const name of FIELDS) $(name).addEventListener('change', event => state.set({ [name]: event.target.value }, !['theme', 'scale', 'colors', 'clock'].includes(name)));
$('base-profile').addEventListener('change', event => state.set({ baseProfile: event.target.value, baseFrom: '', baseTo: '', diff: '', zoom: '' }));
$('inverted').addEventListener('change', event => state.set({ inverted: event.target.checked ? '1' : '', zoom: '' }));
for (const button of document.querySelectorAll('[data-view]')) {
  button.addEventListener('click', () => state.set({ view: button.dataset.view === 'graph' ? '' : button.dataset.view }));
}
$('download').addEventListener('click', event => {
  const { left, bottom } = event.target.getBoundingClientRect();
  openMenu(left, bottom + 4, downloads({ ...state.pick(...HEAT), ...requestOf(), layout: state.get('layout') }));
});
$('help-button').addEventListener('click', () => $('help').showModal());
$('flip-sides').addEventListener('click', () => {
  const [from, to, baseFrom, baseTo, baseProfile, profile] = ['from', 'to', 'baseFrom', 'baseTo', 'baseProfile', 'profile'].map(key => state.get(key));
  state.set({ from: baseFrom, to: baseTo, baseFrom: from, baseTo: to, zoom: '', ...baseProfile && { profile: baseProfile, baseProfile: profile } });
});

bindKeys({
  state, selection, searching, zoomTo, flame, announce,
  endCompare: $('end-compare'), help: $('help'), tree: () => tree, hasBaseline: () => state.get('baseFrom') || state.get('baseProfile'),
});

function applyTheme() {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
}

darkScheme.addEventListener('change', () => {
  applyTheme();
  showHeat();
  showFlame();
});
new ResizeObserver(() => {
  heat.draw();
  selection.draw();
}).observe($('heat-stage'));

applyTheme();
showFields();
loadProfiles();
