// The filter bar. It writes to the state, and shows what the state has.
import { find, on } from './dom.js';
import { count } from './format.js';
import { FILTERS, get, none, set } from './state.js';

const TYPING = 300;

const form = find('filters');
const field = name => form.elements[name];
let typing = 0;

on(form, { submit: event => { event.preventDefault(); write(); }, change: write });
on(field('frame'), {
  input: () => {
    clearTimeout(typing);
    typing = setTimeout(write, TYPING);
  },
});
on(find('clear-filters'), { click: clearFilters });

export const hasFilters = () => FILTERS.some(name => name !== 'weight' && get(name));

export function clearFilters() {
  set({ ...none(FILTERS), weight: get('weight') });
}

/** Offers what a profile holds. */
export function offerFilters({ events = [], commands = [], processes = [], threads = [], cpus = [], hasPeriods }) {
  const named = ({ command, samples, name = command }, number = '') => `${name || '(no name)'}${number === '' ? '' : ` ${number}`} · ${count(samples)}`;
  fill(field('event'), events.map((event, i) => [i ? event.name : '', named(event)]));
  if (events.length > 1) field('event').append(new Option('All events together', 'all'));
  fill(field('command'), commands.map(command => [command.name, named(command)]), 'All');
  fill(field('process'), processes.map(process => [process.process, named(process, process.process)]), 'All');
  fill(field('thread'), threads.map(thread => [thread.thread, named(thread, thread.thread)]), 'All');
  fill(field('cpu'), cpus.map(cpu => [cpu, `CPU ${cpu}`]), 'All');
  field('cpu').disabled = cpus.length < 2;
  field('event').disabled = events.length < 2;
  find('weight-field').hidden = !hasPeriods;
  showFilters();
}

export function showFilters() {
  for (const name of FILTERS) {
    const value = get(name);
    if (name === 'idle') field(name).checked = value;
    else if (name !== 'frame' || field(name) !== document.activeElement) select(field(name), value);
    field(name).classList.toggle('changed', value !== '');
  }
  find('clear-filters').hidden = !hasFilters();
}

function write() {
  clearTimeout(typing);
  set({ ...none(FILTERS), ...Object.fromEntries(new FormData(form)) });
}

export function fill(list, options, all) {
  list.replaceChildren(...all === undefined ? [] : [new Option(all, '')], ...options.map(([value, text]) => new Option(text, value)));
}

/** Selects a value, which an address may have though the list does not. */
export function select(list, value) {
  if (list.options && ![...list.options].some(option => option.value === value)) list.append(new Option(value, value));
  list.value = value;
}
