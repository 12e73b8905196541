// Draws the nodes of a flame graph: only what is wide and high enough to be seen is visited.
import { contextOf, type Size } from '../shared/canvas';
import { type Theme, themeOf } from '../shared/theme';
import { cutName } from '../text/names';
import { points, share } from '../text/numbers';
import { changeColor, framePalette, textOn } from './palette';
import type { FlameTree, Matches } from './tree';
import { LEAST_WIDTH } from './walk';

/** Height of a row. */
export const ROW = 18;

const FONT = '12px system-ui, sans-serif';
const LETTER = 6.1;
const WIDEST = 7.5;
const LEAST_TEXT = 26;
const LEAST_SHARE = 120;

/** How a tree is drawn; the same for all of its pictures. */
export interface Painter {
  /**
   * Draws what is seen of a tree.
   * @param top where the root's row is
   * @param step from a row to that of its callees
   * @returns how many nodes are too narrow to be drawn
   */
  paint(size: Size, zoom: number, top: number, step: number, found: Matches | null): number;
}

export function painterOf(context: CanvasRenderingContext2D, tree: FlameTree, color: string, isDark: boolean, isBySelf = false): Painter {
  const theme = themeOf(isDark);
  const colorOf = framePalette(tree, color, isDark);
  const changeOf = (node: number) => (isBySelf ? tree.selfChange(node) : tree.change(node));
  // What may be noise is grey, as in drawings.
  const toldChange = (node: number) => (tree.base?.significant[node] ? changeOf(node) : 0);
  const mostChange = mostChangeOf(tree, toldChange);
  let hatch: CanvasPattern | string | null = null;

  function paintNodes(size: Size, zoom: number, top: number, step: number, found: Matches | null): number {
    const { x, width, row, times, end } = tree;
    const scale = width[zoom] > 0 ? size.width / width[zoom] : 0;
    const origin = x[zoom];
    // Bars of frames that are too narrow, for each level: where the last one begins and ends.
    const runStart = new Float64Array(tree.maxDepth + 2).fill(-1);
    const runEnd = new Float64Array(tree.maxDepth + 2);
    const flush = (d: number) => {
      if (runStart[d] < 0) return;
      context.fillStyle = theme.muted;
      context.fillRect(runStart[d], top + d * step, Math.max(LEAST_WIDTH, runEnd[d] - runStart[d]), ROW - 1);
      runStart[d] = -1;
    };
    let hidden = 0;
    for (let node = zoom; node < end[zoom];) {
      const d = row[node];
      const y = top + d * step;
      const pixels = width[node] * scale;
      // What lies further out than the screen has its callees further out still.
      if (step > 0 ? y > size.height : y < -ROW) {
        node = end[node];
      } else if (pixels < LEAST_WIDTH) {
        const left = (x[node] - origin) * scale;
        hidden += end[node] - node;
        if (left - runEnd[d] > LEAST_WIDTH) flush(d);
        if (runStart[d] < 0) runStart[d] = left;
        runEnd[d] = left + pixels;
        node = end[node];
      } else {
        if (y > -ROW && y < size.height && (times[node] || node === zoom)) paintNode(node, (x[node] - origin) * scale, y, pixels, found);
        node++;
      }
    }
    for (let d = 0; d < runStart.length; d++) flush(d);
    return hidden;
  }

  function paintNode(node: number, left: number, y: number, pixels: number, found: Matches | null) {
    const { base } = tree;
    const isMatch = found?.isMatch[node] === 1;
    const color = isMatch ? theme.match : base ? changeColor(toldChange(node), mostChange, isDark) : colorOf(node);
    const drawn = pixels > 2 ? pixels - 1 : pixels;
    const fill = (style: string | CanvasPattern) => {
      context.fillStyle = style;
      context.fillRect(left, y, drawn, ROW - 1);
    };
    fill(color);
    if (base && (tree.total[node] === 0 || base.baseTotal[node] === 0)) {
      hatch ??= hatching(context, isDark);
      fill(hatch);
    }
    if (isMatch && drawn > 4) {
      context.strokeStyle = theme.text;
      context.strokeRect(left + 0.5, y + 0.5, drawn - 1, ROW - 2);
    } else if (found && !isMatch) {
      fill(theme.dim);
    }
    if (drawn >= LEAST_TEXT) {
      context.fillStyle = textColor(theme, isMatch, base !== null && !found, color);
      const times = tree.times[node] > 1 ? ` ×${tree.times[node]}` : '';
      const end = drawText(context, tree.labelOf(node), left, y, drawn, ROW, times);
      if (drawn >= LEAST_SHARE) drawShare(node, left + drawn - 4, y, end);
    }
  }

  // At the right end, where the name leaves room.
  function drawShare(node: number, right: number, y: number, end: number) {
    const text = tree.base ? points(changeOf(node)) : share(tree.total[node], tree.total[0]);
    if (right - text.length * WIDEST < end) return;
    context.textAlign = 'right';
    context.fillText(text, right, y + ROW / 2 - 0.5);
    context.textAlign = 'left';
  }

  return {
    paint(size, zoom, top, step, found) {
      context.fillStyle = theme.page;
      context.fillRect(0, 0, size.width, size.height);
      Object.assign(context, { font: FONT, textBaseline: 'middle' });
      return paintNodes(size, zoom, top, step, found);
    },
  };
}

const textColor = (theme: Theme, isMatch: boolean, isOnChange: boolean, color: string): string =>
  (isMatch ? theme.matchText : isOnChange ? textOn(color) : theme.text);

function mostChangeOf(tree: FlameTree, changeOf: (node: number) => number): number {
  let most = 0;
  for (let node = 1; tree.base && node < tree.count; node++) most = Math.max(most, Math.abs(changeOf(node)));
  return most;
}

const NARROWEST = 3.5;
const MOST_KEPT = 20_000;

// What a name was cut to at a width; names repeat, and so do widths while nothing is zoomed.
const kept = new Map<string, string>();

/** Writes the part of a name that fits, and all of what follows it; gives where that ends, or about that. */
export function drawText(context: CanvasRenderingContext2D, name: string, left: number, y: number, width: number, row = ROW, after = ''): number {
  const space = Math.floor(width - 8);
  if (space < LETTER) return left;
  const key = `${context.font} ${space} ${name}${after}`;
  let text = kept.get(key);
  if (text === undefined) {
    text = cutName(name, one => (one.length + after.length) * NARROWEST <= space && context.measureText(one + after).width <= space);
    text &&= text + after;
    if (kept.size > MOST_KEPT) kept.clear();
    kept.set(key, text);
  }
  if (text) context.fillText(text, left + 4, y + row / 2 - 0.5);
  return left + 4 + text.length * WIDEST;
}

// What is new or gone is hatched.
function hatching(context: CanvasRenderingContext2D, isDark: boolean): CanvasPattern | string {
  const tile = document.createElement('canvas');
  Object.assign(tile, { width: 8, height: 8 });
  const lines = contextOf(tile);
  Object.assign(lines, { strokeStyle: isDark ? 'rgb(255 255 255 / 32%)' : 'rgb(0 0 0 / 26%)', lineWidth: 1.2 });
  for (const at of [-8, 0, 8]) {
    lines.moveTo(at - 1, 9);
    lines.lineTo(at + 9, -1);
  }
  lines.stroke();
  return context.createPattern(tile, 'repeat') ?? 'transparent';
}
