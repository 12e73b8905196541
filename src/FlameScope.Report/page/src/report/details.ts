// What is known of functions besides their names, as far as all their frames agree.
import type { Names } from './names';
import type { Store } from './store';
import { GROUP } from './tree';

const KINDS = 8;

interface Known {
  hasFile: boolean;
  file: number;
  line: number;
  /** The name as the recording has it; 0 where it is the same. */
  raw: number;
}

/** The members of an answer; none where nothing is known. */
export interface Details {
  rawNames?: readonly string[];
  files?: readonly string[];
  fileOf?: readonly number[];
  lineOf?: readonly number[];
}

/** What is known of the names of a view, by their numbers. */
export class UsedDetails {
  readonly #names: Names;
  readonly #known: ReadonlyMap<number, Known>;
  readonly #byNumber: (Known | undefined)[] = [];

  constructor(store: Store, names: Names) {
    this.#names = names;
    this.#known = knownOf(store);
  }

  /** New numbers come in their order. */
  add(number: number, name: number, kind: number): void {
    if (this.#known.size && number === this.#byNumber.length) this.#byNumber.push(kind === GROUP ? undefined : this.#known.get(name * KINDS + kind));
  }

  told(): Details {
    const byNumber = this.#byNumber;
    const details: Details = {};
    if (byNumber.some(known => known?.file)) {
      const files = [...new Set(byNumber.flatMap(known => (known?.file ? [known.file] : [])))];
      details.fileOf = byNumber.map(known => (known?.file ? files.indexOf(known.file) : -1));
      details.files = files.map(file => this.#names.text(file));
      details.lineOf = byNumber.map(known => known?.line ?? 0);
    }
    if (byNumber.some(known => known?.raw)) details.rawNames = byNumber.map(known => (known?.raw ? this.#names.text(known.raw) : ''));
    return details;
  }
}

function knownOf({ stacks: { frameName, frameKind, frameFile, frameLine, frameRaw } }: Store): ReadonlyMap<number, Known> {
  const all = new Map<number, Known>();
  for (let frame = 0; frame < frameName.length; frame++) {
    const file = frameFile ? frameFile[frame] : 0;
    const raw = frameRaw ? frameRaw[frame] : 0;
    if (!file && !raw) continue;
    const key = frameName[frame] * KINDS + frameKind[frame];
    const known = all.get(key) ?? { hasFile: false, file: 0, line: 0, raw: 0 };
    all.set(key, known);
    known.raw ||= raw;
    if (!file) continue;
    const line = frameLine ? frameLine[frame] : 0;
    if (!known.hasFile) Object.assign(known, { hasFile: true, file, line });
    else if (known.file !== file) Object.assign(known, { file: 0, line: 0 });
    else if (known.line !== line) known.line = 0;
  }
  return all;
}
