// Moving through time on a heat map: wheel and pinch step through widths of columns, and drags with the middle button or space take the map along.
import { listen } from '../shared/events';
import { gesture } from './gesture';
import type { HeatMapView } from './view';

export interface MovingHandlers {
  /** To narrower or wider columns; the time stays where it is. */
  zoom(isIn: boolean, at: number): void;
  /** @param isOver whether that was the last of them; before that, the address waits */
  pan(by: number, isOver: boolean): void;
  /** Whatever the first finger began, it was no selection. */
  cancel(): void;
}

// A notch of a wheel; touchpads send many small ones.
const NOTCH = 100;
const PATIENCE = 80;
const PINCH = 1.5;

interface Drag {
  readonly x: number;
  readonly perPixel: number;
  by: number;
}

/** Gives what ends it. */
export function movingOn(view: HeatMapView, canvas: HTMLCanvasElement, handlers: MovingHandlers): () => void {
  const fingers = new Map<number, PointerEvent>();
  let turned = 0;
  let last = 0;
  let apart = 0;
  let drag: Drag | null = null;
  let isSpace = false;

  const perPixel = () => (view.map ? view.map.columns * view.map.columnWidth / view.plot.width : 0);
  const timeAt = (x: number) => (view.map?.start ?? 0) + (x - view.plot.left) * perPixel();

  function wheel(event: WheelEvent) {
    if (!view.map?.columns) return;
    event.preventDefault();
    const size = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : NOTCH / 3;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      handlers.pan((event.deltaX || event.deltaY) * size * perPixel(), true);
      return;
    }
    if (event.timeStamp - last > 4 * PATIENCE || Math.sign(turned) !== Math.sign(event.deltaY)) turned = 0;
    turned += event.deltaY * size * (event.ctrlKey ? 4 : 1);
    if (Math.abs(turned) < NOTCH / 2 || event.timeStamp - last < PATIENCE) return;
    last = event.timeStamp;
    handlers.zoom(turned < 0, timeAt(event.offsetX));
    turned = 0;
  }

  function down(event: PointerEvent) {
    if (event.pointerType === 'touch') {
      fingers.set(event.pointerId, event);
      if (fingers.size === 2) {
        handlers.cancel();
        apart = spread();
        drag = { x: middle(), perPixel: perPixel(), by: 0 };
        return;
      }
    }
    if (event.button === 1 || (event.button === 0 && (isSpace || gesture.value === 'pan'))) {
      event.preventDefault();
      event.stopImmediatePropagation();
      canvas.setPointerCapture(event.pointerId);
      drag = { x: event.offsetX, perPixel: perPixel(), by: 0 };
    }
  }

  function move(event: PointerEvent) {
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, event);
    if (!drag) return;
    event.stopImmediatePropagation();
    const { x, perPixel: scale } = drag;
    if (fingers.size === 2) {
      const factor = spread() / apart;
      if (factor > PINCH || factor < 1 / PINCH) {
        handlers.zoom(factor > 1, timeAt(middle()));
        apart = spread();
        drag = { x: middle(), perPixel: 0, by: 0 };
        return;
      }
    }
    drag.by = (x - (fingers.size === 2 ? middle() : event.offsetX)) * scale;
    handlers.pan(drag.by, false);
  }

  function up(event: PointerEvent) {
    fingers.delete(event.pointerId);
    if (!drag) return;
    event.stopImmediatePropagation();
    handlers.pan(drag.by, true);
    drag = null;
  }

  const spread = () => {
    const [one, other] = [...fingers.values()];
    return Math.max(1, Math.hypot(one.offsetX - other.offsetX, one.offsetY - other.offsetY));
  };
  const middle = () => {
    const [one, other] = [...fingers.values()];
    return (one.offsetX + other.offsetX) / 2;
  };
  // The page scrolls by space, and buttons are pressed by it.
  const space = (event: KeyboardEvent) => {
    if (event.key !== ' ') return;
    isSpace = event.type === 'keydown';
    if (event.target === canvas || event.target === document.body) event.preventDefault();
  };

  const ends = [
    listen(canvas, { wheel, pointerdown: down, pointermove: move, pointerup: up, pointercancel: up }),
    listen(window, { keydown: space, keyup: space, blur: () => { isSpace = false; } }),
  ];
  return () => { for (const end of ends) end(); };
}
