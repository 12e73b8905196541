import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { HeatMap } from '../src/data/answers';
import { decodeColumns } from '../src/data/columns';
import { HttpSource } from '../src/data/http';
import { Problem } from '../src/data/problem';
import { FILTERS, none } from '../src/state/address';
import { latest } from '../src/session/latest';

const { fetch } = globalThis;
afterEach(() => { globalThis.fetch = fetch; });

const source = new HttpSource('http://localhost/scope/?profile=x');
const query = { names: '', profile: 'a b.perf', ...none(FILTERS) };
const { signal } = new AbortController();

/** Answers every request, and keeps their addresses. */
function answer(respond: (address: string) => Response | Promise<Response>): string[] {
  const asked: string[] = [];
  globalThis.fetch = async input => {
    asked.push(String(input));
    return respond(String(input));
  };
  return asked;
}

function columnsOf(head: object, columns: Uint8Array): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const start = Math.ceil((4 + text.length) / 8) * 8;
  const bytes = new Uint8Array(start + columns.length);
  new DataView(bytes.buffer).setInt32(0, text.length, true);
  bytes.set(text, 4);
  bytes.set(columns, start);
  return bytes.buffer;
}

test('columns are typed arrays of the numbers that were sent', () => {
  const buffer = columnsOf({ rows: 2, data: { values: { type: 'u8', offset: 0, count: 3 }, totals: { type: 'u16', offset: 8, count: 2 } } },
    Uint8Array.of(1, 2, 3, 0, 0, 0, 0, 0, 1, 0, 0, 1));
  const map = decodeColumns<HeatMap>(buffer);
  assert.equal(map.rows, 2);
  assert.deepEqual(map.data, { values: Uint8Array.of(1, 2, 3), totals: Uint16Array.of(1, 256) });
});

test('what has its default is left out of a request, and what has several values is repeated', async () => {
  const asked = answer(() => Response.json({ findings: [] }));
  await source.findings({ ...query, idle: '1', version: undefined }, signal);
  assert.deepEqual(asked, ['http://localhost/scope/api/findings?profile=a+b.perf&idle=1']);
  const link = source.exportLink('flame', 'svg', {
    ...query, from: '1', to: '2', root: '', inverted: '', hide: '=a\n=b', rows: '', rowsBy: '', column: '', layout: 'icicle', width: '', theme: '',
  });
  assert.equal(link, 'http://localhost/scope/api/export?profile=a+b.perf&from=1&to=2&hide=%3Da&hide=%3Db&layout=icicle&view=flame&format=svg');
});

test('a refusal is told in the words of the server', async () => {
  answer(() => Response.json({ title: 'No such profile', detail: 'It has gone.', status: 404 }, { status: 404 }));
  await assert.rejects(source.info('x', signal), error => error instanceof Problem && error.title === 'No such profile' && error.message === 'It has gone.' && error.status === 404);
});

test('a server that gives no reason or no answer is told of', async () => {
  answer(() => new Response('<html>', { status: 502 }));
  await assert.rejects(source.profiles(), /The server answered 502/);
  answer(() => Promise.reject(new TypeError('failed')));
  await assert.rejects(source.profiles(), /The server does not answer/);
});

test('a request that was ended is no problem of the server', async () => {
  answer(() => Promise.reject(new DOMException('', 'AbortError')));
  await assert.rejects(source.info('x', signal), { name: 'AbortError' });
});

test('of tasks that wait only the newest is run, and an urgent one ends what runs', async () => {
  const done: string[] = [];
  const failed: unknown[] = [];
  const run = latest(error => failed.push(error));
  const gates = new Map<string, () => void>();
  const task = (name: string) => (signal: AbortSignal) => new Promise<void>((resolve, reject) => {
    gates.set(name, () => { done.push(name); resolve(); });
    signal.addEventListener('abort', () => reject(new Error('ended')));
  });
  const settle = () => new Promise(resolve => setTimeout(resolve));
  run(task('a'));
  run(task('b'), false);
  run(task('c'), false);
  gates.get('a')?.();
  await settle();
  assert.deepEqual([...gates.keys()], ['a', 'c']);
  run(task('d'));
  await settle();
  gates.get('d')?.();
  await settle();
  assert.deepEqual(done, ['a', 'd']);
  assert.deepEqual(failed, []);
});

test('a profile that is still being loaded is asked for again', async () => {
  let asks = 0;
  answer(() => asks++ === 0
    ? new Response('{"bytesRead":1,"totalBytes":2}', { status: 202, headers: { 'Retry-After': '0.01' } })
    : new Response('{"findings":[]}', { headers: { 'Content-Type': 'application/json' } }));
  assert.deepEqual(await source.findings(query, signal), []);
  assert.equal(asks, 2);
});

test('nobody asks again who has stopped waiting', async () => {
  const leaves = new AbortController();
  const asked = answer(() => {
    setTimeout(() => leaves.abort(), 5);
    return new Response('{}', { status: 202, headers: { 'Retry-After': '60' } });
  });
  await assert.rejects(source.findings(query, leaves.signal), { name: 'AbortError' });
  assert.equal(asked.length, 1);
});
