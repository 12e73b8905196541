// The page of a report: its samples stand in the document.
import { render } from 'preact';
import { AboutReport } from './report/AboutReport';
import { openReport } from './report/open';
import { nextPicture } from './shared/picture';
import { isAllDefault, set } from './state/state';
import { start } from './start';
import * as views from './views';

const { body } = document;

/** Where the page is put: the text for readers without script stays, to be printed. */
function room(): HTMLElement {
  const root = document.createElement('div');
  root.className = 'root';
  body.append(root);
  return root;
}

async function open(): Promise<void> {
  const data = document.getElementById('flamescope-data');
  const source = await openReport(data?.textContent?.trim() ?? '', nextPicture);
  data?.remove();
  body.classList.add('report');
  const { about } = source;
  if (isAllDefault()) set(about.start, false);
  render(<AboutReport about={about} />, room());
  const { profile } = start(source, room(), async () => views);
  profile.info.subscribe(info => { if (info) document.title = about.title; });
}

open().catch(error => {
  const said = document.createElement('p');
  said.setAttribute('role', 'alert');
  said.textContent = `${error.title ?? 'It failed'}. ${error.message}`;
  body.prepend(said);
});
