// What a source of data answers. Times are nanoseconds from the profile's origin.

export interface ProfileList {
  readonly profiles: readonly ListedProfile[];
  readonly canUpload: boolean;
  /** Whether the source can record something: see its `recordings`. */
  readonly canRecord?: boolean;
  /** The most rows a heat map may have. */
  readonly maxRows: number;
}

export interface ListedProfile {
  readonly name: string;
  /** null where no format reads it. */
  readonly format: string | null;
  /** null where that is known only once it is loaded. */
  readonly timeAxis?: TimeAxis | null;
  readonly bytes: number;
  /** When the file last changed, in ISO form. */
  readonly modified: string;
}

export type TimeAxis = 'clock' | 'deltas' | 'none';

/** What can be recorded, and the last recordings, the newest first. */
export interface RecordingList {
  readonly source: string;
  /** In seconds. */
  readonly defaultDuration: number;
  readonly maxDuration: number;
  readonly recordings: readonly Recording[];
}

export interface Recording {
  readonly id: number;
  /** What is recorded. */
  readonly source: string;
  readonly state: 'running' | 'complete' | 'failed';
  /** In ISO form. */
  readonly started: string;
  readonly duration: number;
  /** The name of its profile; null until it is complete. */
  readonly profile: string | null;
  readonly failure: string | null;
}

/** How far a load is; null where that is not known. */
export interface LoadProgress {
  readonly bytesRead: number | null;
  readonly totalBytes: number | null;
}

export interface ProfileInfo {
  readonly name: string;
  /** The state of the profile; views can be asked for of this one alone. */
  readonly version: string;
  readonly bytes: number;
  readonly format: string;
  readonly timeAxis: TimeAxis;
  readonly firstSample: number;
  readonly end: number;
  /** The origin on the recording's own clock, in nanoseconds. */
  readonly origin: string | null;
  /** The origin as an ISO time in UTC, to the nanosecond, where it is known. */
  readonly wallClockAtOrigin: string | null;
  readonly suggestedColumnWidth: number;
  readonly samples: number;
  readonly hasPeriods: boolean;
  readonly events: readonly CountedEvent[];
  readonly commands: readonly CountedCommand[];
  /** Without processes, threads are not known to belong to any. */
  readonly areProcessesKnown: boolean;
  readonly processes: readonly CountedThread[];
  readonly threads: readonly CountedThread[];
  readonly cpus: readonly number[];
  readonly header: {
    readonly hostName: string | null; readonly cpuCount: number | null;
    /** How to record it with times, where it has none. */
    readonly timelessAdvice?: string | null;
  };
  readonly report: { readonly unparsed: number; readonly lost: number; readonly isTruncated: boolean };
}

export interface CountedEvent {
  readonly name: string;
  readonly samples: number;
  /** Samples a second of a busy CPU, where that is known. */
  readonly frequency: number | null;
}

export interface CountedCommand {
  readonly name: string;
  readonly samples: number;
}

export interface CountedThread {
  readonly command: string;
  readonly process: number;
  readonly thread: number;
  readonly samples: number;
}

/** Where every sample of a profile is: shown, or why not. */
export interface Coverage {
  readonly samples: number;
  readonly unparsed: number;
  readonly shown: number;
  readonly shownWeight: number;
  readonly idle: number;
  readonly filteredByEvent: number;
  readonly filteredByCondition: number;
  readonly filteredByRange: number;
  readonly stackless: number;
}

/** A column of numbers, as narrow as its values allow. */
export type Column = Uint8Array | Uint16Array | Int32Array | Float32Array | Float64Array;

export interface HeatMap {
  readonly event: string;
  /** What is counted, in the plural; `ns` where samples are weighed by time. */
  readonly unit: string;
  readonly columns: number;
  readonly rows: number;
  readonly columnWidth: number;
  /** The first column's start. */
  readonly start: number;
  readonly capturedFrom: number;
  readonly capturedTo: number;
  readonly maximum: number;
  readonly coverage: Coverage;
  readonly markers: readonly Marker[];
  /** What the rows are, from the first up, where they are no offsets. */
  readonly rowNames?: readonly string[];
  /** The filters that leave nothing but a row's samples; null where none do. */
  readonly rowFilters?: readonly (Readonly<Record<string, string>> | null)[];
  /** Cells along time: column by column, each from its earliest row; the sum of each column; and what of each cell a search fits. */
  readonly data: { readonly values: Column; readonly totals: Column; readonly matches?: Column };
}

/** What has a time and no stack; an instant where both ends are one. */
export interface Marker {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly kind: string;
}

/** What is known of functions besides their names, by the numbers of these; left out where nothing is. */
export interface FunctionDetails {
  /** The name as the recording has it; '' where it is the same. */
  readonly rawNames?: readonly string[];
  readonly files?: readonly string[];
  /** The number of the file; -1 where it is not known. */
  readonly fileOf?: readonly number[];
  /** From 1; 0 where it is not known. */
  readonly lineOf?: readonly number[];
}

/** A merged tree in depth-first order: a node's descendants follow it directly. */
export interface FlameAnswer extends FunctionDetails {
  readonly event: string;
  readonly unit: string;
  readonly from: number;
  /** null for the whole capture. */
  readonly to: number | null;
  readonly maxDepth: number;
  readonly coverage: Coverage;
  readonly kinds: readonly string[];
  readonly names: readonly string[];
  readonly modules: readonly string[];
  readonly data: FlameColumns;
}

export interface FlameColumns {
  readonly name: Column;
  readonly module: Column;
  readonly kind: Column;
  readonly depth: Column;
  readonly self: Column;
  readonly total: Column;
}

/** The stacks of a slice in the order of time: lane after lane, each frame directly before those that it called. */
export interface ChartAnswer extends FunctionDetails {
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  readonly coverage: Coverage;
  readonly threadsLeftOut: number;
  readonly lanes: readonly Lane[];
  readonly kinds: readonly string[];
  readonly names: readonly string[];
  readonly modules: readonly string[];
  /** The name of short frames that were joined is -1. */
  readonly data: {
    readonly name: Column; readonly module: Column; readonly kind: Column; readonly depth: Column; readonly start: Column; readonly end: Column; readonly value: Column;
  };
}

export interface Lane {
  readonly name: string;
  readonly process: number;
  readonly thread: number;
  readonly samples: number;
  readonly value: number;
  /** Its frames, up to `end`. */
  readonly first: number;
  readonly end: number;
  readonly levels: number;
}

/** The union of two trees: what is examined, and the baseline. */
export interface DifferenceAnswer extends FlameAnswer {
  readonly data: FlameColumns & DifferenceColumns;
}

export interface DifferenceColumns {
  readonly baseSelf: Column;
  readonly baseTotal: Column;
  /** Not 0 where the difference is more than noise. */
  readonly significant: Column;
  /** The chance of so large a difference between slices that behave alike. */
  readonly chance: Column;
}

export type Range = readonly [from: number, to: number];

export interface Finding {
  readonly kind: string;
  readonly summary: string;
  readonly range: Range;
  readonly occurrences: readonly Range[];
  /** Times near it that are as usual. */
  readonly background: readonly Range[];
  /** From one occurrence to the next, where it is periodic. */
  readonly period?: number;
  /** The frames that it is made of, the one that tells most first; and those that fell for it. */
  readonly culprits: readonly Culprit[];
  readonly displaced: readonly Culprit[];
  readonly threads: readonly { readonly command: string }[];
}

export interface Culprit {
  readonly name: string;
  readonly shareBefore: number;
  readonly shareDuring: number;
}
