// Measures the explorer in headless Chromium against its budget, and prints a table for RESULTS.md:
//   npm ci --prefix src/FlameScope.Report/page
//   npm install --prefix artifacts/explorer playwright-core
//   node benchmarks/explorer/recording.mjs > artifacts/explorer/large.perf
//   ASPNETCORE_URLS=http://127.0.0.1:5050 dotnet run -c Release --project samples/Explorer -- $PWD/artifacts/explorer/large.perf $PWD/samples/profiles/gcpulse.perf.gz
//   node benchmarks/explorer/measure.mjs http://127.0.0.1:5050/ large.perf gcpulse.perf.gz
// The last recording is the one that is opened anew again and again. The trees of 400,000 nodes that are only drawn and searched are made in
// the page, for its own modules.
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const [address, recording, small] = process.argv.slice(2);
const sources = fileURLToPath(new URL('../../src/FlameScope.Report/page/src', import.meta.url));
const { chromium } = createRequire(`${process.cwd()}/artifacts/explorer/`)('playwright-core');
const { build } = createRequire(`${path.dirname(sources)}/`)('esbuild');

// The page is one file; what is measured of it alone is bundled again, for itself.
const names = { 'map/view': 'heatMapView', 'map/scale': 'scaleOf', 'map/selection': 'selectionOn', 'flame/tree': 'FlameTree', 'flame/view': 'flameView', 'flame/search': 'matcher' };
const contents = Object.entries(names).map(([file, name]) => `export { ${name} } from './${file}';`).join('\n');
const { outputFiles: [modules] } = await build({ stdin: { contents, resolveDir: sources, loader: 'ts' }, bundle: true, minify: true, format: 'iife', globalName: 'measured', target: 'es2023', write: false });

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.goto(`${address}?profile=${encodeURIComponent(recording)}`);
await page.waitForFunction(() => performance.getEntriesByName('flamescope:flame').length > 0, null, { timeout: 120_000 });

await page.evaluate(`${modules.text};globalThis.measured = measured`);
const results = await page.evaluate(async () => {
  const { heatMapView, scaleOf, selectionOn, FlameTree, flameView, matcher } = globalThis.measured;

  // 95th percentile of what a task takes, pixels included: reading one back waits for what was drawn.
  const measure = (task, canvas, times = 60) => {
    const taken = [];
    for (let i = 0; i < times; i++) {
      const start = performance.now();
      task(i);
      canvas?.getContext('2d').getImageData(0, 0, 1, 1);
      taken.push(performance.now() - start);
    }
    return taken.sort((a, b) => a - b)[Math.ceil(times * 0.95) - 1];
  };

  const stage = document.createElement('div');
  stage.className = 'stage';
  document.querySelector('#heat-panel').append(stage);
  const heatOf = columns => {
    const canvas = document.createElement('canvas');
    const overlay = document.createElement('canvas');
    stage.replaceChildren(canvas, overlay);
    const rows = 100;
    const values = Uint8Array.from({ length: columns * rows }, (_, i) => (i * 7919 % 13) * (i * 104729 % 7 > 3));
    const totals = Uint16Array.from({ length: columns }, (_, c) => values.subarray(c * rows, (c + 1) * rows).reduce((a, b) => a + b, 0));
    const map = { columns, rows, columnWidth: 1e9, start: 0, capturedFrom: 0, capturedTo: columns * 1e9, maximum: 12, event: '', unit: 'samples', markers: [], data: { values, totals } };
    const view = heatMapView(canvas);
    const draw = () => view.show(map, { scale: scaleOf(map, '', '', false, 0), isDark: false, clock: '', wallClockAtOrigin: null });
    draw();
    return { canvas, overlay, view, draw };
  };
  const table = [];
  for (const columns of [300, 3600]) {
    const { canvas, draw } = heatOf(columns);
    table.push([`heat map ${columns} × 100, draw`, 50, measure(draw, canvas)]);
  }
  const { overlay, view } = heatOf(3600);
  const ignore = () => {};
  const selection = selectionOn(view, overlay, { preview: ignore, select: ignore, point: ignore });
  selection.show([{ from: 100e9, to: 250.4e9 }], [{ from: 300e9, to: 420.2e9 }]);
  const { left, top, width, height } = view.plot;
  const event = (type, i) => overlay.dispatchEvent(Object.assign(new PointerEvent(type, { button: 0, pointerId: 1, clientX: 0 }), {}));
  Object.defineProperty(PointerEvent.prototype, 'offsetX', { configurable: true, get: () => left + (event.i ?? 0) * 97 % width });
  Object.defineProperty(PointerEvent.prototype, 'offsetY', { configurable: true, get: () => top + (event.i ?? 0) * 31 % height });
  table.push(['hover, drag overlay', 4, measure(i => { event.i = i; event('pointermove'); }, overlay, 200)]);

  // A tree of 400,000 nodes like that of a busy service: wide below the threads, up to sixty frames deep.
  const depth = [0];
  let seed = 42;
  const random = () => (seed = (Math.imul(seed, 1103515245) + 12345) >>> 0) / 2 ** 32;
  while (depth.length < 400_000) {
    const last = depth[depth.length - 1];
    depth.push(last === 0 || (last < 60 && random() < 0.72) ? last + 1 : Math.max(1, last - Math.floor(random() * 6)));
  }
  const count = depth.length;
  const self = Int32Array.from({ length: count }, () => Math.floor(random() ** 8 * 40));
  const total = Int32Array.from(self);
  const open = [];
  for (let node = 0; node < count; node++) {
    open.length = depth[node];
    open.forEach(caller => { total[caller] += self[node]; });
    open.push(node);
  }
  const names = Array.from({ length: 20_000 }, (_, i) => `Namespace${i % 40}::Type${i % 900}::method${i}(int, char const*)`);
  const tree = new FlameTree({
    names, modules: ['', '/lib/a.so', '/lib/b.so'], kinds: ['unknown', 'user', 'kernel', 'jit', 'inlined', 'group'], maxDepth: 60,
    coverage: {}, event: '', unit: 'samples',
    data: {
      depth: Uint8Array.from(depth), self, total, name: Uint16Array.from(depth, () => Math.floor(random() * names.length)),
      module: Uint8Array.from(depth, d => d % 3), kind: Uint8Array.from(depth, d => 1 + d % 4),
    },
  });
  const graph = Object.assign(document.createElement('div'), { className: 'flame' });
  graph.style.cssText = 'position: absolute; inset: 0';
  document.querySelector('.views').append(graph);
  const flame = flameView(graph, '', {});
  const options = { isDark: false, isIcicle: true, color: '' };
  flame.show(tree, options, 0, null);
  const canvas = graph.querySelector('canvas');
  const widest = [...depth.keys()].filter(node => depth[node] < 4).sort((a, b) => total[b] - total[a]).slice(0, 12);
  table.push(['flame redraw or zoom, 400,000 nodes', 30, measure(i => (i % 2 ? flame.draw() : flame.show(tree, options, widest[i % widest.length], null)), canvas)]);
  table.push(['search over 400,000 nodes', 150, measure(i => flame.show(tree, options, 0, tree.search(matcher(`method${i}[0-9]*\\(`))), canvas)]);
  graph.remove();
  stage.remove();
  return { table, nodes: count };
});

// From the end of a gesture to the picture: server, transfer and drawing together. The whole tree comes after what is wide enough to
// be seen; a person looks at one slice before the next, so that is waited for.
const at95 = taken => taken.toSorted((a, b) => a - b)[Math.ceil(taken.length * 0.95) - 1];

// What an address with other values takes until so many pictures are on a canvas; null where fewer come.
const follow = (values, mark, pictures, canvas) => page.evaluate(async ([values, mark, pictures, canvas]) => {
  const before = performance.getEntriesByName(mark).length;
  const start = performance.now();
  history.pushState(null, '', `?${new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(location.search)), ...values })}`);
  dispatchEvent(new PopStateEvent('popstate'));
  while (performance.getEntriesByName(mark).length < before + pictures) {
    if (performance.now() - start > 5000) return null;
    await new Promise(done => setTimeout(done, 1));
  }
  document.querySelector(canvas).getContext('2d').getImageData(0, 0, 1, 1);
  return performance.now() - start;
}, [values, mark, pictures, canvas]);

const repeat = async (times, step) => {
  const taken = [];
  for (let i = 0; i < times; i++) {
    await page.waitForTimeout(500);
    taken.push(await step(i));
  }
  return at95(taken.filter(one => one !== null));
};
const sliceOf = i => ({ from: i % 2 ? 0 : 1, to: 10_000 + i });
const slices = await repeat(40, i => follow(sliceOf(i), 'flamescope:flame', 1, '#graph canvas'));
const wholes = await repeat(20, i => follow(sliceOf(i), 'flamescope:flame', 2, '#graph canvas'));
const zooms = await repeat(20, i => follow({ column: i % 2 ? 1 : 10 }, 'flamescope:heat', 1, '#heat'));
await follow({ view: 'chart' }, 'flamescope:chart', 1, '#chart canvas');
const charts = await repeat(20, i => follow({ ...sliceOf(i), view: 'chart' }, 'flamescope:chart', 1, '#chart canvas'));
await follow({ view: '' }, 'flamescope:flame', 0, '#graph canvas');
const { nodes, samples } = await page.evaluate(async () => {
  const head = await (await fetch(`api/flame${location.search}`)).json();
  return { nodes: head.data.depth.length, samples: head.total };
});
results.table.push([`slice → flame graph shown (${samples.toLocaleString('en-US')} samples, ${nodes.toLocaleString('en-US')} nodes)`, 150, slices]);
if (wholes) results.table.push(['the same, whole tree', 400, wholes]);
results.table.push(['zoom step of the heat map', 50, zooms], [`stack chart (${samples.toLocaleString('en-US')} samples)`, 150, charts]);
// From the address to the first heat map, in a browser that has never been here: page, script, profile and map.
const openings = [];
for (let i = 0; small && i < 40; i++) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addInitScript(() => {
    new PerformanceObserver(entries => {
      if (globalThis.shown || !entries.getEntriesByName('flamescope:heat').length) return;
      requestAnimationFrame(() => setTimeout(() => { globalThis.shown ??= performance.now(); }));
    }).observe({ type: 'mark', buffered: true });
  });
  const opened = await context.newPage();
  await opened.goto(`${address}?profile=${encodeURIComponent(small)}`);
  openings.push(await (await opened.waitForFunction(() => globalThis.shown)).jsonValue());
  await context.close();
}
if (small) {
  const profile = await (await fetch(`${address}api/info?profile=${encodeURIComponent(small)}`)).json();
  results.table.push([`first heat map after the address is entered (${profile.samples.toLocaleString('en-US')} samples)`, 300, at95(openings)]);
}
console.log('| action | budget, ms | 95th percentile, ms |\n| --- | --- | --- |');
for (const [action, budget, taken] of results.table) console.log(`| ${action} | ${budget} | ${taken.toFixed(1)} |`);
await browser.close();
