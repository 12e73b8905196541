// Menus that open at a point, close by themselves, and work with the keyboard.
import { clamp, consume, make, on } from './dom.js';

let open = null;
let before = null;

/**
 * @param items {label, run} or {label, href}
 * @param title a first line that does nothing
 */
export function openMenu(x, y, items, title) {
  closeMenu();
  before = document.activeElement;
  const entries = items.map(({ label, run, href }) => make(href ? 'a' : 'button', {
    role: 'menuitem', tabIndex: -1, ...href && { href, download: '' }, onclick: () => { closeMenu(); run?.(); },
  }, label));
  open = make('div', { className: 'menu', role: 'menu', onkeydown: event => walk(event, entries) }, ...entries);
  if (title) open.prepend(make('div', { className: 'title' }, title));
  document.body.append(open);
  const { width, height } = open.getBoundingClientRect();
  open.style.left = `${clamp(x, 4, innerWidth - width - 4)}px`;
  open.style.top = `${clamp(y, 4, innerHeight - height - 4)}px`;
  entries[0].focus();
}

function closeMenu() {
  open?.remove();
  if (open) before?.focus({ preventScroll: true });
  open = null;
}

on(window, { blur: closeMenu });
addEventListener('pointerdown', event => { if (!open?.contains(event.target)) closeMenu(); }, true);

function walk(event, items) {
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) items[to % items.length].focus();
  else if (event.key === 'Escape' || event.key === 'Tab') closeMenu();
  else return;
  consume(event);
}
