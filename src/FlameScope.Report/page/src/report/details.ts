// What is known of functions besides their names, as far as all their frames agree.
import type { FunctionDetails } from '../data/answers';
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

  /** The members of an answer; none where nothing is known. */
  told(): FunctionDetails {
    const byNumber = this.#byNumber;
    // Each file once, as they come.
    const files = new Map<number, number>();
    for (const known of byNumber) if (known?.file && !files.has(known.file)) files.set(known.file, files.size);
    return {
      ...(files.size && {
        files: [...files.keys()].map(file => this.#names.text(file)), fileOf: byNumber.map(known => files.get(known?.file ?? 0) ?? -1), lineOf: byNumber.map(known => known?.line ?? 0),
      }),
      ...(byNumber.some(known => known?.raw) && { rawNames: byNumber.map(known => (known?.raw ? this.#names.text(known.raw) : '')) }),
    };
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
