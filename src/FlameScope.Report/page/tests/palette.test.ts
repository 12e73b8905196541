import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeColor, framePalette, textOn } from '../src/flame/palette';
import { type Channels, rgb } from '../src/shared/colors';
import { themeOf } from '../src/shared/theme';
import { treeOf } from './trees';

function luminance(channels: Channels): number {
  const [r, g, b] = channels.map(value => value / 255).map(value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: Channels, other: Channels): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const channelsOf = (color: string): Channels => (color.startsWith('#') ? rgb(color) : (color.match(/\d+/g) ?? []).map(Number));

test('text on every colour of a difference can be read', () => {
  for (const isDark of [false, true]) {
    for (let delta = -100; delta <= 100; delta++) {
      const color = changeColor(delta, 100, isDark);
      const text = textOn(color) === '#fff' ? [255, 255, 255] : [0, 0, 0];
      assert.ok(contrast(channelsOf(color), text) >= 4.5, `${color} of ${delta}`);
    }
  }
});

test('text on frames of every kind and shade can be read', () => {
  const tree = treeOf([[0, 'root', 1], ...Array.from({ length: 200 }, (_, i) => [1, `f${i}`, 1] as const)]);
  for (const isDark of [false, true]) {
    const text = channelsOf(themeOf(isDark).text);
    for (let kind = 0; kind < 6; kind++) {
      tree.kind.fill(kind);
      const colorOf = framePalette(tree, '', isDark);
      for (let node = 0; node < tree.count; node++) assert.ok(contrast(channelsOf(colorOf(node)), text) >= 4.5);
    }
  }
});

test('the same name has the same colour in every tree', () => {
  const one = framePalette(treeOf([[0, 'root', 0], [1, 'a', 1], [1, 'b', 1]]), '', false);
  const other = framePalette(treeOf([[0, 'root', 0], [1, 'b', 1], [2, 'a', 1]]), '', false);
  assert.equal(one(1), other(2));
  assert.equal(one(2), other(1));
});
