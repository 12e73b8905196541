// The colours of frames, readable in both themes: text on any of them has a contrast of at least 4.5 : 1.

const SHADES = 8;

// First and last shade of each kind: unknown, user, kernel, jit, inlined, command.
const KINDS = {
  light: [['#e3e5e9', '#c6cad1'], ['#ffe59c', '#f2c255'], ['#ffbe9c', '#ef8f64'], ['#b5e8ac', '#78cc7d'], ['#aae4e6', '#68c6cc'], ['#dbddfb', '#bec2f2']],
  dark: [['#454a52', '#5a6069'], ['#6b4e00', '#866512'], ['#853712', '#a04b1e'], ['#1a5c2c', '#27763b'], ['#0e5a5c', '#1a7274'], ['#3e4280', '#5257a0']],
};

const THEMES = {
  light: { text: '#15181c', page: '#ffffff', muted: '#c6cad1', plain: '#f4d08a', context: '#eceef2', same: '#dfe2e8', match: '#1f6feb', matchText: '#ffffff', dim: 'rgb(255 255 255 / 62%)', more: [220, 50, 32], less: [26, 133, 255], none: [223, 226, 232] },
  dark: { text: '#f3f4f6', page: '#181b20', muted: '#3a404a', plain: '#6b4e00', context: '#262a31', same: '#3a404a', match: '#1f6feb', matchText: '#ffffff', dim: 'rgb(24 27 32 / 62%)', more: [190, 38, 22], less: [13, 94, 196], none: [58, 64, 74] },
};

export const themeOf = isDark => (isDark ? THEMES.dark : THEMES.light);

/** A colour for each name of a tree and kind: the same name has the same colour every time. */
export class FramePalette {
  #kinds;
  #shades;
  #modules;
  #mode;
  #theme;

  constructor(tree, mode, isDark) {
    this.#mode = mode;
    this.#theme = themeOf(isDark);
    this.#kinds = (isDark ? KINDS.dark : KINDS.light).map(([first, last]) =>
      Array.from({ length: SHADES }, (_, shade) => mix(first, last, shade / (SHADES - 1))));
    this.#shades = Uint8Array.from(tree.names, name => hash(name) % SHADES);
    this.#modules = tree.modules.map(module => {
      const hue = hash(module) % 360;
      return module === '' ? this.#theme.context : isDark ? `hsl(${hue} 38% 27%)` : `hsl(${hue} 62% 80%)`;
    });
  }

  colorOf(tree, node) {
    if (this.#mode === 'plain') return this.#theme.plain;
    if (this.#mode === 'module') return this.#modules[tree.module[node]];
    return this.#kinds[tree.kind[node]][this.#shades[tree.name[node]]];
  }
}

/** The colour of a change of a share: red for more, blue for less, grey for the same; full at `most`. */
export function changeColor(delta, most, isDark) {
  const theme = themeOf(isDark);
  const strength = most > 0 ? Math.sqrt(Math.min(1, Math.abs(delta) / most)) : 0;
  const end = delta > 0 ? theme.more : theme.less;
  return `rgb(${theme.none.map((value, i) => Math.round(value + (end[i] - value) * strength)).join(' ')})`;
}

/** Black or white, whichever is easier to read on a colour of `changeColor`. */
export function textOn(color) {
  const [r, g, b] = color.match(/\d+/g).map(value => (value / 255 <= 0.03928 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return (luminance + 0.05) / 0.0584 > 1.05 / (luminance + 0.05) ? '#15181c' : '#ffffff';
}

// FNV-1a over the text's units, with the high bits folded in: its low bits alone hardly mix.
function hash(text) {
  let value = 2166136261;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  value ^= value >>> 16;
  return (value ^ (value >>> 8)) >>> 0;
}

function mix(first, last, part) {
  const channel = (hex, at) => parseInt(hex.slice(at, at + 2), 16);
  return `rgb(${[1, 3, 5].map(at => Math.round(channel(first, at) + (channel(last, at) - channel(first, at)) * part)).join(' ')})`;
}
