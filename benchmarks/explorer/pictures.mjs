// Takes the pictures of docs/explorer.md in headless Chromium, from a server of the bundled recordings:
//   npm install --prefix artifacts/explorer playwright-core
//   ASPNETCORE_URLS=http://127.0.0.1:5050 dotnet run -c Release --project samples/Explorer
//   node benchmarks/explorer/pictures.mjs http://127.0.0.1:5050/
// A palette keeps them small: pngquant --ext .png --force 128 docs/images/explorer-*.png
import { createRequire } from 'node:module';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const [address] = process.argv.slice(2);
const images = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const { chromium } = createRequire(`${process.cwd()}/artifacts/explorer/`)('playwright-core');

const SMALL = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const WIDE = { width: 2560, height: 1440 };
const clickFinding = at => page => page.locator('#findings-list button').nth(at).click();

const PICTURES = [
  ['explorer-light', SMALL, 'profile=gcpulse.perf.gz&theme=light&from=4.2&to=4.5'],
  ['explorer-zoom-dark', SMALL, 'profile=gcpulse.perf.gz&theme=dark&mapFrom=6.5&mapTo=7.7&from=7.204&to=7.217'],
  ['explorer-diff-dark', SMALL, 'profile=gcpulse.perf.gz&theme=dark', clickFinding(1)],
  ['explorer-chart-light', SMALL, 'profile=gcpulse.perf.gz&theme=light&view=chart&from=4.15&to=4.56&q=MergeRun'],
  ['explorer-rows-dark', SMALL, 'profile=gcpulse.perf.gz&theme=dark&view=tree&rowsBy=thread&from=4.2&to=4.5'],
  ['explorer-phone-light', PHONE, 'profile=gcpulse.perf.gz&theme=light'],
  ['explorer-table-light', SMALL, 'profile=orders.perf.gz&theme=light&view=table&from=7.294&to=7.547&baseFrom=4&baseTo=7'],
  ['explorer-sandwich-dark', SMALL, 'profile=orders.perf.gz&theme=dark&view=sandwich&from=7.29&to=7.55&of=void+Orders%24Index.rebuildIndex%28%29'],
  ['explorer-profiles-wide-dark', WIDE, 'profile=orders.perf.gz&theme=dark&from=7.2&to=7.6&baseProfile=segstore.perf.gz'],
];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const [name, viewport, query, act] of PICTURES) {
  const page = await browser.newPage({ viewport });
  const isStill = async () => {
    await page.waitForFunction(() => performance.getEntriesByName('flamescope:flame').length > 0);
    await page.waitForFunction(() => /finding/.test(document.querySelector('#findings-toggle').textContent) && !document.querySelector('#graph.busy'));
    await page.waitForTimeout(500);
  };
  await page.goto(`${address}?${query}`);
  await isStill();
  if (act) {
    await act(page);
    await page.waitForSelector('#compare:not([hidden])');
    await page.mouse.move(0, 0);
    await isStill();
  }
  await page.screenshot({ path: `${images}${name}.png` });
  await page.close();
}
await browser.close();
