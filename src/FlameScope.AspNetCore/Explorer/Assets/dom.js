// What every module says to the document, in few words.

export const find = id => document.getElementById(id);

export const all = selector => [...document.querySelectorAll(selector)];

/** An element with properties, and what stands in it: text is text, never markup. */
export function make(tag, properties, ...content) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...content);
  return element;
}

export const say = (element, text) => { element.textContent = text; };

export const makeButton = (text, run, properties) => make('button', { type: 'button', onclick: run, ...properties }, text);

/** Calls handlers by the names of their events; a name may be several, with spaces between. */
export function on(target, handlers) {
  for (const [names, handler] of Object.entries(handlers)) {
    for (const name of names.split(' ')) target.addEventListener(name, handler);
  }
}

/** Makes a canvas as sharp as the screen where it stands, and gives its context, which counts in CSS pixels, and its size. */
export function prepare(canvas, context, width = canvas.clientWidth, height = canvas.clientHeight) {
  const ratio = devicePixelRatio;
  const size = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
  if (canvas.width !== size.width || canvas.height !== size.height) Object.assign(canvas, size);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { width, height };
}

export const clamp = (value, least, most) => Math.max(least, Math.min(most, value));

/** Keeps an event from everybody else. */
export function consume(event) {
  event.preventDefault();
  event.stopPropagation();
}
