// The filter bar. It writes to the address, and shows what the address has.
import { effect } from '@preact/signals-core';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CountedCommand, CountedThread, ProfileInfo } from '../data/answers';
import { useSession } from '../session/session';
import { FILTERS, none } from '../state/address';
import { clearFilters, hasFilters } from '../state/filters';
import { get, set } from '../state/state';
import { count } from '../text/numbers';
import { type Option, Options, options } from './Choice';

const TYPING = 300;
const ALL = options(['', 'All']);
const UNKNOWN = options(['', 'Unknown']);
const WHY_UNKNOWN = 'The text names threads only; the recording itself is fine, perf script -F +pid prints processes.';
const WEIGHTS = options(['', 'Samples'], ['period', 'Periods']);

export function FilterBar() {
  const info = useSession().told.value;
  const form = useRef<HTMLFormElement>(null);
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const offered = info ? offeredOf(info) : null;

  const write = () => {
    clearTimeout(typing.current);
    if (form.current) set({ ...none(FILTERS), ...valuesOf(form.current) });
  };
  const type = (event: Event) => {
    if (!(event.target instanceof HTMLInputElement && event.target.name === 'frame')) return;
    clearTimeout(typing.current);
    typing.current = setTimeout(write, TYPING);
  };

  return (
    <form class="bar filters" id="filters" ref={form} aria-label="Filters" autocomplete="off" onInput={type} onChange={write}
      onSubmit={event => { event.preventDefault(); write(); }}>
      <label><span>Event</span><Filter name="event" options={offered?.events ?? []} isDisabled={(info?.events.length ?? 0) < 2} /></label>
      <label><span>Command</span><Filter name="command" options={[...ALL, ...(offered?.commands ?? [])]} /></label>
      <label title={info?.areProcessesKnown === false ? WHY_UNKNOWN : undefined}><span>Process</span>
        <Filter name="process" options={info?.areProcessesKnown === false ? UNKNOWN : [...ALL, ...(offered?.processes ?? [])]}
          isDisabled={info?.areProcessesKnown === false && !get('process')} />
      </label>
      <label><span>Thread</span><Filter name="thread" options={[...ALL, ...(offered?.threads ?? [])]} /></label>
      <label><span>CPU</span><Filter name="cpu" options={[...ALL, ...(offered?.cpus ?? [])]} isDisabled={(info?.cpus.length ?? 0) < 2} /></label>
      <label><span>Frame</span><FrameFilter /></label>
      <label><input name="idle" type="checkbox" value="1" class={get('idle') && 'changed'} checked={get('idle') !== ''} />Idle</label>
      <label id="weight-field" hidden={!info?.hasPeriods}><span>Count</span><Filter name="weight" options={WEIGHTS} /></label>
      <button id="clear-filters" type="button" class="quiet" hidden={!hasFilters()} onClick={clearFilters}>Clear filters</button>
    </form>
  );
}

type Name = (typeof FILTERS)[number];

interface FilterProps {
  readonly name: Name;
  readonly options: readonly Option[];
  readonly isDisabled?: boolean;
}

function Filter({ name, options, isDisabled = false }: FilterProps) {
  const value = get(name);
  return <select name={name} class={value && 'changed'} value={value} disabled={isDisabled}><Options options={options} value={value} /></select>;
}

// What is being typed is not written over.
function FrameFilter() {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => effect(() => {
    const value = get('frame');
    if (field.current && field.current !== document.activeElement) field.current.value = value;
  }), []);
  return <input name="frame" ref={field} type="search" class={get('frame') && 'changed'} placeholder="text or /regex/" />;
}

const valuesOf = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));

/** What a profile has, for each filter. */
function offeredOf({ events, commands, processes, threads, cpus }: ProfileInfo) {
  const named = (name: string, { samples }: CountedCommand | CountedThread, number?: number) =>
    `${name || '(no name)'}${number === undefined ? '' : ` ${number}`} · ${count(samples)}`;
  const all = events.length > 1 ? options(['all', 'All events together']) : [];
  return {
    events: [...events.map((event, i) => ({ value: i ? event.name : '', text: named(event.name, event) })), ...all],
    commands: commands.map(command => ({ value: command.name, text: named(command.name, command) })),
    processes: processes.map(one => ({ value: String(one.process), text: named(one.command, one, one.process) })),
    threads: threads.map(one => ({ value: String(one.thread), text: named(one.command, one, one.thread) })),
    cpus: cpus.map(cpu => ({ value: String(cpu), text: `CPU ${cpu}` })),
  };
}
