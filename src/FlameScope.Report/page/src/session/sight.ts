// Which times the profile's heat map shows, and how wide its columns are: what moves them, and what the address has of them.
import { batch } from '@preact/signals-core';
import { autoColumnWidth, columnsIn, moved, type Sight, zoomed } from '../map/columns';
import type { Slice } from '../state/slices';
import { clamp } from '../shared/clamp';
import { NO_BASELINE } from '../state/address';
import { get, set } from '../state/state';
import { nanoseconds, seconds } from '../text/times';
import type { MapFit } from './fit';
import type { HeatMapPart } from './maps';

// Steps that follow each other this fast are one for the browser's "back".
const BURST = 1000;

export class SightPart {
  /** The time that is pointed at; null for none. */
  at: number | null = null;
  readonly #heat: HeatMapPart;
  #last = Number.NEGATIVE_INFINITY;
  #before: Slice | null = null;

  constructor(heat: HeatMapPart) {
    this.#heat = heat;
  }

  /** To narrower or wider columns. */
  zoom(isIn: boolean, at = this.#middle()): void {
    const { fit, plot } = this.#heat;
    if (!fit.value || !plot.value) return;
    const next = zoomed(fit.value.whole, fit.value, plot.value.width, at, isIn);
    if (next) this.#go(fit.value, next);
  }

  /** Moves the map by a time; before a drag is over, from where it began, and without the address. */
  pan(by: number, isOver: boolean): void {
    const { moving, fit: { value: fit } } = this.#heat;
    if (!fit?.span) return;
    this.#before ??= fit.span;
    const span = moved(this.#before, by, fit.whole, fit.columnWidth);
    if (isOver) {
      this.#before = null;
      batch(() => {
        this.#go(fit, { columnWidth: fit.columnWidth, span });
        moving.value = null;
      });
    } else if (moving.value?.from !== span.from) {
      moving.value = span;
      this.#heat.load(false);
    }
  }

  /** A quarter of the map earlier or later. */
  turn(to: -1 | 1): void {
    const span = this.#heat.fit.value?.span;
    if (span) this.pan(to * (span.to - span.from) / 4, true);
  }

  /** Selects the column in which a time lies, and shows it. */
  goTo(ns: number, isStep = true): void {
    const fit = this.#heat.fit.value;
    if (!fit) return;
    const { whole, span, columnWidth } = fit;
    const from = clamp(Math.floor(ns / columnWidth) * columnWidth, whole.from, whole.to - 1);
    const to = Math.min(from + columnWidth, whole.to);
    const isSeen = !span || (from >= span.from && to <= span.to);
    const seen = isSeen ? span : moved(span, (from + to - span.from - span.to) / 2, whole, columnWidth);
    set({
      from: seconds(from), to: seconds(to), ...NO_BASELINE, at: '', ...(seen && { mapFrom: seconds(seen.from), mapTo: seconds(seen.to) }),
    }, isStep);
  }

  /** Back to the whole capture. */
  reset(): void {
    set({ column: '', mapFrom: '', mapTo: '' });
  }

  // Where the pointer is, or the selection, or else the middle of the map.
  #middle(): number {
    const { fit } = this.#heat;
    const shown = fit.value?.span ?? fit.value?.whole ?? { from: 0, to: 0 };
    const isShown = (ns: number) => ns >= shown.from && ns < shown.to;
    const from = nanoseconds(get('from'));
    const selected = (from + (nanoseconds(get('to')) || from)) / 2;
    if (this.at !== null && isShown(this.at)) return this.at;
    return isShown(selected) ? selected : (shown.from + shown.to) / 2;
  }

  // A width that is there anyway is not kept.
  #go({ whole }: MapFit, { columnWidth, span }: Sight): void {
    const now = performance.now();
    const isStep = now - this.#last > BURST;
    this.#last = now;
    const isAll = !span || columnsIn(columnWidth, whole) <= columnsIn(columnWidth, span);
    const auto = autoColumnWidth(isAll ? whole : span, this.#heat.plot.value?.width ?? 1);
    set({
      column: columnWidth === auto ? '' : seconds(columnWidth), mapFrom: isAll ? '' : seconds(span.from), mapTo: isAll ? '' : seconds(span.to),
    }, isStep);
  }
}
