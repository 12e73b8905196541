// The colours of frames, readable in both themes: text on any of them has a contrast of at least 4.5 : 1.
import { css, mix, rgb } from '../shared/colors';
import { themeOf } from '../shared/theme';
import type { FlameTree } from './tree';

const SHADES = 8;

// First and last shade of each kind: unknown, user, kernel, jit, inlined, command.
const KINDS = {
  light: ['#e3e5e9 #c6cad1', '#ffe59c #f2c255', '#ffbe9c #ef8f64', '#b5e8ac #78cc7d', '#aae4e6 #68c6cc', '#dbddfb #bec2f2'],
  dark: ['#454a52 #5a6069', '#6b4e00 #866512', '#853712 #a04b1e', '#1a5c2c #27763b', '#0e5a5c #1a7274', '#3e4280 #5257a0'],
};

/** What has names, modules and kinds, a number each. */
export type Named = Pick<FlameTree, 'names' | 'modules' | 'name' | 'module' | 'kind'>;

/** Gives the colour of a node: the same name has the same colour every time. */
export function framePalette(tree: Named, mode: string, isDark: boolean): (node: number) => string {
  const theme = themeOf(isDark);
  if (mode === 'plain') return () => theme.plain;
  if (mode === 'module') {
    const modules = tree.modules.map(module => (module === '' ? theme.context : `hsl(${hash(module) % 360} ${isDark ? '38% 27%' : '62% 80%'})`));
    return node => modules[tree.module[node]];
  }
  const kinds = KINDS[isDark ? 'dark' : 'light'].map(ends => {
    const [first, last] = ends.split(' ').map(rgb);
    return Array.from({ length: SHADES }, (_, shade) => css(mix(first, last, shade / (SHADES - 1))));
  });
  const shades = new Int8Array(tree.names.length).fill(-1);
  return node => {
    const name = tree.name[node];
    if (shades[name] < 0) shades[name] = hash(tree.names[name]) % SHADES;
    return kinds[tree.kind[node]][shades[name]];
  };
}

/** The colour of a change of a share: red for more, blue for less, grey for the same; full at `most`. */
export function changeColor(delta: number, most: number, isDark: boolean): string {
  const theme = themeOf(isDark);
  const strength = most > 0 ? Math.sqrt(Math.min(1, Math.abs(delta) / most)) : 0;
  return css(mix(theme.same, delta > 0 ? theme.more : theme.less, strength));
}

/** Black or white, whichever is easier to read on a colour of `changeColor`: at least 4.58 : 1. */
export function textOn(color: string): string {
  const [r, g, b] = (color.match(/\d+/g) ?? []).map(Number)
    .map(value => (value / 255 <= 0.03928 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  const luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
  return (luminance + 0.05) ** 2 > 0.0525 ? '#000' : '#fff';
}

// FNV-1a over the text's units, with the high bits folded in: its low bits alone hardly mix.
function hash(text: string): number {
  let value = 2166136261;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  value ^= value >>> 16;
  return (value ^ (value >>> 8)) >>> 0;
}
