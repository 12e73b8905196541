// The filter bar. It writes to the state, and shows what the state has.
import { count } from './format.js';
import { FILTERS } from './state.js';

const TYPING = 300;

export class FilterBar {
  #form;
  #state;
  #clear;
  #typing = 0;

  constructor(form, state) {
    this.#form = form;
    this.#state = state;
    this.#clear = form.querySelector('#clear-filters');
    form.addEventListener('submit', event => { event.preventDefault(); this.#write(); });
    form.addEventListener('change', () => this.#write());
    form.elements.frame.addEventListener('input', () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.#write(), TYPING);
    });
    this.#clear.addEventListener('click', () => this.clear());
  }

  get isActive() {
    return FILTERS.some(name => this.#state.get(name));
  }

  clear() {
    this.#state.set({ ...Object.fromEntries(FILTERS.map(name => [name, ''])), zoom: '' });
  }

  /** Offers what a profile holds. */
  offer(info) {
    const field = name => this.#form.elements[name];
    const named = name => (name === '' ? '(no name)' : name);
    fill(field('event'), info.events.map(({ name, samples }, i) => [i ? name : '', `${name} · ${count(samples)}`]));
    if (info.events.length > 1) field('event').append(new Option('All events together', 'all'));
    fill(field('command'), info.commands.map(({ name, samples }) => [name, `${named(name)} · ${count(samples)}`]), 'All');
    fill(field('process'), info.processes.map(({ command, process, samples }) => [process, `${named(command)} ${process} · ${count(samples)}`]), 'All');
    fill(field('thread'), info.threads.map(({ command, thread, samples }) => [thread, `${named(command)} ${thread} · ${count(samples)}`]), 'All');
    fill(field('cpu'), info.cpus.map(cpu => [cpu, `CPU ${cpu}`]), 'All');
    field('cpu').disabled = info.cpus.length < 2;
    field('event').disabled = info.events.length < 2;
    this.show();
  }

  show() {
    for (const name of FILTERS) {
      const field = this.#form.elements[name];
      const value = this.#state.get(name);
      if (field.type === 'checkbox') field.checked = value === '1';
      else if (field !== document.activeElement || field.tagName === 'SELECT') select(field, value);
      field.classList.toggle('changed', value !== '');
    }
    this.#clear.hidden = !this.isActive;
  }

  #write() {
    clearTimeout(this.#typing);
    const { elements } = this.#form;
    const values = FILTERS.map(name => [name, elements[name].type === 'checkbox' ? (elements[name].checked ? '1' : '') : elements[name].value]);
    this.#state.set({ ...Object.fromEntries(values), zoom: '' });
  }
}

export function fill(select, options, all) {
  select.replaceChildren(...all === undefined ? [] : [new Option(all, '')], ...options.map(([value, text]) => new Option(text, value)));
}

/** Selects a value, which an address may have though the list does not. */
export function select(field, value) {
  if (field.tagName === 'SELECT' && ![...field.options].some(option => option.value === value)) field.append(new Option(value, value));
  field.value = value;
}
