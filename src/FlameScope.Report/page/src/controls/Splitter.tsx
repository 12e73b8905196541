// A line between two parts of the page that can be moved; a double click puts it back.
import { effect } from '@preact/signals-core';
import { useLayoutEffect } from 'preact/hooks';
import type { Key } from '../state/address';
import { clamp } from '../shared/clamp';
import { get, set } from '../state/state';

interface SplitterProps {
  /** The key of the size in pixels. */
  readonly of: Key;
  /** The id of the part whose size it is. */
  readonly part: string;
  readonly label: string;
  readonly isUpright?: boolean;
  /** 1 where the part grows with the coordinate, or else -1. */
  readonly sign: 1 | -1;
}

const LEAST = 120;
const STEP = 16;

// As a custom property of the document, which the styles have a default for.
const showSize = (of: Key, size: string) => document.documentElement.style.setProperty(`--${of}`, size && `${size}px`);

export function Splitter({ of, part, label, isUpright = false, sign }: SplitterProps) {
  const sizeOf = () => {
    const box = document.getElementById(part)?.getBoundingClientRect();
    return (isUpright ? box?.width : box?.height) ?? 0;
  };
  const most = () => (isUpright ? innerWidth * 0.6 : innerHeight - 2 * LEAST);
  const fit = (value: number) => String(Math.round(clamp(value, LEAST, most())));
  const resize = (value: number) => set({ [of]: fit(value) }, false);
  const place = (event: PointerEvent) => (isUpright ? event.clientX : event.clientY);
  const down = (event: PointerEvent & { readonly currentTarget: HTMLElement }) => {
    const { currentTarget: line, pointerId } = event;
    const [before, from] = [sizeOf(), place(event)];
    line.setPointerCapture(pointerId);
    // The address follows when the drag ends.
    let size = 0;
    line.onpointermove = moved => {
      size = before + sign * (place(moved) - from);
      showSize(of, fit(size));
    };
    line.onlostpointercapture = () => {
      line.onpointermove = null;
      if (size) resize(size);
    };
  };
  const key = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -STEP, ArrowUp: -STEP, ArrowRight: STEP, ArrowDown: STEP }[event.key];
    if (!by) return;
    event.preventDefault();
    resize(sizeOf() + sign * by);
  };
  useLayoutEffect(() => effect(() => showSize(of, get(of))), []);
  return (
    <div class={isUpright ? 'splitter upright' : 'splitter'} id={`${of}-splitter`} role="separator" tabIndex={0} aria-label={label} aria-controls={part}
      aria-orientation={isUpright ? 'vertical' : 'horizontal'} aria-valuenow={Number(get(of)) || 0} onPointerDown={down} onKeyDown={key} onDblClick={() => set({ [of]: '' }, false)} />
  );
}
