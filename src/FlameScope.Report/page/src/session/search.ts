// The search of the graph: what matches, its share, and the way from one match to the next.
import { computed, effect, signal } from '@preact/signals-core';
import { isPattern } from '../flame/search';
import { get } from '../state/state';
import { amount, count, share } from '../text/numbers';
import type { FlamePart } from './flames';

export class SearchPart {
  readonly #flame: FlamePart;
  readonly #at = signal(-1);
  #field: HTMLInputElement | null = null;
  #isWanted = false;

  readonly text = computed(() => {
    const { matches, tree } = this.#flame;
    const found = matches.value;
    if (!found || !tree.value) return '';
    const how = isPattern(get('q')) ? '' : ' · no regular expression: searched as text';
    if (!found.nodes.length) return `No frame matches${how}`;
    const at = this.#at.value;
    return `${share(found.value, tree.value.total[0])} · ${at < 0 ? '' : `${count(at + 1)} of `}${amount(found.nodes.length, 'matches')}${how}`;
  });

  constructor(flame: FlamePart) {
    this.#flame = flame;
    effect(() => {
      if (flame.matches.value !== undefined) this.#at.value = -1;
    });
  }

  /** Says which field is on the screen; null for none any more. */
  mounted(field: HTMLInputElement | null): void {
    this.#field = field;
    if (field && this.#isWanted) this.focus();
  }

  /** Goes to the field, or will once there is one. */
  focus(): void {
    this.#isWanted = !this.#field;
    this.#field?.focus();
    this.#field?.select();
  }

  /** To the next or previous match, around the end. */
  step(by: number): void {
    const nodes = this.#flame.matches.value?.nodes;
    if (!nodes?.length) return;
    const at = this.#at.value;
    const next = at < 0 && by < 0 ? nodes.length - 1 : (at + by + nodes.length) % nodes.length;
    this.#flame.view?.focusOn(nodes[next]);
    this.#at.value = next;
  }
}
