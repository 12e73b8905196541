// Light or dark: what was chosen, or else what the system has.
import { computed, effect, signal } from '@preact/signals-core';
import { get } from './state';

const query = matchMedia('(prefers-color-scheme: dark)');
const isSystemDark = signal(query.matches);
query.addEventListener('change', () => {
  isSystemDark.value = query.matches;
});

export const isDark = computed(() => (get('theme') || (isSystemDark.value ? 'dark' : 'light')) === 'dark');

/** Keeps the document in the theme. */
export function followTheme(): void {
  effect(() => {
    document.documentElement.dataset.theme = isDark.value ? 'dark' : 'light';
  });
}
