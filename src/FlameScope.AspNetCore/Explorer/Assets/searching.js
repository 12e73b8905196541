// The search field: what matches, its share, and the way from one match to the next.
import { consume, find, on, say } from './dom.js';
import { amount, count, share } from './format.js';
import { matcher } from './search.js';
import { get, set } from './state.js';

const TYPING = 120;

export function searching(view) {
  const field = find('search');
  let found = null;
  let at = -1;
  let typing = 0;

  const write = () => {
    clearTimeout(typing);
    set({ q: field.value }, false);
  };

  function tell() {
    const matches = found?.nodes.length;
    say(find('matches'), !found ? '' : !matches ? 'No frame matches'
      : `${share(found.value, view.tree.total[0])} · ${at < 0 ? '' : `${count(at + 1)} of `}${amount(matches, 'matches')}`);
  }

  // To the next or previous match, around the end.
  function step(by) {
    const { nodes } = found ?? {};
    if (!nodes?.length) return;
    at = at < 0 && by < 0 ? nodes.length - 1 : (at + by + nodes.length) % nodes.length;
    view.focusOn(nodes[at]);
    tell();
  }

  on(field, {
    input: () => {
      clearTimeout(typing);
      typing = setTimeout(write, TYPING);
    },
    keydown: event => {
      if (event.key === 'Enter') {
        write();
        step(event.shiftKey ? -1 : 1);
      } else if (event.key === 'Escape') {
        field.value = '';
        write();
        field.blur();
      } else {
        return;
      }
      consume(event);
    },
  });

  return {
    step,

    focus() {
      field.focus();
      field.select();
    },

    /** Marks what matches in the tree that is shown. */
    apply() {
      const matches = matcher(get('q'));
      at = -1;
      found = matches && view.tree ? view.tree.search(matches) : null;
      view.highlight(found);
      tell();
    },
  };
}
