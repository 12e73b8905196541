// Menus that open at a point, close by themselves, and work with the keyboard.

let open = null;

/**
 * @param items {label, run} or {label, href, download}
 * @param title a first line that does nothing
 */
export function openMenu(x, y, items, title = '') {
  closeMenu();
  const before = document.activeElement;
  const menu = Object.assign(document.createElement('div'), { className: 'menu' });
  menu.setAttribute('role', 'menu');
  if (title) menu.append(Object.assign(document.createElement('div'), { className: 'title', textContent: title }));
  for (const { label, run, href } of items) {
    const item = Object.assign(document.createElement(href ? 'a' : 'button'), { textContent: label, tabIndex: -1 });
    item.setAttribute('role', 'menuitem');
    if (href) Object.assign(item, { href, download: '' });
    item.addEventListener('click', () => { closeMenu(); run?.(); });
    menu.append(item);
  }
  document.body.append(menu);
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(4, Math.min(x, innerWidth - width - 4))}px`;
  menu.style.top = `${Math.max(4, Math.min(y, innerHeight - height - 4))}px`;
  menu.addEventListener('keydown', event => walk(event, menu));
  open = { menu, before };
  menu.querySelector('[role=menuitem]')?.focus();
}

export function closeMenu() {
  if (!open) return false;
  const { menu, before } = open;
  open = null;
  menu.remove();
  before?.focus?.({ preventScroll: true });
  return true;
}

addEventListener('pointerdown', event => { if (open && !open.menu.contains(event.target)) closeMenu(); }, true);
addEventListener('blur', closeMenu);

function walk(event, menu) {
  const items = [...menu.querySelectorAll('[role=menuitem]')];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) items[to % items.length].focus();
  else if (event.key === 'Escape' || event.key === 'Tab') closeMenu();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
