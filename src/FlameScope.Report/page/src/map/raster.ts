// How cells fall on pixels. Cells that are smaller than a pixel share it, and it shows the largest of them: none is ever lost.
import type { Column, HeatMap } from '../data/answers';
import type { Grid } from './grid';
import type { Scale } from './scale';

/** The first and the last cell of each pixel along one side; neighbours may have one in common. */
export interface Spread {
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** Spreads cells over pixels: a pixel has the cell under its middle, or every cell that it touches where these are the smaller ones. */
export function spread(cells: number, pixels: number): Spread {
  const isShared = cells > pixels;
  const first = new Int32Array(pixels);
  const last = new Int32Array(pixels);
  for (let pixel = 0; pixel < pixels; pixel++) {
    first[pixel] = Math.floor((isShared ? pixel : pixel + 0.5) * cells / pixels);
    last[pixel] = isShared ? Math.ceil((pixel + 1) * cells / pixels) - 1 : first[pixel];
  }
  return { first, last };
}

/**
 * The colours of a map's cells on so many pixels, from the top left one on.
 * @param matches what of each cell a search fits: the rest of it goes grey
 */
export function paintCells(map: HeatMap, { pixelOf, noData }: Scale, width: number, height: number, matches: Column | null = null): Uint32Array<ArrayBuffer> {
  const { columns, rows, rowNames, data: { values }, start, columnWidth, capturedFrom, capturedTo } = map;
  const out = new Uint32Array(width * height);
  const across = spread(columns, width);
  const up = spread(rows, height);
  // Cells that last as long as their column are whole where any of it was captured.
  const [firstCell, lastCell] = [(capturedFrom - start) / columnWidth, (capturedTo - start) / columnWidth];
  const captureStart = (rowNames ? Math.floor(firstCell) : firstCell) * rows;
  const captureEnd = (rowNames ? Math.ceil(lastCell) : lastCell) * rows;
  for (let y = 0; y < height; y++) {
    // Row 0 is at the bottom.
    const pixel = height - 1 - y;
    const [low, high] = [up.first[pixel], up.last[pixel]];
    const line = y * width;
    if (y > 0 && low === up.first[pixel + 1] && high === up.last[pixel + 1]) {
      out.copyWithin(line, line - width, line);
      continue;
    }
    for (let x = 0; x < width; x++) {
      if (x > 0 && across.first[x] === across.first[x - 1] && across.last[x] === across.last[x - 1]) {
        out[line + x] = out[line + x - 1];
        continue;
      }
      let value = 0;
      let matching = 0;
      let isCaptured = false;
      for (let column = across.first[x]; column <= across.last[x]; column++) {
        for (let cell = column * rows + low; cell <= column * rows + high; cell++) {
          if (values[cell] > value) value = values[cell];
          if (matches && matches[cell] > matching) matching = matches[cell];
          isCaptured ||= cell + 1 > captureStart && cell < captureEnd;
        }
      }
      out[line + x] = value || isCaptured ? pixelOf(value, matches ? matching / value : 1) : noData;
    }
  }
  return out;
}

const HATCH = 6;
const LINE = 2;

/** Hatches what was not captured: it is no zero. `ratio` is the number of pixels for one of the page. */
export function hatch(pixels: Uint32Array, { noData, ground }: Scale, width: number, ratio: number): void {
  const step = Math.round(HATCH * ratio);
  const line = Math.round(LINE * ratio);
  for (let at = pixels.indexOf(noData); at >= 0; at = pixels.indexOf(noData, at + 1)) {
    if ((at % width + Math.floor(at / width)) % step >= line) pixels[at] = ground;
  }
}

/** The cell that a pixel shows: the fullest of its own. `x` and `y` are pixels from the bottom left one. */
export function cellShown({ columns, rows, data: { values } }: Grid & Pick<HeatMap, 'data'>, width: number, height: number, x: number, y: number): number {
  const across = spread(columns, width);
  const up = spread(rows, height);
  let fullest = -1;
  for (let column = across.first[x]; column <= across.last[x]; column++) {
    for (let cell = column * rows + up.first[y]; cell <= column * rows + up.last[y]; cell++) {
      if (fullest < 0 || values[cell] > values[fullest]) fullest = cell;
    }
  }
  return fullest;
}
