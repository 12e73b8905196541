// The whole capture above the heat map, with what the map shows of it as a window to be moved.
import { effect } from '@preact/signals-core';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Session, useSession } from '../session/session';
import { contextOf, prepare } from '../shared/canvas';
import { listen } from '../shared/events';
import { themeOf } from '../shared/theme';
import { isDark } from '../state/theme';
import { drawTotals } from './axes';
import { endOf } from './grid';

export function Overview() {
  const session = useSession();
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (!ref.current) return;
    const strip = stripOn(ref.current, session);
    const end = effect(strip.draw);
    const observer = new ResizeObserver(strip.draw);
    observer.observe(ref.current);
    return () => {
      end();
      strip.end();
      observer.disconnect();
    };
  }, []);
  return <canvas id="overview" ref={ref} hidden={!session.heat.fit.value?.span || !session.overview.map.value} aria-hidden="true" />;
}

function stripOn(canvas: HTMLCanvasElement, { heat, overview, sight }: Session) {
  const context = contextOf(canvas, { alpha: false });
  let from: number | null = null;

  function placed() {
    const map = overview.map.value;
    const span = heat.fit.value?.span;
    if (!map?.columns || !span) return null;
    const perPixel = (endOf(map) - map.start) / Math.max(1, canvas.clientWidth);
    const x = (ns: number) => (ns - map.start) / perPixel;
    return { map, span, perPixel, left: x(span.from), right: x(span.to) };
  }

  function draw() {
    const theme = themeOf(isDark.value);
    const place = placed();
    if (!place || !canvas.clientWidth) return;
    const { width, height } = prepare(canvas, context);
    const { map, left, right } = place;
    context.fillStyle = theme.page;
    context.fillRect(0, 0, width, height);
    context.fillStyle = theme.bar;
    drawTotals(context, map, 0, height, width, height, Math.max(1, ...map.data.totals));
    context.fillStyle = theme.dim;
    context.fillRect(0, 0, left, height);
    context.fillRect(right, 0, width - right, height);
    context.strokeStyle = theme.text;
    context.strokeRect(left + 0.5, 0.5, Math.max(right - left, 4) - 1, height - 1);
  }

  // A press beside the window brings it there first.
  function down({ button, pointerId, offsetX: x }: PointerEvent) {
    const place = placed();
    if (!place || button !== 0) return;
    canvas.setPointerCapture(pointerId);
    from = x;
    if (x < place.left || x > place.right) sight.pan((x - (place.left + place.right) / 2) * place.perPixel, true);
  }

  function move({ offsetX: x }: PointerEvent, isOver: boolean) {
    const place = placed();
    if (!place || from === null) return;
    sight.pan((x - from) * place.perPixel, isOver);
    if (isOver) from = null;
  }

  const end = listen(canvas, {
    pointerdown: down,
    pointermove: event => move(event, false),
    pointerup: event => move(event, true),
    pointercancel: event => move(event, true),
  });
  return { draw, end };
}
