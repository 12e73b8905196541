// From a cell's value to its colour, and what the legend says of it.
import type { Column, HeatMap } from '../data/answers';
import { type Channels, css, mix, rgb } from '../shared/colors';
import { themeOf } from '../shared/theme';
import { share, short } from '../text/numbers';

/** Colours from the lightest on, and how far along them a map begins in each theme: from there on every colour differs from that of zero by 1.5:1 at least. */
interface Ramp {
  readonly stops: readonly string[];
  readonly light: number;
  readonly dark: number;
  /** Whether the dark theme goes the same way. */
  readonly isOneWay?: boolean;
}

const INFERNO: Ramp = { stops: '#f4e156 #fcae12 #f68013 #e25734 #c33b4f #9b2964 #721a6e #4a0c6b #1e0c45'.split(' '), light: 0.08, dark: 0.22 };
const RAMPS: Readonly<Record<string, Ramp>> = {
  red: { stops: '#ffe3df #ff5032 #e50914'.split(' '), light: 0.15, dark: 0, isOneWay: true },
  // Its lightness alone tells values apart, to every kind of eyes.
  cividis: { stops: '#ffea46 #e4cf5b #c4b56c #a69d75 #8a8779 #707173 #575c6d #39486b #00336f #00204d'.split(' '), light: 0.16, dark: 0.18 },
};
const STEPS = 64;
const MOST_BOXES = 8;
const MOST_COUNTS = 1 << 16;

// The domain never ends below this, so that a maximum of 2 does not look extreme.
const LEAST_TOP = 4;

/** A box of the legend, and what stands after it. */
export interface LegendEntry {
  /** null for text alone. */
  readonly background: string | null;
  readonly isWide?: boolean;
  readonly text: string;
}

export interface Legend {
  readonly entries: readonly LegendEntry[];
  readonly what: string;
  /** The whole of it in words. */
  readonly label: string;
}

export interface Scale {
  /** The colour of what was not captured, as the memory of a canvas has it. */
  readonly noData: number;
  /** That between the lines of its hatching. */
  readonly ground: number;
  readonly legend: Legend;
  /** The colour of a value, as the memory of a canvas has it. @param share how much of it keeps its colour; the rest is grey */
  pixelOf(value: number, share?: number): number;
}

/**
 * @param kind '' (99th percentile), max, log or cpu
 * @param colors '' for inferno, red or cividis
 * @param capacity value of a cell in which every CPU is busy; 0 where not known
 * @param other a map that is seen beside it: both have one scale, which ends where the larger does
 */
export function scaleOf(map: Pick<HeatMap, 'maximum' | 'unit' | 'data'>, kind: string, colors: string, isDark: boolean, capacity: number, other?: Pick<HeatMap, 'maximum' | 'data'>): Scale {
  const { unit } = map;
  const both = other ? [map, other] : [map];
  const maximum = Math.max(...both.map(one => one.maximum));
  const isCpu = kind === 'cpu' && capacity > 0;
  const isLog = kind === 'log';
  const top = isCpu ? capacity : Math.max(LEAST_TOP, isLog || kind === 'max' ? maximum : Math.max(...both.map(one => percentile99(one.data.values, one.maximum))));
  const hasBoxes = !isLog && !isCpu && top <= MOST_BOXES;
  const levels = hasBoxes ? top : STEPS;
  const ramp = RAMPS[colors] ?? INFERNO;
  const stops = isDark && !ramp.isOneWay ? ramp.stops.toReversed() : ramp.stops;
  const start = isDark ? ramp.dark : ramp.light;
  const shades = Array.from({ length: levels }, (_, level) => between(stops, start + (1 - start) * level / (levels - 1)));
  const zero = rgb(isDark ? '#1d2026' : '#f3f4f6');
  const grey = rgb(isDark ? '#5c6470' : '#9aa1ab');
  const pixels = shades.map(pixel);
  const zeroPixel = pixel(zero);

  function legend(): Legend {
    const last = isCpu ? '100%' : maximum > top ? `${short(top, unit)}–${short(maximum, unit)}` : short(top, unit);
    const what = isCpu ? 'of CPU capacity' : unit === 'ns' ? 'a cell' : `${unit} a cell`;
    const ramp = `linear-gradient(to right, ${shades.filter((_, i) => i % 7 === 0).map(css).join(', ')})`;
    const one: LegendEntry[] = unit === 'samples' && (!isCpu || capacity > 1) ? [{ background: null, text: isCpu ? share(1, capacity) : '1' }] : [];
    const entries: LegendEntry[] = hasBoxes
      ? shades.map((color, level) => ({ background: css(color), text: level === levels - 1 ? last : String(level + 1) }))
      : [...one, { background: ramp, isWide: true, text: last }];
    return { entries: [{ background: css(zero), text: '0' }, ...entries], what, label: `Colours from 0 to ${last} ${what}` };
  }

  return {
    noData: pixel(rgb(isDark ? '#323740' : '#d7dbe2')),
    ground: pixel(rgb(themeOf(isDark).page)),
    legend: legend(),
    pixelOf(value, share = 1) {
      if (value === 0) return zeroPixel;
      const part = isLog ? Math.log(value) / Math.log(top) : isCpu ? value / top : (value - 1) / (top - 1);
      const level = Math.max(0, Math.round(Math.min(1, part) * (levels - 1)));
      return share === 1 ? pixels[level] : pixel(mix(mix(zero, grey, 0.15 + 0.85 * level / (levels - 1)), shades[level], share));
    },
  };
}

/** The smallest value that 99 of 100 non-zero cells do not pass: counted, which is much faster than sorting. */
export function percentile99(values: Column, maximum: number): number {
  const step = Math.max(1, maximum / MOST_COUNTS);
  const counts = new Uint32Array(maximum / step + 1);
  for (let i = 0; i < values.length; i++) counts[Math.floor(values[i] / step)]++;
  let rest = Math.ceil((values.length - counts[0]) * 0.99);
  let at = 0;
  while (rest > 0) rest -= counts[++at];
  return at * step;
}

// Canvas memory is red, green, blue, alpha; every machine that runs this is little-endian.
const pixel = ([r, g, b]: Channels): number => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;

function between(stops: readonly string[], part: number): Channels {
  const place = part * (stops.length - 1);
  const first = Math.min(stops.length - 2, Math.floor(place));
  return mix(rgb(stops[first]), rgb(stops[first + 1]), place - first);
}
