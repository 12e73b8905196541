// Runs the unit tests: node has no TypeScript of its own in every version, so they are bundled first.
//   node test.mjs             all
//   node test.mjs scale       those whose file's name has this in it
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const wanted = process.argv[2] ?? '';
const names = (await readdir(path.join(here, 'tests'))).filter(name => name.endsWith('.test.ts') && name.includes(wanted));
const out = await mkdtemp(path.join(tmpdir(), 'flamescope-page-'));
try {
  await esbuild.build({
    absWorkingDir: here, entryPoints: names.map(name => `tests/${name}`), outdir: out, outExtension: { '.js': '.mjs' },
    bundle: true, format: 'esm', platform: 'node', target: 'node20', sourcemap: 'inline', logLevel: 'warning',
  });
  const files = names.map(name => path.join(out, name.replace(/\.ts$/, '.mjs')));
  process.exitCode = spawnSync(process.execPath, ['--enable-source-maps', '--test', '--test-reporter=dot', ...files], { stdio: 'inherit' }).status ?? 1;
} finally {
  await rm(out, { recursive: true });
}
