// Views as columns of numbers: a head in JSON, and one buffer that all typed arrays look into.
import type { Column } from './answers';

export const COLUMNS = 'application/vnd.flamescope.columns';

const ARRAYS = { u8: Uint8Array, u16: Uint16Array, i32: Int32Array, f32: Float32Array, f64: Float64Array };

interface ColumnPlace {
  readonly type: keyof typeof ARRAYS;
  /** From the end of the head, rounded up to eight bytes. */
  readonly offset: number;
  readonly count: number;
}

interface Head {
  readonly data: Record<string, ColumnPlace>;
}

/** The head's members, with a typed array for each column in `data`. */
export function decodeColumns<T>(buffer: ArrayBuffer): T {
  const length = new DataView(buffer).getInt32(0, true);
  const head: Head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const start = Math.ceil((4 + length) / 8) * 8;
  const data: Record<string, Column> = {};
  for (const [name, { type, offset, count }] of Object.entries(head.data)) data[name] = new ARRAYS[type](buffer, start + offset, count);
  return { ...head, data } as T;
}
