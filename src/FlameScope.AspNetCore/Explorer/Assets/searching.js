// The search field: what matches, its share, and the way from one match to the next.
import { count, plural, share } from './format.js';
import { matcher } from './search.js';

const TYPING = 120;

export class Searching {
  #field;
  #said;
  #state;
  #view;
  #found = null;
  #at = -1;
  #typing = 0;

  constructor(field, said, state, view) {
    this.#field = field;
    this.#said = said;
    this.#state = state;
    this.#view = view;
    field.addEventListener('input', () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => state.set({ q: field.value }, false), TYPING);
    });
    field.addEventListener('keydown', event => {
      if (event.key === 'Enter') {
        clearTimeout(this.#typing);
        state.set({ q: field.value }, false);
        this.step(event.shiftKey ? -1 : 1);
      }
      else if (event.key === 'Escape') { state.set({ q: '' }, false); field.blur(); }
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  focus() {
    this.#field.focus();
    this.#field.select();
  }

  /** Marks what matches in the tree that is shown. */
  apply() {
    const { tree } = this.#view;
    const matches = matcher(this.#state.get('q'));
    this.#at = -1;
    this.#found = tree && matches ? tree.search(matches) : null;
    this.#view.highlight(this.#found);
    this.#say();
    performance.mark('flamescope:search');
  }

  /** To the next or previous match, around the end. */
  step(by) {
    const nodes = this.#found?.nodes;
    if (!nodes?.length) return;
    this.#at = this.#at < 0 && by < 0 ? nodes.length - 1 : (this.#at + by + nodes.length) % nodes.length;
    this.#view.focusOn(nodes[this.#at]);
    this.#say();
  }

  #say() {
    const found = this.#found;
    this.#said.textContent = !found ? ''
      : found.nodes.length === 0 ? 'No frame matches'
        : `${this.#at < 0 ? '' : `${count(this.#at + 1)} of `}${plural(found.nodes.length, 'match').replace('matchs', 'matches')} · ${share(found.value, this.#view.tree.total[0])}`;
  }
}
