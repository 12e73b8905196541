// Starts the page of a report, which travels deflated. Script and styles are what was deflated, byte by byte: the document's policy knows them by their hashes.
import { fromBase64 } from './base64';

function say(text: string): void {
  const said = document.createElement('p');
  said.setAttribute('role', 'alert');
  said.textContent = text;
  document.body.prepend(said);
}

async function unpack(id: string): Promise<string> {
  const packed = document.getElementById(id)?.textContent ?? '';
  const stream = new Blob([fromBase64(packed.trim())]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}

async function load(): Promise<void> {
  const styles = document.createElement('style');
  styles.textContent = await unpack('flamescope-styles');
  const script = document.createElement('script');
  script.type = 'module';
  script.textContent = await unpack('flamescope-page');
  document.head.append(styles);
  document.body.append(script);
}

document.addEventListener('securitypolicyviolation', () => say('This report was changed after it was written, so its page was not started. What follows is its summary.'));
if (typeof DecompressionStream === 'function') load().catch(() => say('This report is damaged: its page cannot be unpacked. What follows is its summary.'));
else say('This browser is too old for the page of this report: open it in a current one. What follows is its summary.');
