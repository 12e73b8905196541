// The server as a source of data: JSON, and views as columns of numbers.
import type { ChartAnswer, DifferenceAnswer, Finding, FlameAnswer, HeatMap, LoadProgress, ProfileInfo, ProfileList, RecordingList } from './answers';
import { COLUMNS, decodeColumns } from './columns';
import { Problem, type ProblemDetails } from './problem';
import type {
  BaselineQuery, DataSource, ExportFormat, ExportQuery, ExportView, HeatMapQuery, ProfileQuery, SandwichSide, SliceQuery, ViewQuery,
} from './source';

type Value = string | number | null | undefined;

// The server waited for the profile as long as it would; the load goes on.
const STILL_LOADING = 202;

function seconds(count: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, count * 1000);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, { once: true });
  });
}

export class HttpSource implements DataSource {
  readonly #base: string;

  /** @param base the address that `api/` is below */
  constructor(base: string) {
    this.#base = base;
  }

  profiles(): Promise<ProfileList> {
    return this.#json('profiles', {});
  }

  info(profile: string, signal: AbortSignal): Promise<ProfileInfo> {
    return this.#json('info', { profile }, { signal });
  }

  progress(profile: string, signal: AbortSignal): Promise<LoadProgress> {
    return this.#json('progress', { profile }, { signal });
  }

  heatMap(query: HeatMapQuery, match: string, signal: AbortSignal): Promise<HeatMap> {
    return this.#columns('heatmap', { ...query, match }, signal);
  }

  flame(query: SliceQuery, least: number, signal: AbortSignal): Promise<FlameAnswer> {
    return this.#columns('flame', { ...query, least: least || '' }, signal);
  }

  difference(query: SliceQuery & BaselineQuery, signal: AbortSignal): Promise<DifferenceAnswer> {
    return this.#columns('diff', query, signal);
  }

  sandwich(query: ViewQuery, of: string, side: SandwichSide, signal: AbortSignal): Promise<FlameAnswer | DifferenceAnswer> {
    return this.#columns('sandwich', { ...query, of, side }, signal);
  }

  chart(query: SliceQuery, least: number, signal: AbortSignal): Promise<ChartAnswer> {
    return this.#columns('chart', { ...query, least }, signal);
  }

  async findings(query: ProfileQuery, signal: AbortSignal): Promise<readonly Finding[]> {
    const { findings } = await this.#json<{ findings: readonly Finding[] }>('findings', query, { signal });
    return findings;
  }

  async add(file: File): Promise<string> {
    const headers = { 'Content-Type': 'application/octet-stream' };
    const { name } = await this.#json<{ name: string }>('profiles', { name: file.name }, { method: 'POST', headers, body: file });
    return name;
  }

  recordings(signal: AbortSignal): Promise<RecordingList> {
    return this.#json('recordings', {}, { signal });
  }

  async record(duration: number): Promise<void> {
    await this.#request('recordings', {}, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ duration }) });
  }

  async stopRecording(): Promise<void> {
    await this.#request('recordings', {}, { method: 'DELETE' });
  }

  exportLink(view: ExportView, format: ExportFormat, query: ExportQuery): string {
    return this.#url('export', { ...query, view, format });
  }

  async #json<T>(path: string, parameters: object, options: RequestInit = {}): Promise<T> {
    return (await this.#request(path, parameters, options)).json();
  }

  async #columns<T>(path: string, parameters: object, signal: AbortSignal): Promise<T> {
    const response = await this.#request(path, parameters, { signal, headers: { Accept: COLUMNS } });
    return decodeColumns(await response.arrayBuffer());
  }

  // A failure is told in the server's words: an error with its title, detail and status.
  async #request(path: string, parameters: object, options: RequestInit): Promise<Response> {
    const response = await fetch(this.#url(path, parameters), options).catch(error => {
      throw error.name === 'AbortError' ? error : new Problem({ title: 'The server does not answer' });
    });
    if (response.status === STILL_LOADING && options.method !== 'POST') {
      await seconds(Number(response.headers.get('Retry-After')) || 1, options.signal);
      return this.#request(path, parameters, options);
    }
    if (response.ok) return response;
    const details: ProblemDetails = await response.json().catch(() => ({ title: `The server answered ${response.status}` }));
    throw new Problem(details);
  }

  // What has its default is left out; a parameter may have several values, a line each.
  #url(path: string, parameters: object): string {
    const pairs = Object.entries(parameters as Record<string, Value>)
      .flatMap(([name, value]) => String(value ?? '').split('\n').map(one => [name, one]))
      .filter(([, value]) => value !== '');
    const query = new URLSearchParams(pairs);
    return new URL(`api/${path}${query.size ? `?${query}` : ''}`, this.#base).href;
  }
}
