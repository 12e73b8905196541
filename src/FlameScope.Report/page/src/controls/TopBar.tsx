// Which profile, against which other one, and what it is.
import type { ProfileInfo } from '../data/answers';
import { openProfile } from '../session/profile';
import { useSession } from '../session/session';
import { NO_BASELINE } from '../state/address';
import { get, set } from '../state/state';
import { amount, bytes, joined, told } from '../text/numbers';
import { duration } from '../text/times';
import { type Option, Options, options } from './Choice';
import { addFile } from './drop';
import { isGoingTo, isHelpOpen, isListOpen } from './opened';

const NOTHING = options(['', '+ Compare']);

export function TopBar() {
  const session = useSession();
  const list = session.profile.list.value;
  const profiles: Option[] = (list?.profiles ?? []).map(({ name, format, bytes: size }) =>
    ({ value: name, text: `${name} · ${format ? bytes(size) : 'not a known format'}` }));
  const name = get('profile');
  const base = get('baseProfile');
  return (
    <header class="bar top">
      <h1><img src={iconAddress()} alt="" width="20" height="20" />FlameScope</h1>
      <button type="button" id="profiles-button" class="quiet" hidden={!profiles.length && !list?.canRecord} onClick={() => { isListOpen.value = true; }}>Recordings</button>
      <select id="profile" aria-label="Profile" value={name} onChange={event => openProfile(event.currentTarget.value)}><Options options={profiles} value={name} /></select>
      <span id="base-field" hidden={profiles.length < 2}>
        <select id="base-profile" aria-label="Compare with" value={base} onChange={event => set({ ...NO_BASELINE, baseProfile: event.currentTarget.value })}>
          <Options options={[...NOTHING, ...profiles]} value={base} />
        </select>
      </span>
      <p id="facts" class="muted grow">{session.told.value && factsOf(session.told.value)}</p>
      <button type="button" id="goto-button" aria-keyshortcuts="g" onClick={() => { isGoingTo.value = true; }}>Go to…<kbd>g</kbd></button>
      <label id="upload-field" hidden={!list?.canUpload}><span class="button">Add a file…</span>
        <input id="upload" type="file" class="unseen" onChange={event => addFile(session, event.currentTarget.files)} />
      </label>
      <button type="button" id="help-button" aria-keyshortcuts="?" aria-label="Help" onClick={() => { isHelpOpen.value = true; }}>?</button>
    </header>
  );
}

// The document names the icon: wherever it stands there, the page shows the same.
const iconAddress = () => document.querySelector<HTMLLinkElement>('link[rel=icon]')?.href;

/** What a profile is, in a line. */
function factsOf({ header, events, end, firstSample, report, cpus, ...info }: ProfileInfo): string {
  const cpuCount = header.cpuCount || cpus.length;
  return joined([
    header.hostName,
    info.timeAxis === 'clock' ? duration(end - firstSample) : 'no timestamps',
    amount(info.samples, 'samples'),
    told(events[0]?.frequency, 'Hz'),
    cpuCount && amount(cpuCount, 'CPUs'),
    !info.areProcessesKnown && info.samples > 0 && 'processes unknown',
    info.format,
    bytes(info.bytes),
    report.unparsed && `${amount(report.unparsed, 'events')} unreadable`,
    told(report.lost, 'lost'),
    report.isTruncated && 'the file ends early',
  ]);
}
