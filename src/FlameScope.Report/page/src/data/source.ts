// Where the page's data comes from. The page asks an interface: a server answers over HTTP; a report has the samples in itself; a live
// window gives new versions. No view knows which.
import type { Filters } from '../state/address';
import type { ChartAnswer, DifferenceAnswer, Finding, FlameAnswer, HeatMap, LoadProgress, ProfileInfo, ProfileList, RecordingList } from './answers';

/** The samples of a profile that are asked for. Values are written as in the address; '' is the default. */
export interface ProfileQuery extends Filters {
  readonly profile: string;
  /** What functions are called: full or short. */
  readonly names?: string;
  /** The version that the page shows; one that has gone is refused with the status 409. */
  readonly version?: string | undefined;
}

export interface HeatMapQuery extends ProfileQuery {
  readonly rows: string;
  /** What the rows are; '' for offsets. */
  readonly rowsBy: string;
  readonly column: string;
  /** The times that are looked at, in seconds. */
  readonly from: string;
  readonly to: string;
}

/** A slice of time in seconds, and how its stacks are merged. */
export interface SliceQuery extends ProfileQuery {
  readonly from: string;
  readonly to: string;
  readonly root: string;
  readonly inverted: string;
  /** Frames that are left out, a pattern a line. */
  readonly hide: string;
}

/** A baseline may have several parts, with commas between; '' for a profile is the same one. */
export interface BaselineQuery {
  readonly baseProfile: string;
  readonly baseFrom: string;
  readonly baseTo: string;
}

/** A slice, with a baseline where it is compared. */
export type ViewQuery = SliceQuery & Partial<BaselineQuery>;

export type SandwichSide = 'callers' | 'callees';

export type ExportView = 'heatmap' | 'flame' | 'diff' | 'chart' | 'top';
export type ExportFormat = 'svg' | 'json' | 'csv' | 'folded' | 'speedscope' | 'firefox' | 'cpuprofile' | 'pprof' | 'html';

/** What is drawn into an exported file. */
export interface ExportQuery extends ViewQuery, HeatMapQuery {
  readonly layout: string;
  readonly width: string;
  /** light or dark; '' for what the reader's system asks. */
  readonly theme: string;
}

/** What a source that was made at one time says of itself. */
export interface About {
  readonly title: string;
  readonly notes: string;
  /** Values of the address where that says nothing. */
  readonly start: Readonly<Record<string, string>>;
  /** What wrote it. */
  readonly generator: string;
  readonly recordings: readonly {
    readonly name: string;
    readonly facts: readonly (readonly [what: string, text: string])[];
    /** What of the recording it does not have, and what of the recording could not be read; sentences. */
    readonly leftOut: readonly string[];
    readonly account: readonly string[];
  }[];
}

/** Every answer is rejected with a `Problem` where there is none, or with the signal's own error where it was ended. */
export interface DataSource {
  /** Of a report alone: it has what it has, and nothing is added to it. */
  readonly about?: About;

  profiles(): Promise<ProfileList>;

  info(profile: string, signal: AbortSignal): Promise<ProfileInfo>;

  /** How far the load of a profile is that `info` waits for. */
  progress(profile: string, signal: AbortSignal): Promise<LoadProgress>;

  /** @param match what is searched for in stacks, as a filter of frames; '' for nothing */
  heatMap(query: HeatMapQuery, match: string, signal: AbortSignal): Promise<HeatMap>;

  /** @param least the part of the whole from which on nodes are wanted; narrower ones may be left out, as a frame `other` */
  flame(query: SliceQuery, least: number, signal: AbortSignal): Promise<FlameAnswer>;

  difference(query: SliceQuery & BaselineQuery, signal: AbortSignal): Promise<DifferenceAnswer>;

  /** With a baseline, the difference of both. */
  sandwich(query: ViewQuery, frame: string, side: SandwichSide, signal: AbortSignal): Promise<FlameAnswer | DifferenceAnswer>;

  /** @param least the part of the slice from which on frames are wanted; shorter neighbours may be joined */
  chart(query: SliceQuery, least: number, signal: AbortSignal): Promise<ChartAnswer>;

  findings(query: ProfileQuery, signal: AbortSignal): Promise<readonly Finding[]>;

  /** Adds a file, where the list says that it can; gives the profile's name. */
  add(file: File): Promise<string>;

  /** Where the list says that something can be recorded: what, and how that goes. */
  recordings?(signal: AbortSignal): Promise<RecordingList>;

  /** Starts a recording of so many seconds; it ends by itself. */
  record?(duration: number): Promise<void>;

  /** Ends the recording that is running; what it has is kept. */
  stopRecording?(): Promise<void>;

  /** The address of a file with a view in it, or null where this source cannot make one. */
  exportLink(view: ExportView, format: ExportFormat, query: ExportQuery): string | null;
}
