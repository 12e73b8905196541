// The stack chart's canvas: as large as its element, drawn anew wherever it is scrolled to.
import { drawText } from '../flame/paint';
import { framePalette } from '../flame/palette';
import { type TimeLabels, ticksOf } from '../map/axes';
import { contextOf, prepare } from '../shared/canvas';
import { clamp } from '../shared/clamp';
import { consume, listen } from '../shared/events';
import { themeOf } from '../shared/theme';
import { amount, count, share } from '../text/numbers';
import { type Chart, type PlacedLane, ROW } from './chart';

export interface ChartOptions extends TimeLabels {
  readonly isDark: boolean;
  readonly color: string;
}

export interface ChartHandlers {
  /** -1 for no frame; no event where the keyboard points. */
  point(frame: number, event?: PointerEvent): void;
  take(frame: number): void;
  menu(frame: number, x: number, y: number): void;
}

export interface ChartCanvas {
  show(chart: Chart | null, options: ChartOptions, matches: Uint8Array | null): void;
  end(): void;
}

const AXIS = 24;
const LEAST_WIDTH = 0.5;
const LEAST_TEXT = 26;
const FONT = '11px system-ui, sans-serif';

export function chartOn(element: HTMLElement, handlers: ChartHandlers): ChartCanvas {
  const canvas = element.appendChild(document.createElement('canvas'));
  const spacer = element.appendChild(document.createElement('div'));
  Object.assign(canvas, { tabIndex: 0, role: 'application', ariaRoleDescription: 'stack chart', ariaLabel: 'Stack chart: a lane for each thread. The table has the frames as text.' });
  spacer.className = 'spacer';
  const context = contextOf(canvas, { alpha: false });
  const unfolded = new Set<number>();
  let chart: Chart | null = null;
  let options: ChartOptions | null = null;
  let matches: Uint8Array | null = null;
  let lanes: PlacedLane[] = [];
  let focus = -1;
  let next = 0;

  const left = () => (element.clientWidth < 600 ? 92 : 148);
  const perPixel = () => (chart ? (chart.to - chart.from) / Math.max(1, element.clientWidth - left()) : 1);
  const xOf = (ns: number) => left() + (ns - (chart?.from ?? 0)) / perPixel();
  const yOf = (y: number) => AXIS + y - element.scrollTop;

  function draw() {
    if (!chart || !options) return;
    const size = prepare(canvas, context, element.clientWidth, element.clientHeight);
    const theme = themeOf(options.isDark);
    context.fillStyle = theme.page;
    context.fillRect(0, 0, size.width, size.height);
    Object.assign(context, { font: FONT, textBaseline: 'middle', textAlign: 'left' });
    const colorOf = framePalette(chart, options.color, options.isDark);
    for (const lane of lanes) {
      const top = yOf(lane.top);
      if (top > size.height || top + lane.height < AXIS) continue;
      drawLane(chart, lane, top, colorOf);
    }
    // The axis stays where the lanes scroll.
    context.fillStyle = theme.page;
    context.fillRect(0, 0, size.width, AXIS);
    context.fillStyle = theme.axis;
    context.textAlign = 'center';
    const width = size.width - left();
    for (const { time, label } of ticksOf({ columns: 1e6, columnWidth: (chart.to - chart.from) / 1e6, start: chart.from }, width, options).ticks) {
      const x = xOf(time);
      context.fillRect(Math.round(x), AXIS - 6, 1, 6);
      const half = context.measureText(label).width / 2;
      context.fillText(label, clamp(x, left() + half, size.width - half), 9);
    }
    context.textAlign = 'left';
  }

  function drawLane(chart: Chart, { lane, top: _, height, folded, index }: PlacedLane, top: number, colorOf: (frame: number) => string) {
    const theme = themeOf(options?.isDark ?? false);
    const { first, end, name, thread, value } = lane;
    context.fillStyle = theme.context;
    context.fillRect(0, top, element.clientWidth, 1);
    context.save();
    context.beginPath();
    context.rect(0, top, left() - 8, height);
    context.clip();
    context.fillStyle = theme.text;
    context.font = `600 12px ${FONT.slice(5)}`;
    drawText(context, name, -4, top + 5, left() - 4, ROW);
    context.font = FONT;
    context.fillStyle = theme.axis;
    const all = chart.lanes.reduce((sum, one) => sum + one.value, 0);
    context.fillText(`${thread < 0 ? '' : `${thread} · `}${amount(value, chart.unit).replace(/ samples?$/, '')} · ${share(value, all)}`, 0, top + 28);
    if (chart.trunks[index]) context.fillText(`${folded ? '▸' : '▾'} ${count(chart.trunks[index])} frames above`, 0, top + 44);
    context.restore();
    const scale = 1 / perPixel();
    const runs = new Map<number, readonly [start: number, end: number]>();
    const flush = (level: number, [start, stop]: readonly [number, number]) => {
      context.fillStyle = theme.muted;
      context.fillRect(start, top + 4 + level * ROW, Math.max(LEAST_WIDTH, stop - start), ROW - 1);
    };
    for (let frame = first; frame < end;) {
      const isJoined = chart.isJoined(frame);
      const level = isJoined ? Math.max(0, chart.depth[frame] - folded) : chart.depth[frame] - folded;
      const x = xOf(chart.start[frame]);
      const width = (chart.stop[frame] - chart.start[frame]) * scale;
      if (level >= 0 && (isJoined || width < LEAST_WIDTH)) {
        // Bars of frames that are too short, for each level.
        const run = runs.get(level);
        if (run && x - run[1] > LEAST_WIDTH) flush(level, run);
        runs.set(level, [run && x - run[1] <= LEAST_WIDTH ? run[0] : x, x + width]);
        frame = chart.end[frame];
        continue;
      }
      if (level >= 0) drawFrame(chart, frame, x, top + 4 + level * ROW, Math.max(1, width), colorOf);
      frame++;
    }
    for (const [level, run] of runs) flush(level, run);
  }

  function drawFrame(chart: Chart, frame: number, x: number, y: number, width: number, colorOf: (frame: number) => string) {
    if (!options) return;
    const theme = themeOf(options.isDark);
    const isMatch = matches?.[chart.name[frame]] === 1;
    const drawn = width > 3 ? width - 1 : width;
    const fill = (style: string) => {
      context.fillStyle = style;
      context.fillRect(x, y, drawn, ROW - 1);
    };
    fill(isMatch ? theme.match : colorOf(frame));
    if (matches && !isMatch) fill(theme.dim);
    if (frame === focus || (isMatch && drawn > 4)) {
      Object.assign(context, { strokeStyle: theme.text, lineWidth: frame === focus ? 2 : 1 });
      context.strokeRect(x + 0.5, y + 0.5, Math.max(1, drawn - 1), ROW - 2);
    }
    if (drawn < LEAST_TEXT) return;
    context.fillStyle = isMatch ? theme.matchText : theme.text;
    drawText(context, chart.labelOf(frame), x, y, drawn, ROW);
  }

  function layOut() {
    if (!chart || !element.clientHeight) return;
    lanes = chart.place(unfolded);
    const last = lanes.at(-1);
    Object.assign(canvas.style, { width: `${element.clientWidth}px`, height: `${element.clientHeight}px` });
    spacer.style.height = `${Math.max(0, (last ? last.top + last.height + AXIS : 0) - element.clientHeight)}px`;
    draw();
  }

  const redraw = () => {
    next ||= requestAnimationFrame(() => {
      next = 0;
      draw();
    });
  };

  const laneAt = (y: number) => lanes.find(({ top, height }) => y >= yOf(top) && y < yOf(top) + height);

  function frameAt({ offsetX: x, offsetY: y }: MouseEvent): number {
    const lane = laneAt(y);
    if (!chart || !lane || x < left() || y < AXIS) return -1;
    return chart.frameAt(lane, Math.floor((y - yOf(lane.top) - 4) / ROW), chart.from + (x - left()) * perPixel());
  }

  function click(event: MouseEvent) {
    const frame = frameAt(event);
    const lane = laneAt(event.offsetY);
    if (frame >= 0) handlers.take(frame);
    else if (lane && event.offsetX < left()) {
      if (!unfolded.delete(lane.index)) unfolded.add(lane.index);
      layOut();
    }
  }

  function focusOn(frame: number) {
    if (!chart) return;
    focus = frame;
    const { top, height } = lanes[chart.laneOf(frame)];
    element.scrollTop = clamp(element.scrollTop, top + height + AXIS - element.clientHeight, top);
    handlers.point(frame);
    redraw();
  }

  // The frame beside another: before or after it under the same caller, its caller, or the first that it called.
  function beside(chart: Chart, frame: number, key: string): number | null {
    const depth = chart.depth[frame];
    const after = chart.end[frame];
    switch (key) {
      case 'ArrowDown': return after > frame + 1 ? frame + 1 : frame;
      case 'ArrowRight': return after < chart.depth.length ? after : frame;
      case 'ArrowUp':
      case 'ArrowLeft': {
        let at = frame - 1;
        while (at >= 0 && chart.depth[at] > (key === 'ArrowUp' ? Math.max(0, depth - 1) : depth)) at--;
        return Math.max(0, at);
      }
      default: return null;
    }
  }

  function key(event: KeyboardEvent) {
    if (!chart?.depth.length || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = beside(chart, Math.max(0, focus), event.key);
    if (to !== null) focusOn(focus < 0 ? 0 : to);
    else if (event.key === 'Enter' && focus >= 0) handlers.take(focus);
    else return;
    consume(event);
  }

  function menu(event: MouseEvent) {
    const byKeyboard = event.button !== 2;
    const frame = byKeyboard ? focus : frameAt(event);
    if (frame < 0) return;
    event.preventDefault();
    const { left: x, top: y } = canvas.getBoundingClientRect();
    handlers.menu(frame, byKeyboard ? x + left() : event.clientX, byKeyboard ? y + AXIS : event.clientY);
  }

  const endScroll = listen(element, { scroll: redraw });
  listen(canvas, {
    pointermove: event => {
      const frame = frameAt(event);
      canvas.classList.toggle('name', event.offsetX < left() && laneAt(event.offsetY) !== undefined);
      handlers.point(frame, event);
    },
    pointerleave: () => handlers.point(-1),
    click,
    contextmenu: menu,
    keydown: key,
  });
  const resized = new ResizeObserver(layOut);
  resized.observe(element);

  return {
    show(shown, shownOptions, shownMatches) {
      if (shown !== chart) {
        focus = -1;
        unfolded.clear();
        element.scrollTop = 0;
      }
      chart = shown;
      options = shownOptions;
      matches = shownMatches;
      canvas.hidden = !chart;
      layOut();
    },
    end() {
      resized.disconnect();
      endScroll();
      cancelAnimationFrame(next);
      element.replaceChildren();
    },
  };
}
