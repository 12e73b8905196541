import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlameAnswer } from '../src/data/answers';
import { Problem } from '../src/data/problem';
import type { ReportSource } from '../src/report/source';
import { FILTERS, none } from '../src/state/address';
import { type MadeSample, makeReport, packReport, randomSamples, sourceOf } from './reports';
import { openReport } from '../src/report/open';

const { signal } = new AbortController();
const ALL = { ...none(FILTERS), profile: 'made', from: '', to: '', root: '', inverted: '', hide: '', rows: '', rowsBy: '', column: '' };
const TWO_EVENTS = [{ name: 'cpu-clock' }, { name: 'page-faults', unit: 'faults', defaultWeight: 'value' as const }];

/** Nodes as their names from the root, with their own value. */
function pathsOf({ data, names }: FlameAnswer): Map<string, number> {
  const paths = new Map<string, number>();
  const path: string[] = [];
  data.name.forEach((name, node) => {
    path.length = data.depth[node];
    path.push(names[name]);
    const text = path.slice(1).join(';');
    if (data.self[node]) paths.set(text, (paths.get(text) ?? 0) + data.self[node]);
  });
  return paths;
}

// The same, sample by sample.
function countPaths(samples: readonly MadeSample[], worth: (sample: MadeSample) => number): Map<string, number> {
  const paths = new Map<string, number>();
  for (const sample of samples) {
    const path = [sample.command, ...sample.stack.map(({ name }) => name)].join(';');
    if (worth(sample)) paths.set(path, (paths.get(path) ?? 0) + worth(sample));
  }
  return paths;
}

const sorted = (paths: Map<string, number>) => [...paths].sort(([one], [other]) => (one < other ? -1 : 1));
const isShown = ({ event, mark }: MadeSample) => event === 0 && !mark;

test('a tree of a report has every stack with what its samples add up to', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const samples = randomSamples(seed, 200);
    const source = await sourceOf({ samples, events: TWO_EVENTS });
    const [from, to] = [seed * 10_000_000 + 200_000_000, 450_000_000];
    const slice = { ...ALL, from: String(from / 1e9), to: String(to / 1e9) };
    const inside = samples.filter(({ time }) => time >= from && time < to);
    assert.deepEqual(sorted(pathsOf(await source.flame(ALL, 0, signal))), sorted(countPaths(samples.filter(isShown), () => 1)));
    assert.deepEqual(sorted(pathsOf(await source.flame(slice, 0, signal))), sorted(countPaths(inside.filter(isShown), () => 1)));
    const faults = await source.flame({ ...slice, event: 'page-faults', idle: '1', waiting: '1' }, 0, signal);
    assert.equal(faults.unit, 'faults');
    assert.deepEqual(sorted(pathsOf(faults)), sorted(countPaths(inside.filter(({ event }) => event === 1), ({ weight = 0 }) => weight)));
  }
});

test('a map of a report has the cells of its samples, and its coverage tells of all', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const samples = randomSamples(seed, 300);
    const source = await sourceOf({ samples, events: TWO_EVENTS });
    const [width, rows] = [70_000_000, 7];
    const map = await source.heatMap({ ...ALL, rows: String(rows), column: String(width / 1e9) }, '', signal);
    const cells = new Array(map.columns * rows).fill(0);
    for (const { time } of samples.filter(isShown)) cells[Math.floor(time / width) * rows + Math.floor((time % width) * rows / width)]++;
    assert.deepEqual([...map.data.values], cells);
    const { shown, idle, filteredByEvent, stackless } = map.coverage;
    assert.equal(shown + idle + filteredByEvent + samples.filter(({ event, mark }) => event === 0 && mark === 2).length, samples.length);
    assert.equal(stackless, samples.filter(sample => isShown(sample) && !sample.stack.length).length);
    const byThread = await source.heatMap({ ...ALL, rowsBy: 'thread', column: '1' }, '', signal);
    assert.deepEqual([...byThread.data.totals], [...(await source.heatMap({ ...ALL, rows: '1', column: '1' }, '', signal)).data.totals]);
    assert.equal(byThread.rowNames?.length, 5);
  }
});

test('a sample that lasts is in each cell and slice as long as it lasts there', async () => {
  const source = await sourceOf({
    events: [{ name: 'off-cpu', unit: 'ns', defaultWeight: 'value' }],
    samples: [{ time: 100, duration: 1000, weight: 1000, stack: [{ name: 'wait' }] }, { time: 350, duration: 200, weight: 200, stack: [{ name: 'read' }] }],
  });
  const map = await source.heatMap({ ...ALL, rows: '1', column: '0.0000003' }, '', signal);
  assert.deepEqual([...map.data.values], [200, 300 + 200, 300, 200]);
  const slice = await source.flame({ ...ALL, from: '0.0000005', to: '0.000001' }, 0, signal);
  assert.deepEqual(sorted(pathsOf(slice)), [['app;read', 50], ['app;wait', 500]]);
});

test('filters say what they say to the server', async () => {
  const [main, read, inlined] = [{ name: 'main', module: '/bin/app' }, { name: 'sys_read', module: '[kernel]', kind: 'kernel' }, { name: 'copy', kind: 'inlined' }];
  const source = await sourceOf({
    samples: [
      { time: 1, command: 'web', pid: 5, tid: 6, cpu: 0, stack: [main, read, inlined] },
      { time: 2, command: 'web worker', pid: 5, tid: 7, cpu: 1, stack: [main], labels: { cgroup: '/kube/a', container: 'shop', pod: 'shop-1' } },
      { time: 3, command: 'db', pid: -1, tid: 9, cpu: -1, stack: [] },
    ],
  });
  const shown = async (filters: object) => (await source.heatMap({ ...ALL, ...filters }, '', signal)).coverage.shown;
  for (const [filters, expected] of [
    [{ command: 'web' }, 2], [{ command: '=web' }, 1], [{ command: '/^w.*r$/' }, 1], [{ command: '/WEB/i' }, 2], [{ excludeCommand: 'web' }, 1], [{ command: '=web\n=db' }, 2],
    [{ process: '5' }, 2], [{ process: '9' }, 1], [{ excludeProcess: '5,9' }, 0], [{ thread: '6,7' }, 2], [{ cpu: '0-1' }, 2], [{ cpu: '-1' }, 1],
    [{ ran: 'kernel' }, 1], [{ ran: 'user' }, 2], [{ frame: 'leaf:main' }, 1], [{ frame: 'root:main' }, 2], [{ frame: 'module:kernel' }, 1], [{ frame: 'leaf:module:kernel' }, 0],
    [{ excludeFrame: '=main' }, 1], [{ cgroup: 'shop' }, 1], [{ cgroup: '=shop-1' }, 1], [{ excludeCgroup: '/kube' }, 2], [{ frame: 'copy', command: 'db' }, 0],
  ] as const) assert.equal(await shown(filters), expected, JSON.stringify(filters));
  for (const filters of [{ cpu: '3-1' }, { thread: 'web' }, { ran: 'both' }, { idle: '2' }, { frame: 'leaf:' }, { frame: '/(/' }, { frame: '/(?=a)/' }, { event: 'none' }, { rows: '0' }, { from: '2', to: '1' }]) {
    await assert.rejects(shown(filters), error => error instanceof Problem && error.status === 400, JSON.stringify(filters));
  }
});

test('rows of a map carry what leaves nothing but them', async () => {
  const source = await sourceOf({ samples: randomSamples(3, 100).map(sample => ({ ...sample, event: 0, mark: 0 })) });
  for (const rowsBy of ['cpu', 'thread', 'process', 'command']) {
    const map = await source.heatMap({ ...ALL, rowsBy, column: '10' }, '', signal);
    for (const [row, filter] of (map.rowFilters ?? []).entries()) {
      assert.equal((await source.heatMap({ ...ALL, ...filter }, '', signal)).coverage.shown, map.data.values[row], `${rowsBy} ${row}`);
    }
  }
});

test('a process without its main thread bears the name of the first thread of the recording', async () => {
  const samples = ['late', 'early'].map((command, i) => ({ time: i, command, pid: 5, tid: 6 + i, stack: [] }));
  for (const [threadOrder, name] of [[undefined, 'late-5'], [[3, 1], 'early-5']] as const) {
    const source = await sourceOf({ samples, ...(threadOrder && { threadOrder }) });
    assert.deepEqual((await source.heatMap({ ...ALL, rowsBy: 'process' }, '', signal)).rowNames, [name]);
    assert.deepEqual((await source.flame({ ...ALL, root: 'process' }, 0, signal)).names, ['root', name]);
  }
});

test('sums stop at the largest number of 64 bits', async () => {
  const source = await sourceOf({ samples: [1, 2, 3].map(time => ({ time, weight: 2 ** 62, stack: [{ name: 'f' }] })) });
  const tree = await source.flame({ ...ALL, weight: 'value', root: 'none' }, 0, signal);
  assert.deepEqual([...tree.data.total], [2 ** 63, 2 ** 63]);
  assert.equal((await source.heatMap({ ...ALL, weight: 'value' }, '', signal)).maximum, 2 ** 63);
});

test('a difference has the nodes of both recordings, whose names are numbered apart', async () => {
  const samples = (names: readonly string[]) => names.map((name, time) => ({ time, stack: [{ name: 'main' }, { name }] }));
  const source = await sourceOf({ samples: samples(['alpha', 'gamma', 'gamma']) }, { name: 'other', samples: samples(['beta', 'gamma']) });
  const difference = await source.difference({ ...ALL, root: 'none', baseProfile: 'other', baseFrom: '', baseTo: '' }, signal);
  assert.deepEqual([...difference.data.name].map(name => difference.names[name]), ['root', 'main', 'alpha', 'beta', 'gamma']);
  assert.deepEqual([...difference.data.total], [3, 3, 1, 0, 2]);
  assert.deepEqual([...difference.data.baseTotal], [2, 2, 0, 1, 1]);
  assert.ok([...difference.data.chance].every(chance => chance === 1));
  // The first recording goes on to be answered with its own names.
  assert.deepEqual(sorted(pathsOf(await source.flame(ALL, 0, signal))), [['app;main;alpha', 1], ['app;main;gamma', 2]]);
});

test('a difference that is more than noise is told as such', async () => {
  const samples = (often: string, count: number, start: number) => Array.from({ length: count }, (_, i) => ({ time: start + i, stack: [{ name: i % 10 ? often : 'rare' }] }));
  const source = await sourceOf({ samples: [...samples('usual', 200, 0), ...samples('new', 200, 1000)] });
  const { data, names } = await source.difference({ ...ALL, root: 'none', from: '0.000001', to: '0.000002', baseProfile: '', baseFrom: '0', baseTo: '0.000001' }, signal);
  const significant = new Map([...data.name].map((name, node) => [names[name], data.significant[node]]));
  assert.deepEqual([significant.get('new'), significant.get('usual'), significant.get('rare'), significant.get('root')], [1, 1, 0, 0]);
});

test('a frame in the middle has its callers and callees, wherever it stands', async () => {
  const stack = (...names: string[]) => names.map(name => ({ name }));
  const source = await sourceOf({ samples: [stack('main', 'f', 'g'), stack('main', 'h', 'f'), stack('h')].map((frames, time) => ({ time, stack: frames })) });
  const callees = await source.sandwich(ALL, 'f', 'callees', signal);
  assert.deepEqual(sorted(pathsOf(callees)), [['f', 1], ['f;g', 1]]);
  const callers = await source.sandwich(ALL, 'f', 'callers', signal);
  assert.deepEqual(sorted(pathsOf(callers)), [['f;h;main;app', 1], ['f;main;app', 1]]);
  assert.equal((await source.sandwich(ALL, 'nobody', 'callers', signal)).data.total[0], 0);
});

test('narrow frames become one, and totals stay', async () => {
  const source = await sourceOf({ samples: randomSamples(5, 400) });
  const [whole, pruned] = [await source.flame(ALL, 0, signal), await source.flame(ALL, 0.1, signal)];
  assert.equal(pruned.data.total[0], whole.data.total[0]);
  assert.ok(pruned.data.name.length < whole.data.name.length && pruned.names.includes('other'));
});

test('frames of a chart last from one sample of their thread to the next', async () => {
  const stack = (...names: string[]) => names.map(name => ({ name }));
  const source = await sourceOf({ samples: [0, 10, 20, 30].map((ms, i) => ({ time: ms * 1e6, stack: i === 2 ? stack('main', 'g') : stack('main', 'f') })) });
  const chart = await source.chart(ALL, 0, signal);
  const spans = [...chart.data.name].map((name, i) => `${chart.names[name]} ${chart.data.start[i] / 1e6}-${chart.data.end[i] / 1e6}`);
  assert.deepEqual(spans, ['main 0-40', 'f 0-20', 'g 20-30', 'f 30-40']);
});

test('findings are those of the whole report, and are not made up for a part of it', async () => {
  const source = await sourceOf({ samples: randomSamples(1, 10), findings: [{ kind: 'burst' }] });
  assert.equal((await source.findings({ ...ALL })).length, 1);
  await assert.rejects(source.findings({ ...ALL, command: 'a' }), error => error instanceof Problem && error.status === 501);
});

test('what has no clock has a tree and no map', async () => {
  const source = await sourceOf({ samples: randomSamples(1, 10), timeAxis: 'none' });
  assert.ok((await source.flame(ALL, 0, signal)).data.total[0] > 0);
  await assert.rejects(source.heatMap(ALL, '', signal), error => error instanceof Problem && error.status === 422);
});

test('an empty report has nothing to show, and says so of no error', async () => {
  const source = await sourceOf({ samples: [] });
  assert.equal((await source.heatMap(ALL, '', signal)).columns, 0);
  assert.equal((await source.flame(ALL, 0, signal)).data.total[0], 0);
});

test('an answer that nobody waits for any more is not worked out', async () => {
  const source = await sourceOf({ samples: randomSamples(1, 10) });
  await assert.rejects(source.flame(ALL, 0, AbortSignal.abort()), { name: 'AbortError' });
});

/** Everything that a report may be asked for at the start. */
async function askAll(source: ReportSource): Promise<void> {
  await source.profiles();
  await source.info('made');
  await source.heatMap({ ...ALL, rowsBy: 'thread' }, 'f1', signal);
  await source.flame({ ...ALL, root: 'thread' }, 0, signal);
  await source.flame({ ...ALL, inverted: '1' }, 0, signal);
}

/** Whatever was done to a report: it is answered, or refused with a sentence. */
async function survives(text: string): Promise<boolean> {
  try {
    await askAll(await openReport(text));
    return true;
  } catch (error) {
    assert.ok(error instanceof Problem, `${(error as Error).stack}`);
    assert.match(error.message, /\.$/);
    return false;
  }
}

test('a report that is cut anywhere is refused with a sentence', async () => {
  const bytes = Buffer.from(packReport(makeReport({ samples: randomSamples(1, 60) })), 'base64');
  for (let length = 0; length < bytes.length - 1; length += 7) assert.equal(await survives(bytes.subarray(0, length).toString('base64')), false, `${length}`);
  assert.equal(await survives('no base64: %%'), false);
});

test('a report whose bytes were changed is refused with a sentence, or answered', async () => {
  const bytes = Buffer.from(packReport(makeReport({ samples: randomSamples(2, 60) })), 'base64');
  for (let at = 0; at < bytes.length; at += 5) {
    const changed = Buffer.from(bytes);
    changed[at] ^= 1 << (at % 8);
    await survives(changed.toString('base64'));
  }
});

test('a report whose head says what is not so is refused with a sentence', async () => {
  const made = makeReport({ samples: randomSamples(3, 60), events: TWO_EVENTS });
  const [profile] = made.head.profiles as [Record<string, unknown>];
  const changes: Record<string, unknown>[] = [
    ...['samples', 'nodes', 'frames', 'strings', 'threads'].flatMap(name => [{ [name]: -1 }, { [name]: 1e12 }, { [name]: (profile[name] as number) + 1 }, { [name]: (profile[name] as number) - 1 }, { [name]: 'many' }]),
    { firstTime: 'noon' }, { timeUnit: 0 }, { timeBytes: 3 }, { events: [] }, { cpus: [] }, { kinds: [] }, { info: null }, { markers: [null] }, { labels: [1] }, { defaultEvent: 7 }, { streams: null },
    ...['time', 'fresh', 'prefix', 'pid', 'rank', 'next'].flatMap(name => [[-1, 4], [0, 1e9], [1e9, 1], ['a', 'b'], null].map(place => ({ streams: { ...(profile.streams as object), [name]: place } }))),
  ];
  for (const change of changes) {
    assert.equal(await survives(packReport({ ...made, head: { ...made.head, profiles: [{ ...profile, ...change }] } })), false, JSON.stringify(change));
  }
  for (const change of [{ schema: 'other' }, { version: 2 }, { profiles: [] }, { profiles: 7 }, { title: null }]) {
    assert.equal(await survives(packReport({ ...made, head: { ...made.head, ...change } })), false, JSON.stringify(change));
  }
});

test('a stream that unpacks to more than there may be is given up', async () => {
  const made = makeReport({ samples: randomSamples(4, 60) });
  const [profile] = made.head.profiles as [Record<string, unknown>];
  const { deflateRawSync } = await import('node:zlib');
  const bomb = deflateRawSync(Buffer.alloc(1 << 24));
  const start = made.streams.reduce((sum, { length }) => sum + length, 0);
  const head = { ...made.head, profiles: [{ ...profile, streams: { ...(profile.streams as object), time: [start, bomb.length] } }] };
  assert.equal(await survives(packReport({ head, streams: [...made.streams, bomb] })), false);
});

test('functions have short names where they are asked for, and are one where these are the same', async () => {
  const frames = ['void [app] P::Main(int32)[Tier0]', 'void [app] P::Main(int32)[OptimizedTier1]', 'JS:*route /app.js:1:2', 'route /app.js:1:2'];
  const source = await sourceOf({ samples: frames.map((name, time) => ({ time, stack: [{ name }] })) });
  const short = await source.flame({ ...ALL, names: 'short', root: 'none' }, 0, signal);
  assert.deepEqual(sorted(pathsOf(short)), [['P::Main', 2], ['route /app.js:1:2', 2]]);
  assert.ok(short.rawNames?.includes('JS:*route /app.js:1:2'));
  assert.equal((await source.flame({ ...ALL, names: 'short', frame: '=P::Main' }, 0, signal)).data.total[0], 2);
  assert.equal((await source.flame({ ...ALL, frame: '=P::Main' }, 0, signal)).data.total[0], 0);
  assert.equal(pathsOf(await source.flame(ALL, 0, signal)).size, 4);
});
