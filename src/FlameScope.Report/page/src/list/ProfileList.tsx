// All recordings, each with a small map of its own; and apart from them, what no format reads.
import { effect, signal } from '@preact/signals-core';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { HeatMap, ListedProfile } from '../data/answers';
import { paintCells } from '../map/raster';
import { scaleOf } from '../map/scale';
import { openProfile } from '../session/profile';
import { useSession } from '../session/session';
import { type Glimpse, SMALL } from '../session/shelf';
import { contextOf } from '../shared/canvas';
import { isDark } from '../state/theme';
import { amount, bytes, count } from '../text/numbers';
import { duration } from '../text/times';

export const isListOpen = signal(false);

const AXES = { clock: 'clock', deltas: 'deltas', none: 'no times' };

interface Row {
  readonly profile: ListedProfile;
  readonly glimpse: Glimpse | undefined;
}

interface ListColumn {
  readonly key: string;
  readonly label: string;
  text(row: Row): string;
  /** What rows are sorted by, the least first. */
  valueOf(row: Row): string | number;
}

const lengthOf = ({ glimpse }: Row) => (glimpse?.info ? glimpse.info.end - glimpse.info.firstSample : -1);

const COLUMNS: readonly ListColumn[] = [
  { key: 'type', label: 'Type', text: ({ profile }) => profile.format ?? '', valueOf: ({ profile }) => profile.format ?? '' },
  { key: 'axis', label: 'Time axis', text: ({ glimpse }) => (glimpse?.info ? AXES[glimpse.info.timeAxis] : ''), valueOf: ({ glimpse }) => glimpse?.info?.timeAxis ?? '' },
  { key: 'length', label: 'Length', text: row => (row.glimpse?.map ? duration(lengthOf(row)) : ''), valueOf: row => -lengthOf(row) },
  { key: 'samples', label: 'Samples', text: ({ glimpse }) => (glimpse?.info ? count(glimpse.info.samples) : ''), valueOf: ({ glimpse }) => -(glimpse?.info?.samples ?? -1) },
  { key: 'size', label: 'Size', text: ({ profile }) => bytes(profile.bytes), valueOf: ({ profile }) => -profile.bytes },
  { key: 'changed', label: 'Changed', text: ({ profile }) => profile.modified.slice(0, 16).replace('T', ' '), valueOf: ({ profile }) => -Date.parse(profile.modified) },
];
const NAME: ListColumn = { key: 'name', label: 'Recording', text: ({ profile }) => profile.name, valueOf: ({ profile }) => profile.name };

export function ProfileList() {
  const { profile: { list }, shelf } = useSession();
  const ref = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const [sorted, setSorted] = useState<ListColumn>(NAME);
  useLayoutEffect(() => effect(() => {
    if (!isListOpen.value) return;
    ref.current?.showModal();
    shelf.open(list.value?.profiles ?? []);
  }), []);
  const rows = (list.value?.profiles ?? []).filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()))
    .map(profile => ({ profile, glimpse: shelf.glimpses.value.get(profile.name) }))
    .sort((one, other) => (sorted.valueOf(one) < sorted.valueOf(other) ? -1 : Number(sorted.valueOf(one) > sorted.valueOf(other))));
  const known = rows.filter(({ profile, glimpse }) => profile.format !== null && !glimpse?.why);
  const others = rows.filter(({ profile, glimpse }) => profile.format === null || glimpse?.why);
  const take = (name: string) => {
    ref.current?.close();
    openProfile(name);
  };
  return (
    <dialog id="profiles" ref={ref} aria-labelledby="profiles-title" onClose={() => { isListOpen.value = false; shelf.close(); }}>
      <div class="bar"><h2 id="profiles-title">Recordings</h2><span class="muted grow">{amount(known.length, 'recordings')}</span>
        <input type="search" aria-label="Search recordings" placeholder="Search" value={typed} onInput={({ currentTarget }) => setTyped(currentTarget.value)} />
        <button type="button" onClick={() => ref.current?.close()}>Close</button>
      </div>
      {isListOpen.value && (
        <table>
          <thead><tr>{[NAME, ...COLUMNS].map(column => (
            <th key={column.key} aria-sort={column === sorted ? 'ascending' : undefined}><button type="button" class="quiet" onClick={() => setSorted(column)}>{column.label}{column === sorted && ' ↓'}</button></th>
          ))}</tr></thead>
          <tbody>{known.map(row => (
            <tr key={row.profile.name}>
              <td><button type="button" onClick={() => take(row.profile.name)}>
                <SmallMap map={row.glimpse?.map ?? null} why={shelf.isTooLarge(row.profile) ? 'read when it is opened' : row.glimpse ? 'no times' : '…'} /><span>{row.profile.name}</span>
              </button></td>
              {COLUMNS.map(column => <td key={column.key} class="muted">{column.text(row)}</td>)}
            </tr>
          ))}</tbody>
        </table>
      )}
      {others.length > 0 && (
        <section aria-label="Files that are no recordings">
          <h3>Files that are no recordings</h3>
          <ul>{others.map(({ profile, glimpse }) => <li key={profile.name}>{profile.name}<span class="muted"> · {bytes(profile.bytes)} · {glimpse?.why || 'no format reads it; a list of markers is added as a filter'}</span></li>)}</ul>
        </section>
      )}
      {list.value?.canUpload && <p class="muted">Drop a file on the page to add it.</p>}
    </dialog>
  );
}

function SmallMap({ map, why }: { readonly map: HeatMap | null; readonly why: string }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => effect(() => {
    const canvas = ref.current;
    if (!canvas || !map?.columns) return;
    const { width } = SMALL;
    const height = 2 * SMALL.rows;
    Object.assign(canvas, { width, height });
    const pixels = paintCells(map, scaleOf(map, '', '', isDark.value, 0), width, height);
    contextOf(canvas).putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), width, height), 0, 0);
  }), [map]);
  return map ? <canvas class="small" ref={ref} aria-hidden="true" /> : <i class="small muted">{why}</i>;
}
