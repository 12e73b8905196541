// The server: JSON, and views as columns of numbers.

const COLUMNS = 'application/vnd.flamescope.columns';
const ARRAYS = { u8: Uint8Array, u16: Uint16Array, i32: Int32Array, f64: Float64Array };

/** A request that failed, in the server's words. */
export class Problem extends Error {
  constructor({ title, detail, status, line }) {
    super(detail || title);
    this.title = title;
    this.status = status;
    this.line = line;
  }
}

/** An address of the API; a parameter may have several values. */
export function url(path, parameters = {}) {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => [value].flat().map(one => [name, one]));
  const query = new URLSearchParams(pairs.filter(([, value]) => value !== '' && value != null));
  return new URL(`api/${path}${query.size ? `?${query}` : ''}`, document.baseURI).href;
}

export const getJson = async (path, parameters, signal) => (await request(url(path, parameters), { signal })).json();

/** A view: the head's members, and `data` with a typed array for each column. */
export async function getColumns(path, parameters, signal) {
  const response = await request(url(path, parameters), { signal, headers: { Accept: COLUMNS } });
  const buffer = await response.arrayBuffer();
  const length = new DataView(buffer).getInt32(0, true);
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const start = Math.ceil((4 + length) / 8) * 8;
  for (const [name, { type, offset, count }] of Object.entries(head.data)) {
    head.data[name] = new ARRAYS[type](buffer, start + offset, count);
  }
  return head;
}

export async function upload(file) {
  const headers = { 'Content-Type': 'application/octet-stream' };
  return (await request(url('profiles', { name: file.name }), { method: 'POST', headers, body: file })).json();
}

/** Runs requests one after the other, always the newest next: what waits is replaced, what runs may end. */
export class Latest {
  #running = null;
  #waiting = null;

  /** `isUrgent` ends what runs. */
  run(task, isUrgent = false) {
    this.#waiting = task;
    if (isUrgent) this.#running?.abort();
    if (!this.#running) this.#next();
  }

  async #next() {
    const task = this.#waiting;
    this.#waiting = null;
    if (!task) return;
    const controller = this.#running = new AbortController();
    try {
      await task(controller.signal);
    } catch (error) {
      if (error.name !== 'AbortError') throw error;
    } finally {
      this.#running = null;
      this.#next();
    }
  }
}

async function request(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Problem({ title: 'The server does not answer', detail: 'Is it still running?', status: 0 });
  }
  if (!response.ok) {
    const body = await response.json().catch(() => null);
    throw new Problem(body ?? { title: `The server answered ${response.status}`, status: response.status });
  }
  return response;
}
