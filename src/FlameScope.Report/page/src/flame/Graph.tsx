import { effect } from '@preact/signals-core';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { FlameTree, Matches } from './tree';
import { type FlameHandlers, type FlameOptions, type FlameView, flameView } from './view';

export interface Picture {
  readonly tree: FlameTree | null;
  readonly options: FlameOptions;
  readonly zoom: number;
  readonly found: Matches | null;
}

export interface GraphProps {
  readonly id?: string;
  readonly label: string;
  /** Whether and where it is shown. */
  readonly side?: { readonly hidden: boolean; readonly 'data-side': string | undefined };
  readonly isBusy?: boolean;
  readonly handlers: FlameHandlers;
  /** What is drawn; drawn anew where a signal changes that it reads. */
  picture(): Picture;
  /** Says which view is on the screen; null for none any more. */
  mounted?(view: FlameView | null): void;
}

/** A flame graph as a component. */
export function Graph({ id, label, side, isBusy = false, handlers, picture, mounted }: GraphProps) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!ref.current) return;
    const view = flameView(ref.current, label, handlers);
    mounted?.(view);
    const end = effect(() => {
      const { tree, options, zoom, found } = picture();
      view.show(tree, options, zoom, found);
    });
    return () => {
      end();
      mounted?.(null);
      view.end();
    };
  }, []);
  return <div id={id} class={isBusy ? 'flame busy' : 'flame'} {...side} ref={ref} />;
}
