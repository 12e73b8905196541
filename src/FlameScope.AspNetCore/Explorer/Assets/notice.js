// What stands where there is nothing to draw: why, and a way out.
import { make, makeButton } from './dom.js';

/** @param notice null, or {title, text, isError, actions: [[label, run]]} */
export function showNotice(element, notice) {
  element.hidden = !notice;
  element.replaceChildren();
  if (!notice) return;
  const { title, text = '', isError, actions = [] } = notice;
  Object.assign(element, { className: isError ? 'notice error' : 'notice', role: isError ? 'alert' : null });
  element.append(make('strong', {}, title), make('p', {}, text), make('div', { className: 'actions' }, ...actions.map(action => makeButton(...action))));
}

/** A failure with its place in the file, a retry that keeps everything else as it is, and other ways out. */
export const failure = (error, retry, ...ways) => ({
  title: error.title ?? 'It failed', text: error.message === error.title ? '' : error.message, isError: true,
  actions: [['Try again', () => retry()], ...ways],
});
