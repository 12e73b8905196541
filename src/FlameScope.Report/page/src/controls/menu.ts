// The menu that is open: at a point, for one thing.
import { signal } from '@preact/signals-core';

export interface MenuItem {
  readonly label: string;
  /** Where the entry leads to, a file; or else what it does. */
  readonly href?: string;
  run?(): void;
}

export interface OpenMenu {
  readonly x: number;
  readonly y: number;
  readonly items: readonly MenuItem[];
  /** A first line that does nothing. */
  readonly title?: string;
  /** What had the focus before. */
  readonly before: Element | null;
}

export const menu = signal<OpenMenu | null>(null);

export function openMenu(x: number, y: number, items: readonly MenuItem[], title?: string): void {
  closeMenu();
  menu.value = { x, y, items, before: document.activeElement, ...(title && { title }) };
}

export function closeMenu(): void {
  const before = menu.value?.before;
  menu.value = null;
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
}
