// All recordings, each with a small map of its own; and apart from them, what no format reads.
import { effect, untracked } from '@preact/signals-core';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Dialog } from '../controls/Dialog';
import { isListOpen } from '../controls/opened';
import type { HeatMap, ListedProfile } from '../data/answers';
import { paintCells } from '../map/raster';
import { scaleOf } from '../map/scale';
import { openProfile } from '../session/profile';
import { useSession } from '../session/session';
import { Recorder } from '../session/recorder';
import { type Glimpse, SMALL, Shelf } from '../session/shelf';
import { contextOf } from '../shared/canvas';
import { NO_BASELINE } from '../state/address';
import { get, set } from '../state/state';
import { isDark } from '../state/theme';
import { amount, bytes, count } from '../text/numbers';
import { RecordCard } from './RecordCard';
import { duration } from '../text/times';

const AXES = { '': '', clock: 'clock', deltas: 'deltas', none: 'no times' };

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

const axisOf = ({ profile, glimpse }: Row) => glimpse?.info?.timeAxis ?? profile.timeAxis ?? '';

const minuteOf = (instant: string) => instant.slice(0, 16).replace('T', ' ');

const lengthOf = ({ glimpse }: Row) => (glimpse?.info ? glimpse.info.end - glimpse.info.firstSample : -1);

const COLUMNS: readonly ListColumn[] = [
  { key: 'type', label: 'Type', text: ({ profile }) => profile.format ?? '', valueOf: ({ profile }) => profile.format ?? '' },
  { key: 'axis', label: 'Time axis', text: row => AXES[axisOf(row)], valueOf: axisOf },
  { key: 'findings', label: 'Findings', text: ({ glimpse }) => String(glimpse?.findings ?? ''), valueOf: ({ glimpse }) => -(glimpse?.findings ?? -1) },
  { key: 'length', label: 'Length', text: row => (row.glimpse?.map ? duration(lengthOf(row)) : ''), valueOf: row => -lengthOf(row) },
  { key: 'samples', label: 'Samples', text: ({ glimpse }) => (glimpse?.info ? count(glimpse.info.samples) : ''), valueOf: ({ glimpse }) => -(glimpse?.info?.samples ?? -1) },
  {
    key: 'rate', label: 'Rate', text: ({ glimpse }) => (glimpse?.info?.events[0]?.frequency ? `${count(glimpse.info.events[0].frequency)} Hz` : ''),
    valueOf: ({ glimpse }) => -(glimpse?.info?.events[0]?.frequency ?? -1),
  },
  { key: 'captured', label: 'Captured', text: ({ glimpse }) => minuteOf(glimpse?.info?.wallClockAtOrigin ?? ''), valueOf: ({ glimpse }) => -Date.parse(glimpse?.info?.wallClockAtOrigin ?? '') || 0 },
  { key: 'size', label: 'Size', text: ({ profile }) => bytes(profile.bytes), valueOf: ({ profile }) => -profile.bytes },
  { key: 'changed', label: 'Changed', text: ({ profile }) => minuteOf(profile.modified), valueOf: ({ profile }) => -Date.parse(profile.modified) },
];
const NAME: ListColumn = { key: 'name', label: 'Recording', text: ({ profile }) => profile.name, valueOf: ({ profile }) => profile.name };

export function ProfileList() {
  const session = useSession();
  const { profile, source } = session;
  const { list } = profile;
  const shelf = useMemo(() => new Shelf(source), []);
  const recorder = useMemo(() => new Recorder(source, () => profile.listProfiles()), []);
  const [typed, setTyped] = useState('');
  const [sorted, setSorted] = useState<ListColumn>(NAME);
  const rows = (list.value?.profiles ?? []).filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()))
    .map(profile => ({ profile, glimpse: shelf.glimpses.value.get(profile.name) }))
    .sort((one, other) => (sorted.valueOf(one) < sorted.valueOf(other) ? -1 : Number(sorted.valueOf(one) > sorted.valueOf(other))));
  const known = rows.filter(({ profile, glimpse }) => profile.format !== null && !glimpse?.why);
  const compare = (baseProfile: string) => {
    close();
    set({ ...NO_BASELINE, baseProfile });
  };
  const others = rows.filter(({ profile, glimpse }) => profile.format === null || glimpse?.why);
  useLayoutEffect(() => effect(() => {
    const { value: known } = list;
    if (isListOpen.value && known) untracked(() => shelf.open(known.profiles));
  }), []);
  const opened = () => {
    profile.listProfiles().catch(error => session.announce(error.message));
    if (list.value?.canRecord) recorder.open();
  };
  const closed = () => {
    shelf.close();
    recorder.close();
  };
  const close = () => { isListOpen.value = false; };
  const take = (name: string) => {
    close();
    openProfile(name);
  };
  return (
    <Dialog id="profiles" isOpen={isListOpen} label="Recordings" opened={opened} closed={closed}>
      <div class="bar"><h2>Recordings</h2><span class="muted grow">{amount(known.length, 'recordings')}</span>
        <input type="search" aria-label="Search recordings" placeholder="Search" value={typed} onInput={({ currentTarget }) => setTyped(currentTarget.value)} />
        <button type="button" onClick={close}>Close</button>
      </div>
      {isListOpen.value && (
        <table>
          <thead><tr>{[NAME, ...COLUMNS].map(column => (
            <th key={column.key} aria-sort={column === sorted ? 'ascending' : undefined}><button type="button" class="quiet" onClick={() => setSorted(column)}>{column.label}{column === sorted && ' ↓'}</button></th>
          ))}<td /></tr></thead>
          <tbody>{known.map(row => (
            <tr key={row.profile.name}>
              <td><button type="button" onClick={() => take(row.profile.name)}>
                <SmallMap map={row.glimpse?.map ?? null} why={shelf.isTooLarge(row.profile) ? 'read when it is opened' : row.glimpse ? 'no times' : '…'} /><span>{row.profile.name}</span>
              </button></td>
              {COLUMNS.map(column => <td key={column.key} class="muted">{column.text(row)}</td>)}
              <td>{row.profile.name !== get('profile') && <button type="button" class="compare" aria-label={`Compare with ${row.profile.name}`} onClick={() => compare(row.profile.name)}>Compare</button>}</td>
            </tr>
          ))}</tbody>
        </table>
      )}
      <RecordCard recorder={recorder} open={take} />
      {others.length > 0 && (
        <section class="card" aria-label="Files that are no recordings">
          <h3>Files that are no recordings</h3>
          <ul>{others.map(({ profile, glimpse }) => <li key={profile.name}>{profile.name}<span class="muted"> · {bytes(profile.bytes)} · {glimpse?.why || 'no format reads it; a list of markers is added as a filter'}</span></li>)}</ul>
        </section>
      )}
      {list.value?.canUpload && <p class="muted">Drop a file on the page to add it.</p>}
    </Dialog>
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
