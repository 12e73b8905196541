// What the server found by itself: marks above the heat map, and a sentence each below it.
import { find, make, makeButton, on, say } from './dom.js';
import { amount, seconds } from './format.js';
import { NO_BASELINE, get, set, toggle } from './state.js';

const LEAST_WIDTH = 6;
const LEAST_NUMBER = 14;
const LANE = 13;
const MOST_LANES = 3;

// Quiet times between hundreds of occurrences would not fit into an address.
const MOST_PARTS = 16;

/** @param heat the heat map that the marks stand above */
export function findingsPanel(heat) {
  const strip = find('findings');
  const list = find('findings-list');
  const button = find('findings-toggle');
  let findings = [];
  let retry = null;
  let rows = [];
  let marks = [];

  on(button, { click: () => (retry ? retry() : toggle('findings', 'off')) });

  function showState() {
    const isOpen = !get('findings');
    button.ariaExpanded = String(isOpen);
    list.hidden = !isOpen;
    for (const { finding, element } of rows) element.ariaCurrent = finding.occurrences.some(isSelected) ? 'true' : null;
    for (const { occurrences, element } of marks) element.classList.toggle('chosen', occurrences.some(isSelected));
  }

  // A mark is as wide as the columns that its time touches: what it marks stands below it.
  function drawMarks() {
    const { start, columnWidth, columns = 0 } = heat.map ?? {};
    const { width } = heat.plot;
    const lanes = [];
    marks = (columns ? findings : []).flatMap((finding, index) => {
      const places = Map.groupBy(finding.occurrences, ([from]) => Math.floor((from - start) / columnWidth));
      const found = [...places].map(([first, occurrences]) => {
        const end = Math.ceil((occurrences.at(-1)[1] - start) / columnWidth);
        const element = makeButton(String(index + 1), () => choose(finding, occurrences[0]), { className: 'mark', tabIndex: -1, title: finding.summary, ariaLabel: `Finding ${index + 1}: ${finding.summary}` });
        on(element, { 'pointerenter pointerleave': event => light(index, event.type === 'pointerenter') });
        return { index, first, end, occurrences, element };
      });
      // Findings of the same columns lie above each other.
      let lane = lanes.findIndex(taken => found.every(({ first, end }) => taken.every(one => end <= one.first || first >= one.end)));
      if (lane < 0) lane = lanes.length < MOST_LANES ? lanes.push([]) - 1 : MOST_LANES - 1;
      lanes[lane].push(...found);
      for (const { first, end, element } of found) {
        const wide = Math.max(LEAST_WIDTH, (end - first) / columns * width - 1);
        Object.assign(element.style, { left: `${first / columns * width}px`, width: `${wide}px`, bottom: `${lane * LANE}px` });
        if (wide < LEAST_NUMBER) say(element, '');
      }
      return found;
    });
    strip.replaceChildren(...marks.map(({ element }) => element));
    showState();
  }

  function light(index, isLit) {
    rows[index].element.classList.toggle('lit', isLit);
    for (const mark of marks) if (mark.index === index) mark.element.classList.toggle('lit', isLit);
  }

  return {
    showState,
    drawMarks,

    show(found, said = amount(found.length, 'findings')) {
      findings = found;
      retry = null;
      rows = found.map((finding, i) => {
        const element = makeButton('', () => choose(finding, finding.range), { title: finding.summary });
        element.append(make('b', {}, String(i + 1)), make('span', { className: 'kind' }, finding.kind), make('span', {}, finding.summary));
        on(element, { 'pointerenter focus': () => light(i, true), 'pointerleave blur': () => light(i, false) });
        return { finding, element };
      });
      list.replaceChildren(...rows.map(({ element }) => make('li', {}, element)));
      Object.assign(button, { textContent: said, title: '', hidden: !said });
      drawMarks();
    },

    /** Says why there are none, and tries again when it is asked to. */
    fail({ message }, again) {
      Object.assign(button, { textContent: 'Findings failed: try again', title: message });
      retry = again;
    },
  };
}

const isSelected = ([from, to]) => seconds(from) === get('from') && seconds(to) === get('to');

// The slice of the finding, beside the times nearest to it that are as usual.
function choose({ background }, [from, to]) {
  const near = background.toSorted((one, other) => Math.abs(one[0] - from) - Math.abs(other[0] - from)).slice(0, MOST_PARTS);
  const side = end => near.map(part => part[end]).sort((one, other) => one - other).map(time => seconds(time)).join(',');
  set({ from: seconds(from), to: seconds(to), ...NO_BASELINE, baseFrom: side(0), baseTo: side(1) });
}
