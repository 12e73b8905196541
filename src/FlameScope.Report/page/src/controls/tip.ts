// What is told beside the pointer, of a frame.
import { signal } from '@preact/signals-core';
import { frameLines } from '../flame/texts';
import type { FlameTree } from '../flame/tree';
import type { Session } from '../session/session';
import { joined } from '../text/numbers';

export interface Tip {
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly lines: readonly string[];
}

export const tip = signal<Tip | null>(null);

/** Tells of a node beside the pointer, where it is one that points, and in the status line. */
export function pointAt(session: Session, tree: FlameTree | null, node: number, event?: PointerEvent): void {
  if (!tree || node < 0) {
    tip.value = null;
    session.frameStatus.value = '';
    return;
  }
  const name = tree.nameOf(node);
  const lines = frameLines(tree, node);
  session.frameStatus.value = joined([name, ...lines]);
  tip.value = event ? { x: event.clientX, y: event.clientY, name, lines } : null;
}
