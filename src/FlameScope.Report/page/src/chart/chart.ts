// A stack chart as typed arrays, and where its lanes are below each other.
import type { ChartAnswer, Column, FunctionDetails, Lane } from '../data/answers';
import { placeOf, wholeName } from '../flame/details';
import { linkNodes } from '../flame/layout';
import { labelOf } from '../text/labels';

export const ROW = 16;
const PADDING = 8;
/** Lanes have at least this many rows: their names stand beside them. */
const LEAST_ROWS = 3;
/** What so much of a lane has in common is its trunk, which is not drawn unless it is asked for. */
const TRUNK = 0.9;

/** A lane on the screen. */
export interface PlacedLane {
  readonly lane: Lane;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  /** How many levels of its trunk are folded. */
  readonly folded: number;
}

export class Chart {
  readonly from: number;
  readonly to: number;
  readonly unit: string;
  readonly lanes: readonly Lane[];
  readonly threadsLeftOut: number;
  readonly names: readonly string[];
  readonly modules: readonly string[];
  readonly kinds: readonly string[];
  readonly name: Column;
  readonly module: Column;
  readonly kind: Column;
  readonly depth: Column;
  readonly start: Column;
  readonly stop: Column;
  readonly value: Column;
  readonly details: FunctionDetails;
  /** The first frame that is not below a frame. */
  readonly end: Int32Array;
  /** Of each lane: how many levels nearly all of it has in common. */
  readonly trunks: readonly number[];

  constructor(answer: ChartAnswer) {
    const { data, from, to, unit, lanes, threadsLeftOut, names, modules, kinds } = answer;
    this.details = answer;
    this.from = from;
    this.to = to;
    this.unit = unit;
    this.lanes = lanes;
    this.threadsLeftOut = threadsLeftOut;
    this.names = names;
    this.modules = modules;
    this.kinds = kinds;
    this.name = data.name;
    this.module = data.module;
    this.kind = data.kind;
    this.depth = data.depth;
    this.start = data.start;
    this.stop = data.end;
    this.value = data.value;
    this.end = linkNodes(data.depth, Math.max(0, ...lanes.map(({ levels }) => levels))).end;
    this.trunks = lanes.map(lane => this.#trunkOf(lane));
  }

  /** Short frames that were joined have no name of their own. */
  isJoined(frame: number): boolean {
    return this.name[frame] < 0;
  }

  nameOf(frame: number): string {
    return this.isJoined(frame) ? 'too short to tell apart' : this.names[this.name[frame]];
  }

  /** The name as the recording has it. */
  wholeNameOf(frame: number): string {
    return this.isJoined(frame) ? this.nameOf(frame) : wholeName(this.names, this.details, this.name[frame]);
  }

  /** Where the function stands in its source; '' where that is not known. */
  placeOf(frame: number): string {
    return this.isJoined(frame) ? '' : placeOf(this.details, this.name[frame]);
  }

  /** What a frame reads as. */
  labelOf(frame: number): string {
    return labelOf(this.nameOf(frame), this.modules[this.module[frame]]);
  }

  /** The lanes below each other. @param unfolded those whose trunk is drawn */
  place(unfolded: ReadonlySet<number>): PlacedLane[] {
    let top = 0;
    return this.lanes.map((lane, index) => {
      const folded = unfolded.has(index) ? 0 : this.trunks[index];
      const height = Math.max(LEAST_ROWS, lane.levels - folded) * ROW + PADDING;
      const placed = { lane, index, top, height, folded };
      top += height;
      return placed;
    });
  }

  /** The frame of a lane at a time; -1 for none. */
  frameAt({ lane, folded }: PlacedLane, level: number, ns: number): number {
    const depth = level + folded;
    for (let frame = lane.first; frame < lane.end;) {
      if (ns < this.start[frame] || ns >= this.stop[frame]) frame = this.end[frame];
      else if (this.depth[frame] < depth) frame++;
      else return this.depth[frame] === depth ? frame : -1;
    }
    return -1;
  }

  laneOf(frame: number): number {
    return this.lanes.findIndex(({ end }) => frame < end);
  }

  // One function a level has the whole lane, or nearly so; its leaves are always drawn. What was joined tells nothing.
  #trunkOf({ first, end, levels }: Lane): number {
    const sums: Map<number, number>[] = [];
    for (let frame = first; frame < end; frame++) {
      if (this.isJoined(frame)) continue;
      const depth = this.depth[frame];
      sums[depth] ??= new Map();
      sums[depth].set(this.name[frame], (sums[depth].get(this.name[frame]) ?? 0) + this.value[frame]);
    }
    const known = [...sums[0]?.values() ?? []].reduce((sum, one) => sum + one, 0);
    const shared = sums.findIndex(names => Math.max(...names.values()) < TRUNK * known);
    return Math.min(shared < 0 ? levels : shared, Math.max(0, levels - LEAST_ROWS));
  }
}
