// How numbers are written in a report: plane by plane, the lowest bytes of all values first; or seven bits a byte, the lowest first.
import { check } from './damage';

const HIGH = 2 ** 32;
const LARGEST = 2 ** 31 - 1;

/** Values of one to four bytes, none of which may be above a limit. */
export function fromPlanes(bytes: Uint8Array, count: number, most: number, what: string): Int32Array {
  const width = count ? bytes.length / count : 1;
  check(Number.isInteger(width) && width >= 1 && width <= 4, `Its ${what} has another length than it should.`);
  const values = new Int32Array(count);
  for (let plane = 0; plane < width; plane++) {
    const start = plane * count;
    const shift = 8 * plane;
    for (let i = 0; i < count; i++) values[i] |= bytes[start + i] << shift;
  }
  for (let i = 0; i < count; i++) if (values[i] < 0 || values[i] > most) check(false, `Its ${what} has a number that is too large.`);
  return values;
}

/** Values of four or eight bytes, as exact as a number can be. */
export function fromWidePlanes(bytes: Uint8Array, count: number, width: 4 | 8, what: string): Float64Array {
  check(bytes.length === count * width, `Its ${what} has another length than it should.`);
  const values = new Float64Array(count);
  const word = (i: number, plane: number) =>
    (bytes[plane * count + i] | (bytes[(plane + 1) * count + i] << 8) | (bytes[(plane + 2) * count + i] << 16) | (bytes[(plane + 3) * count + i] << 24)) >>> 0;
  for (let i = 0; i < count; i++) values[i] = word(i, 0);
  if (width === 8) for (let i = 0; i < count; i++) values[i] += word(i, 4) * HIGH;
  return values;
}

/** As many values as there are, none above a limit; signed ones are those of zigzag. */
export function fromVarints(bytes: Uint8Array, count: number, most: number, what: string, isSigned = false): Int32Array {
  const values = new Int32Array(count);
  let at = 0;
  for (let i = 0; i < count; i++) {
    let byte = bytes[at++];
    let value = byte & 127;
    if (byte > 127) {
      let size = 128;
      do {
        byte = bytes[at++];
        value += (byte & 127) * size;
        size *= 128;
      } while (byte > 127 && size < HIGH * 8);
    }
    // What is beyond the end is no number, and fits nothing.
    const isFit = byte <= 127 && (isSigned ? value < HIGH : value <= LARGEST);
    const decoded = isSigned ? (value >>> 1) ^ -(value & 1) : value;
    if (!isFit || decoded > most) check(false, `Its ${what} has a number that is too large, or ends early.`);
    values[i] = decoded;
  }
  check(at === bytes.length, `Its ${what} has more numbers than it should.`);
  return values;
}

/** Gives one signed number after the other; what is beyond the end is no number. */
export function signedReader(bytes: Uint8Array): () => number {
  let at = 0;
  return () => {
    let [value, size, byte] = [0, 1, 0];
    do {
      byte = bytes[at++];
      value += (byte & 127) * size;
      size *= 128;
    } while (byte > 127 && size < HIGH * 8);
    return byte <= 127 && value < HIGH ? (value >>> 1) ^ -(value & 1) : Number.NaN;
  };
}
