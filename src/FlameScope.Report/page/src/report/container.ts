// What a report holds: a head that says how much of everything there is, and streams of it.
import type { Finding, ProfileInfo } from '../data/answers';
import { check, damaged } from './damage';
import { inflate } from './inflate';

export interface PackedEvent {
  readonly name: string;
  readonly unit: string;
  readonly measure?: string | null;
  readonly defaultWeight: 'count' | 'value';
  readonly isDerived: boolean;
}

export interface PackedMarker {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly kind: string;
  /** -1 for no thread in particular. */
  readonly thread: number;
  readonly text: string;
}

/** What samples are labelled with, a value for each key. */
export type PackedLabels = Readonly<Record<string, string>>;

export interface PackedProfile {
  readonly info: ProfileInfo & { readonly stackless?: number };
  /** Where it comes from, as text. */
  readonly file: Readonly<Record<string, unknown>>;
  readonly leftOut: readonly string[];
  readonly account: readonly string[];
  readonly maxRows: number;
  readonly events: readonly PackedEvent[];
  readonly defaultEvent: number;
  readonly markers: readonly PackedMarker[];
  readonly findings: readonly Finding[];
  readonly timeUnit: number;
  readonly firstTime: string;
  readonly timeBytes: 4 | 8;
  readonly samples: number;
  readonly nodes: number;
  readonly frames: number;
  readonly strings: number;
  readonly threads: number;
  readonly cpus: readonly number[];
  readonly labels: readonly PackedLabels[];
  readonly kinds: readonly string[];
  readonly uniformWeight?: number | null;
  readonly streams: Readonly<Record<string, readonly [offset: number, length: number]>>;
}

/** What has to be known before anything is shown. */
export interface Head {
  readonly schema: string;
  readonly version: number;
  readonly generator: string;
  readonly title: string;
  readonly notes: string | null;
  /** Values of the address where it says nothing. */
  readonly start?: Readonly<Record<string, string>>;
  readonly profiles: readonly PackedProfile[];
}

const SCHEMA = 'flamescope.report';
const VERSION = 1;
// More than any report may have, and little enough for the memory of a page.
const MOST = 2 ** 26;
const MOST_HEAD = 2 ** 27;

const isCount = (value: unknown, most = MOST) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
const isText = (value: unknown) => typeof value === 'string';
const isObject = (value: unknown) => typeof value === 'object' && value !== null;

export class Container {
  readonly head: Head;
  readonly #body: Uint8Array<ArrayBuffer>;

  private constructor(head: Head, body: Uint8Array<ArrayBuffer>) {
    this.head = head;
    this.#body = body;
  }

  static async open(bytes: Uint8Array<ArrayBuffer>): Promise<Container> {
    check(bytes.length >= 4, 'It is empty.');
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    check(4 + length <= bytes.length, 'It ends inside its head.');
    const text = new TextDecoder().decode(await inflate(bytes.subarray(4, 4 + length), MOST_HEAD, 'head'));
    let head: Head;
    try {
      head = JSON.parse(text);
    } catch {
      throw damaged('Its head is no JSON.');
    }
    checkHead(head);
    return new Container(head, bytes.subarray(4 + length));
  }

  /** A stream of a profile; null where the profile has none of that name. */
  async stream(profile: PackedProfile, name: string, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const place = Object.hasOwn(profile.streams, name) ? profile.streams[name] : null;
    if (!place) return null;
    check(Array.isArray(place) && isCount(place[0], this.#body.length) && isCount(place[1], this.#body.length - place[0]), `Its ${name} is not in it.`);
    return inflate(this.#body.subarray(place[0], place[0] + place[1]), most, name);
  }
}

function checkHead(head: Head): void {
  check(head?.schema === SCHEMA, 'It is none of this program.');
  check(head.version === VERSION, `It is of version ${String(head.version).slice(0, 20)}, and this page reads version ${VERSION}.`);
  check(Array.isArray(head.profiles) && head.profiles.length > 0, 'It has no recording.');
  check(isText(head.title) && (head.notes === null || isText(head.notes)), 'Its title is none.');
  for (const profile of head.profiles) checkProfile(profile);
}

function checkProfile(profile: PackedProfile): void {
  const { info } = profile;
  check(info && isText(info.name) && info.report && info.header, 'It does not say what it is of.');
  for (const list of [profile.leftOut, profile.account, profile.events, profile.markers, profile.findings, profile.cpus, profile.labels, profile.kinds, info.events, info.cpus, info.threads, info.commands, info.processes]) {
    check(Array.isArray(list), 'A list of its head is none.');
  }
  for (const count of [profile.samples, profile.nodes, profile.frames, profile.strings, profile.threads]) check(isCount(count), 'It has more than a report may have.');
  check(profile.nodes > 0 && profile.strings > 0, 'It has no root.');
  check(profile.samples === 0 || profile.threads > 0, 'It has no thread.');
  check(isText(profile.firstTime) && Number.isSafeInteger(Number(profile.firstTime)) && isCount(profile.timeUnit, 1e9) && profile.timeUnit > 0, 'It does not say when it begins.');
  check(profile.timeBytes === 4 || profile.timeBytes === 8, 'Its times have another length than they may.');
  check(isCount(info.suggestedColumnWidth, Number.MAX_SAFE_INTEGER) && info.suggestedColumnWidth > 0 && isCount(profile.maxRows) && profile.maxRows > 0, 'It does not say how its map is drawn.');
  check(isCount(profile.defaultEvent, Math.max(0, profile.events.length - 1)), 'It has no event.');
  check(profile.events.every(event => isText(event?.name) && isText(event.unit)), 'An event has no name.');
  check(profile.cpus.every(cpu => Number.isInteger(cpu)), 'A CPU has no number.');
  check(profile.labels.every(labels => isObject(labels) && Object.values(labels).every(isText)), 'A label has no value.');
  check(profile.markers.every(marker => isText(marker?.name) && isText(marker.kind) && Number.isFinite(marker.start) && Number.isFinite(marker.end)), 'A marker has no time.');
  check(isObject(profile.streams), 'It has no samples.');
}
