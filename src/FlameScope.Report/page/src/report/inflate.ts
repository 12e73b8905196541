// The browser's own inflation, which ends where more comes out than there may be.
import { check, damaged } from './damage';

/** @param most the bytes that may come out; more are damage */
export async function inflate(packed: Uint8Array<ArrayBuffer>, most: number, what: string): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  for (;;) {
    const { value, done } = await reader.read().catch(() => { throw damaged(`Its ${what} cannot be unpacked.`); });
    if (done) break;
    chunks.push(value);
    length += value.length;
    if (length > most) await reader.cancel().catch(() => {});
    check(length <= most, `Its ${what} is longer than it may be.`);
  }
  if (chunks.length === 1) return chunks[0] as Uint8Array<ArrayBuffer>;
  const all = new Uint8Array(length);
  let end = 0;
  for (const chunk of chunks) {
    all.set(chunk, end);
    end += chunk.length;
  }
  return all;
}
