import { fromBase64 } from './base64';
import { Container } from './container';
import { damaged } from './damage';
import { ReportSource } from './source';

/** @param text the report's samples as they stand in the document */
export async function openReport(text: string, pause?: () => Promise<void>): Promise<ReportSource> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = fromBase64(text);
  } catch {
    throw damaged('It is no text that stands for bytes.');
  }
  return new ReportSource(await Container.open(bytes), pause);
}
