// Which profile: the list, files that are dropped on the page, and how far a load is.
import { getJson, upload } from './api.js';
import { find, on } from './dom.js';
import { fill, select } from './filters.js';
import { bytes } from './format.js';
import { NO_BASELINE, get, none, set } from './state.js';

const PATIENCE = 350;

/** What is known of the profiles that the server has. */
export const known = { isEmpty: true, canUpload: false };

/** Asks for the list; where the address names no profile, takes the first. */
export async function loadProfiles() {
  const { profiles, canUpload } = await getJson('profiles');
  find('upload-field').hidden = !canUpload;
  find('base-field').hidden = profiles.length < 2;
  // What no format reads is still there to be looked at, behind the rest.
  profiles.sort((one, other) => (other.format !== null) - (one.format !== null));
  Object.assign(known, { canUpload, isEmpty: !profiles.length });
  const options = profiles.map(({ name, format, bytes: size }) => [name, `${name} · ${format ? bytes(size) : 'not a known format'}`]);
  fill(find('profile'), options);
  fill(find('base-profile'), options, 'nothing else');
  if (!get('profile') && profiles.length) set({ profile: profiles[0].name }, false);
  showProfiles();
}

export function showProfiles() {
  select(find('profile'), get('profile'));
  select(find('base-profile'), get('baseProfile'));
}

/** Binds the fields, and the window as a place to drop files on. */
export function bindProfiles(failed) {
  const add = async ([file]) => {
    if (!file) return;
    try {
      const { name } = await upload(file);
      await loadProfiles();
      open(name);
    } catch (error) {
      failed(error);
    }
  };
  const mark = isOver => document.body.classList.toggle('drop', isOver);
  on(find('profile'), { change: ({ target }) => open(target.value) });
  on(find('base-profile'), { change: ({ target }) => set({ ...NO_BASELINE, baseProfile: target.value }) });
  on(find('upload'), { change: ({ target }) => add(target.files) });
  on(window, {
    dragover: event => {
      if (!known.canUpload || !event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      mark(true);
    },
    dragleave: event => { if (!event.relatedTarget) mark(false); },
    drop: event => {
      mark(false);
      if (!known.canUpload) return;
      event.preventDefault();
      add(event.dataTransfer.files);
    },
  });
}

/** Shows how far the load of a profile is while something waits for it. */
export async function withProgress(profile, signal, wait) {
  const bar = find('progress');
  let isOver = false;
  const watch = async () => {
    const { bytesRead, totalBytes } = await getJson('progress', { profile }, signal).catch(() => ({}));
    if (isOver) return;
    bar.hidden = false;
    if (totalBytes) bar.value = bytesRead / totalBytes;
    else bar.removeAttribute('value');
    timer = setTimeout(watch, PATIENCE);
  };
  let timer = setTimeout(watch, PATIENCE);
  try {
    return await wait();
  } finally {
    isOver = true;
    clearTimeout(timer);
    bar.hidden = true;
  }
}

// Another profile has other times, processes and frames; how things are drawn stays.
const FOREIGN = ['event', 'command', 'process', 'thread', 'cpu', 'weight', 'from', 'to', 'of', 'hide'];
const open = profile => set({ ...none(FOREIGN), ...NO_BASELINE, profile });
