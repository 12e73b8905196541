// Builds what is committed beside the sources: the page into dist/, and the script that goes into drawings into the library's assets.
//   node build.mjs            minified, as it is committed
//   node build.mjs --watch    rebuilt whenever a source changes, with source maps
//   node build.mjs --check    builds into memory, and fails where what is committed differs
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { minify } from 'terser';

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, 'dist');
const drawings = path.join(here, '../../FlameScope.Core/Export/Assets');
const isWatching = process.argv.includes('--watch');

/** @type {esbuild.BuildOptions} */
const shared = {
  absWorkingDir: here, bundle: true, minify: !isWatching, legalComments: 'none', logLevel: 'warning', write: false,
  banner: { js: '// Generated from src/FlameScope.Report/page.', css: '/* Generated from src/FlameScope.Report/page. */' },
};

// What the first heat map needs, what follows it, and in `chunk.js` what both have in common.
/** @type {esbuild.BuildOptions} */
const page = {
  ...shared, entryPoints: { explorer: 'src/main.tsx' }, outdir: dist, format: 'esm', target: 'es2023', splitting: true, chunkNames: '[name]',
  jsx: 'automatic', jsxImportSource: 'preact', charset: 'utf8', ...(isWatching && { sourcemap: 'inline' }),
};

// A report lists no recordings, and makes none.
/** @type {esbuild.Plugin} */
const noList = { name: 'no list', setup: build => build.onResolve({ filter: /\/list\/ProfileList$/ }, () => ({ path: path.join(here, 'src/report/NoList.tsx') })) };

// The same page with its samples in the document, and what starts it there. Both are read from a disk: neither asks for another script.
/** @type {esbuild.BuildOptions} */
const report = { ...page, entryPoints: { report: 'src/report.tsx' }, splitting: false, sourcemap: false, plugins: [noList] };

/** @type {esbuild.BuildOptions} */
const loader = { ...shared, entryPoints: { 'report-loader': 'src/report/loader.ts' }, outdir: dist, format: 'iife', target: 'es2023' };

/** @type {esbuild.BuildOptions} */
const styles = { ...shared, entryPoints: { explorer: 'src/styles/explorer.css', report: 'src/styles/report.css' }, outdir: dist, target: 'chrome123' };

// A drawing may be opened in older programs than browsers are, and its script stands in a CDATA section.
/** @type {esbuild.BuildOptions} */
const drawing = { ...shared, entryPoints: { 'flame-graph': 'src/svg/flame-graph.ts' }, outdir: drawings, format: 'iife', target: 'es2020' };

/**
 * What the bundler minified still gets a twentieth smaller on the wire.
 * @param {Uint8Array} script
 */
async function smaller(script) {
  const { code = '' } = await minify(Buffer.from(script).toString(), {
    module: true, ecma: 2020, compress: { passes: 3, keep_fargs: false }, format: { preamble: shared.banner?.js ?? '', comments: false },
  });
  return Buffer.from(`${code}\n`);
}

async function built() {
  const results = await Promise.all([page, report, loader, styles, drawing].map(options => esbuild.build(options)));
  /** @type {[file: string, content: Uint8Array][]} */
  const files = results.flatMap(({ outputFiles = [] }) => outputFiles.map(file => [file.path, file.contents]));
  if (!isWatching) for (const entry of files) if (path.dirname(entry[0]) === dist && entry[0].endsWith('.js')) entry[1] = await smaller(entry[1]);
  for (const name of ['index.html', 'icon.svg']) files.push([path.join(dist, name), await readFile(path.join(here, 'src', name))]);
  for (const [file, content] of files) {
    if (file.startsWith(drawings) && /\]\]>|<\//.test(Buffer.from(content).toString())) throw new Error(`${file} cannot stand in a CDATA section.`);
  }
  return files;
}

async function write() {
  await mkdir(dist, { recursive: true });
  for (const [file, content] of await built()) await writeFile(file, content);
}

async function check() {
  let differ = 0;
  for (const [file, content] of await built()) {
    const committed = await readFile(file).catch(() => null);
    if (committed?.equals(content)) continue;
    differ++;
    console.error(`${path.relative(here, file)} is not what its sources give: run "npm run build" and commit it.`);
  }
  process.exitCode = differ ? 1 : 0;
}

if (process.argv.includes('--check')) {
  await check();
} else if (isWatching) {
  /** @type {esbuild.Plugin} */
  const writing = { name: 'write', setup: build => build.onEnd(() => write().catch(() => {})) };
  for (const options of [page, report, loader, styles, drawing]) await (await esbuild.context({ ...options, plugins: [...(options.plugins ?? []), writing] })).watch();
} else {
  await write();
}
