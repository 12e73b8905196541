// The server: JSON, and views as columns of numbers.

const COLUMNS = 'application/vnd.flamescope.columns';
const ARRAYS = { u8: Uint8Array, u16: Uint16Array, i32: Int32Array, f32: Float32Array, f64: Float64Array };

/** An address of the API; a parameter may have several values. */
export function url(path, parameters = {}) {
  const pairs = Object.entries(parameters).flatMap(([name, value]) => [value].flat().map(one => [name, one]));
  const query = new URLSearchParams(pairs.filter(([, value]) => value !== '' && value != null));
  return new URL(`api/${path}${query.size ? `?${query}` : ''}`, document.baseURI).href;
}

export const getJson = async (path, parameters, signal) => (await request(path, parameters, { signal })).json();

/** A view: the head's members, and `data` with a typed array for each column. */
export async function getColumns(path, parameters, signal) {
  const response = await request(path, parameters, { signal, headers: { Accept: COLUMNS } });
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
  return (await request('profiles', { name: file.name }, { method: 'POST', headers, body: file })).json();
}

/**
 * Runs tasks one after the other, always the newest next: what waits is replaced; what runs may be ended by an urgent one.
 * @param failed what to do with the error of a task that was not ended
 */
export function latest(failed) {
  let running = null;
  let waiting = null;

  async function next() {
    const task = waiting;
    waiting = null;
    if (!task) return;
    running = new AbortController();
    const { signal } = running;
    try {
      await task(signal);
    } catch (error) {
      if (!signal.aborted) failed(error);
    }
    running = null;
    next();
  }

  return (task, isUrgent = true) => {
    waiting = task;
    if (isUrgent) running?.abort();
    if (!running) next();
  };
}

// A failure is told in the server's words: an error with its title, detail, status and line.
async function request(path, parameters, options) {
  const response = await fetch(url(path, parameters), options).catch(error => {
    throw error.name === 'AbortError' ? error : problem({ title: 'The server does not answer' });
  });
  if (!response.ok) throw problem(await response.json().catch(() => ({ title: `The server answered ${response.status}` })));
  return response;
}

const problem = body => Object.assign(new Error(body.detail || body.title), body);
