// A heat map with what lies over it: the selection, the notice, and how far a load is.
import { effect } from '@preact/signals-core';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { NoticeBox } from '../controls/NoticeBox';
import type { MapRoom } from '../session/maps';
import { useSession } from '../session/session';
import type { Side, Slice } from '../state/slices';
import { listen } from '../shared/events';
import { get, set } from '../state/state';
import { isDark } from '../state/theme';
import { type Plot, plotOf, startOf } from './grid';
import { movingOn } from './moving';
import { cellText } from './readout';
import { selectionOn } from './selection';
import { heatMapView } from './view';

export interface StageProps {
  readonly room: MapRoom;
  /** What the ids of its parts begin with. */
  readonly id: string;
  readonly canvasId: string;
  readonly label: string;
  readonly describedBy?: string;
  /** What plain gestures select. */
  readonly main: Side;
  /** What a baseline that is selected here says of its profile. */
  readonly baseProfile?: string;
  slices(): Readonly<Record<Side, readonly Slice[]>>;
  /** The room for the cells has changed. */
  resized?(plot: Plot): void;
  readonly children?: ComponentChildren;
}

export function Stage(props: StageProps) {
  const { room, id, canvasId, label, describedBy, main, baseProfile, slices, resized } = props;
  const session = useSession();
  const stage = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);

  useLayoutEffect(() => {
    if (!stage.current || !canvas.current || !overlay.current) return;
    const view = heatMapView(canvas.current);
    const labels = () => ({ clock: get('clock'), wallClockAtOrigin: room.shown.peek()?.wallClockAtOrigin ?? null });
    const sight = room === session.heat ? session.sight : null;
    // It comes first, and keeps what it takes from the selection.
    const endMoving = sight && movingOn(view, overlay.current, {
      zoom: (isIn, at) => sight.zoom(isIn, at),
      pan: (by, isOver) => sight.pan(by, isOver),
      cancel: () => { if (selection.cancel()) session.restore(); },
    });
    const selection = selectionOn(view, overlay.current, {
      preview: (side, slice) => session.preview(side, slice, baseProfile),
      select: (side, slice, isStep) => session.select(side, slice, isStep, baseProfile),
      restore: () => session.restore(),
      passed: to => sight?.turn(to),
      point: (cell, byKeyboard) => {
        const shown = room.shown.peek();
        const text = cell < 0 || !shown ? '' : cellText(shown.map, cell, shown.busy, labels());
        session.readout.value = text;
        if (sight && shown) sight.at = cell < 0 ? null : startOf(shown.map, cell);
        if (byKeyboard) session.announcement.value = text;
      },
    }, main);
    const showSlices = () => {
      const { examined, baseline } = slices();
      selection.show(examined, baseline);
    };
    // The canvas has no size while there is nothing to show.
    const { current: place } = stage;
    const measure = () => resized?.(plotOf(place.clientWidth, place.clientHeight, get('rowsBy') !== ''));
    const rowAt = ({ offsetX: x, offsetY: y }: MouseEvent) => {
      const { map, plot } = view;
      const row = Math.floor((plot.top + plot.height - y) / plot.height * (map?.rows ?? 0));
      return x < plot.left ? map?.rowFilters?.at(row < 0 ? Number.NaN : row) ?? null : null;
    };
    const endNames = listen(overlay.current, {
      click: event => {
        const filter = rowAt(event);
        if (filter) set(filter);
      },
      pointermove: event => overlay.current?.classList.toggle('name', rowAt(event) !== null),
    });
    const gestures = { cancel: selection.cancel, show: showSlices };
    session.gestures.add(gestures);
    const ends = [
      effect(() => {
        const shown = room.shown.value;
        const scale = room.scale.value;
        view.show(shown?.map ?? null, scale && { ...labels(), scale, isDark: isDark.value }, room.matches.value);
        selection.draw();
      }),
      effect(showSlices),
      effect(() => {
        void get('rowsBy');
        measure();
      }),
    ];
    const observer = new ResizeObserver(() => {
      view.draw();
      selection.draw();
      measure();
    });
    observer.observe(place);
    return () => {
      session.gestures.delete(gestures);
      observer.disconnect();
      endMoving?.();
      endNames();
      for (const end of ends) end();
    };
  }, []);

  return (
    <div class="stage" id={`${id}-stage`} ref={stage}>
      <canvas id={canvasId} ref={canvas} aria-hidden="true" />
      <canvas id={`${id}-overlay`} ref={overlay} class="overlay" tabIndex={0} role="application" aria-roledescription="heat map" aria-label={label}
        aria-describedby={describedBy} />
      <NoticeBox id={`${id}-notice`} notice={room.notice} />
      {props.children}
    </div>
  );
}
