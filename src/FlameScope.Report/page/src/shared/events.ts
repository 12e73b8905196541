type Handlers<Events> = { readonly [Name in keyof Events]?: (event: Events[Name]) => void };

/** Calls handlers by the names of their events; gives what ends that. */
export function listen(target: HTMLElement, handlers: Handlers<HTMLElementEventMap>): () => void;
export function listen(target: Window, handlers: Handlers<WindowEventMap>): () => void;
export function listen(target: EventTarget, handlers: object): () => void {
  const ended = new AbortController();
  for (const [name, handler] of Object.entries(handlers)) target.addEventListener(name, handler, { signal: ended.signal });
  return () => ended.abort();
}

/** Keeps an event from everybody else. */
export function consume(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
