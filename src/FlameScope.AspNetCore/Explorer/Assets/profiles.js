// Which profile: the list, files that are dropped on the page, and how far a load is.
import { getJson, upload } from './api.js';
import { fill, select } from './filters.js';
import { bytes } from './format.js';

const PATIENCE = 350;

export class Profiles {
  #list = [];
  #state;
  #fields;
  #canUpload = false;

  constructor(state, onFailure) {
    this.#state = state;
    this.#fields = { profile: document.getElementById('profile'), base: document.getElementById('base-profile') };
    this.#fields.profile.addEventListener('change', event => state.set(startOf(event.target.value)));
    const add = file => file && this.#upload(file).catch(onFailure);
    document.getElementById('upload').addEventListener('change', event => add(event.target.files[0]));
    addEventListener('dragover', event => {
      if (!this.#canUpload || !event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      document.body.classList.add('drop');
    });
    addEventListener('dragleave', event => { if (!event.relatedTarget) document.body.classList.remove('drop'); });
    addEventListener('drop', event => {
      document.body.classList.remove('drop');
      if (!this.#canUpload) return;
      event.preventDefault();
      add(event.dataTransfer.files[0]);
    });
  }

  get isEmpty() {
    return this.#list.length === 0;
  }

  get canUpload() {
    return this.#canUpload;
  }

  /** Asks for the list; where the address names no profile, takes the first. */
  async load() {
    const { profiles, canUpload } = await getJson('profiles');
    this.#canUpload = canUpload;
    document.getElementById('upload-field').hidden = !canUpload;
    // What no format reads is still there to be looked at, behind the rest.
    this.#list = profiles.toSorted((one, other) => (other.format !== null) - (one.format !== null));
    const options = this.#list.map(({ name, format, bytes: size }) => [name, `${name} · ${format ? bytes(size) : 'not a known format'}`]);
    fill(this.#fields.profile, options);
    fill(this.#fields.base, options.filter(([name]) => name !== this.#state.get('profile')), 'this profile');
    if (!this.#state.get('profile') && this.#list.length) this.#state.set({ profile: this.#list[0].name }, false);
    this.show();
  }

  show() {
    select(this.#fields.profile, this.#state.get('profile'));
    select(this.#fields.base, this.#state.get('baseProfile'));
  }

  async #upload(file) {
    const { name } = await upload(file);
    await this.load();
    this.#state.set(startOf(name));
  }
}

/** Shows how far the load of a profile is while something waits for it. */
export async function withProgress(profile, bar, signal, wait) {
  let isOver = false;
  const watch = async () => {
    await pause(PATIENCE);
    while (!isOver && !signal.aborted) {
      const { bytesRead, totalBytes } = await getJson('progress', { profile }, signal).catch(() => ({}));
      if (isOver) break;
      bar.hidden = false;
      if (totalBytes) bar.value = bytesRead / totalBytes;
      else bar.removeAttribute('value');
      await pause(PATIENCE);
    }
    bar.hidden = true;
  };
  watch();
  try {
    return await wait();
  } finally {
    isOver = true;
    bar.hidden = true;
  }
}

const pause = time => new Promise(done => setTimeout(done, time));

// Another profile has other times, processes and frames; how things are drawn stays.
const startOf = profile => ({
  profile, event: '', command: '', process: '', thread: '', cpu: '', from: '', to: '', baseProfile: '', baseFrom: '', baseTo: '', zoom: '', of: '', hide: '',
});
