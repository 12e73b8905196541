// Parts of the page that come after the first heat map, in a script of their own. What is opened before it is there opens empty, and is filled then.
import { signal } from '@preact/signals-core';
import type * as Views from '../views';

const views = signal<typeof Views | null>(null);
const isMissing = signal(false);

/** Asks for them; once is enough. */
export function loadViews(load: () => Promise<typeof Views>): void {
  if (!views.value) load().then(loaded => { views.value = loaded; }, () => { isMissing.value = true; });
}

export function Late({ part }: { readonly part: keyof typeof Views }) {
  const Part = views.value?.[part];
  return Part ? <Part /> : null;
}

/** Why there is nothing where they should be. */
export const Missing = () => (isMissing.value && !views.value ? (
  <section class="panel grow">
    <div class="views">
      <div class="notice error" role="alert">
        <strong>The rest of the page could not be loaded</strong>
        <div class="actions"><button type="button" onClick={() => location.reload()}>Load the page again</button></div>
      </div>
    </div>
  </section>
) : null);
