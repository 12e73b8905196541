// Answers queries as a report does, for tests that know what the server answers.
//   node tests/report-answers.mjs REPORT.html [QUERIES]        queries come from standard input where there is no file of them
// A query is a line: {"method": "flame", "query": {…}, "least": 0.1, "match": "…", "of": "…", "side": "callers"}. Its answer is a line, too: columns are
// plain arrays; what is refused is {"problem": {"title", "detail", "status"}}.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const { outputFiles } = await esbuild.build({
  absWorkingDir: here, stdin: { contents: "export { openReport } from '../src/report/open'; export { FILTERS, none } from '../src/state/address';", resolveDir: here, loader: 'ts' },
  bundle: true, format: 'esm', platform: 'node', target: 'node20', write: false, logLevel: 'warning',
});
const { openReport, FILTERS, none } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);

const [report, queries] = process.argv.slice(2);
const html = await readFile(report, 'utf8');
const source = await openReport(/id="flamescope-data">([^<]*)</.exec(html)?.[1] ?? '');
const defaults = { ...none(FILTERS), profile: (await source.profiles()).profiles[0].name, from: '', to: '', root: '', inverted: '', hide: '', rows: '', rowsBy: '', column: '' };
const { signal } = new AbortController();

function answer({ method, query: given, least = 0, match = '', of = '', side = 'callers' }) {
  const query = { ...defaults, ...given };
  switch (method) {
    case 'heatmap': return source.heatMap(query, match, signal);
    case 'flame': return source.flame(query, least, signal);
    case 'diff': return source.difference({ baseProfile: '', baseFrom: '', baseTo: '', ...query }, signal);
    case 'sandwich': return source.sandwich(query, of, side, signal);
    case 'chart': return source.chart(query, least, signal);
    case 'findings': return source.findings(query);
    case 'profiles': return source.profiles();
    case 'info': return source.info(query.profile);
    default: throw new Error(`There is no ${method}.`);
  }
}

const plain = (_, value) => (ArrayBuffer.isView(value) ? Array.from(value) : value);

for await (const line of createInterface({ input: queries ? createReadStream(queries) : process.stdin })) {
  const said = await Promise.resolve().then(() => answer(JSON.parse(line))).catch(error => ({ problem: { title: error.title ?? 'Error', detail: error.message, status: error.status, stack: error.title ? undefined : error.stack } }));
  process.stdout.write(`${JSON.stringify(said, plain)}\n`);
}
