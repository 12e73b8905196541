// From a cell's value to its colour, and the legend that says so.
import { count, share } from './format.js';

const INFERNO = ['#f4e156', '#fcae12', '#f68013', '#e25734', '#c33b4f', '#9b2964', '#721a6e', '#4a0c6b', '#1e0c45'];
const RED = ['#ffe3df', '#ff5032', '#e50914'];
const STEPS = 64;
const MOST_BOXES = 8;
const MOST_COUNTED = 1 << 20;

// The domain never ends below this, so that a maximum of 2 does not look extreme.
const LEAST_TOP = 4;

const ZERO = { light: '#f3f4f6', dark: '#1d2026' };
const NO_DATA = { light: '#d7dbe2', dark: '#323740' };

export class Scale {
  /**
   * @param map the heat map
   * @param kind '' (99th percentile), max, log or cpu
   * @param capacity samples of a cell in which every CPU is busy; 0 where not known
   */
  constructor(map, kind, colors, isDark, capacity) {
    this.kind = kind === 'cpu' && !capacity ? '' : kind;
    this.capacity = capacity;
    this.maximum = map.maximum;
    this.top = this.#topOf(map);
    this.isClipped = map.maximum > this.top;
    this.hasBoxes = this.kind !== 'log' && this.kind !== 'cpu' && this.top <= MOST_BOXES;
    this.levels = this.hasBoxes ? Math.round(this.top) : STEPS;
    const stops = colors === 'red' ? RED : isDark ? INFERNO.toReversed() : INFERNO;
    this.colors = Array.from({ length: this.levels }, (_, level) => between(stops, level / (this.levels - 1)));
    this.zero = rgb((isDark ? ZERO.dark : ZERO.light));
    this.noData = rgb((isDark ? NO_DATA.dark : NO_DATA.light));
  }

  #topOf(map) {
    if (this.kind === 'cpu') return this.capacity;
    const top = this.kind === 'max' || this.kind === 'log' ? map.maximum : percentile99(map.data.values, map.maximum);
    return Math.max(LEAST_TOP, top);
  }

  /** The colour of a value above 0, as a pixel. */
  levelOf(value) {
    const top = this.levels - 1;
    const part = this.kind === 'log' ? Math.log(value) / Math.log(this.top)
      : this.kind === 'cpu' ? value / this.top
        : (value - 1) / (this.top - 1);
    return Math.min(top, Math.max(0, Math.round(part * top)));
  }

  /** A pixel for each value up to the top, so that drawing only looks it up; the last stands for all larger ones. */
  pixels() {
    const last = Math.ceil(this.top);
    const pixels = new Uint32Array(last + 1);
    pixels[0] = pixel(this.zero);
    for (let value = 1; value <= last; value++) pixels[value] = pixel(this.colors[this.levelOf(value)]);
    return pixels;
  }

  drawLegend(element) {
    element.replaceChildren();
    const text = (words, tag = 'b') => element.append(Object.assign(document.createElement(tag), { textContent: words }));
    const box = (background, isWide) => {
      const item = document.createElement('i');
      item.className = isWide ? 'wide' : '';
      item.style.background = background;
      element.append(item);
    };
    box(css(this.zero));
    text('0');
    if (this.hasBoxes) {
      this.colors.forEach((color, level) => {
        box(css(color));
        text(level === this.levels - 1 ? this.#topLabel() : String(level + 1));
      });
    } else {
      text(this.kind === 'cpu' ? share(1, this.capacity) : '1');
      box(`linear-gradient(to right, ${this.colors.filter((_, i) => i % 7 === 0).map(css).join(', ')})`, true);
      text(this.kind === 'cpu' ? '100%' : this.#topLabel());
    }
    const unit = this.kind === 'cpu' ? 'of CPU capacity' : 'samples a cell';
    text(unit, 'span');
    element.setAttribute('aria-label', `Colours from 0 to ${this.kind === 'cpu' ? '100%' : this.#topLabel()} ${unit}`);
  }

  #topLabel() {
    return this.isClipped ? `${count(this.top)}–${count(this.maximum)}` : count(this.top);
  }
}

/** The smallest value that 99 of 100 non-zero cells do not pass. */
export function percentile99(values, maximum) {
  if (maximum > MOST_COUNTED) {
    const cells = values.filter(value => value > 0).sort();
    return cells.length ? cells[Math.ceil(cells.length * 0.99) - 1] : 0;
  }
  // Counting how often each value occurs is much faster than sorting.
  const counts = new Uint32Array(maximum + 1);
  for (let i = 0; i < values.length; i++) counts[values[i]]++;
  let rest = Math.ceil((values.length - counts[0]) * 0.99);
  let value = 0;
  while (rest > 0) rest -= counts[++value];
  return value;
}

const rgb = hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
const css = ([r, g, b]) => `rgb(${r} ${g} ${b})`;

// Canvas memory is red, green, blue, alpha; every machine that runs this is little-endian.
const pixel = ([r, g, b]) => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;

function between(stops, part) {
  const place = part * (stops.length - 1);
  const first = Math.min(stops.length - 2, Math.floor(place));
  const one = rgb(stops[first]);
  const other = rgb(stops[first + 1]);
  return one.map((value, i) => Math.round(value + (other[i] - value) * (place - first)));
}
