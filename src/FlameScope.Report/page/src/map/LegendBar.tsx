import type { ReadonlySignal } from '@preact/signals-core';
import { Fragment } from 'preact';
import type { LegendEntry, Scale } from './scale';

/** What the colours mean. */
export function LegendBar({ id, scale }: { readonly id: string; readonly scale: ReadonlySignal<Scale | null> }) {
  const legend = scale.value?.legend;
  if (!legend) return <div id={id} class="legend" />;
  return (
    <div id={id} class="legend" role="img" aria-label={legend.label}>
      {legend.entries.map(entry => <Entry key={entry.text} entry={entry} />)}
      <span>{legend.what}</span>
    </div>
  );
}

const Entry = ({ entry: { background, isWide, text } }: { readonly entry: LegendEntry }) => (
  <Fragment>
    {background && <i class={isWide ? 'wide' : ''} style={{ background }} />}
    <b>{text}</b>
  </Fragment>
);
