// What stands where there is nothing to draw: why, and a way out.

/** @param notice null, or {title, text, isError, actions: [{label, run}]} */
export function showNotice(element, notice) {
  element.hidden = !notice;
  element.replaceChildren();
  if (!notice) return;
  const { title, text, isError, actions = [] } = notice;
  element.className = isError ? 'notice error' : 'notice';
  if (isError) element.setAttribute('role', 'alert');
  else element.removeAttribute('role');
  element.append(Object.assign(document.createElement('strong'), { textContent: title }));
  if (text) element.append(Object.assign(document.createElement('p'), { textContent: text }));
  const bar = Object.assign(document.createElement('div'), { className: 'actions' });
  for (const { label, run } of actions) {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: label });
    button.addEventListener('click', run);
    bar.append(button);
  }
  if (actions.length) element.append(bar);
}

/** A failure with its place in the file, and a retry that keeps everything else as it is. */
export const failure = (error, retry) => ({
  title: error.title ?? 'Something went wrong', text: error.message === error.title ? '' : error.message, isError: true,
  actions: [{ label: 'Try again', run: retry }],
});
