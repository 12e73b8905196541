// What is drawn on canvases in both themes; the colours of everything else are in theme.css.
import type { Channels } from './colors';

export interface Theme {
  readonly text: string;
  readonly page: string;
  readonly muted: string;
  readonly plain: string;
  readonly context: string;
  readonly dim: string;
  readonly match: string;
  readonly matchText: string;
  readonly axis: string;
  readonly bar: string;
  readonly more: Channels;
  readonly less: Channels;
  readonly same: Channels;
}

const LIGHT: Theme = {
  match: '#1f6feb', matchText: '#ffffff', text: '#1a1d21', page: '#ffffff', muted: '#c6cad1', plain: '#f4d08a', context: '#eceef2',
  dim: 'rgb(255 255 255 / 62%)', more: [220, 50, 32], less: [26, 133, 255], same: [223, 226, 232], axis: '#596070', bar: '#9aa3b2',
};
const DARK: Theme = {
  match: '#1f6feb', matchText: '#ffffff', text: '#f3f4f6', page: '#15181c', muted: '#3a404a', plain: '#6b4e00', context: '#262a31',
  dim: 'rgb(21 24 28 / 62%)', more: [190, 38, 22], less: [13, 94, 196], same: [58, 64, 74], axis: '#a3abb9', bar: '#7d8796',
};

export const themeOf = (isDark: boolean): Theme => (isDark ? DARK : LIGHT);
