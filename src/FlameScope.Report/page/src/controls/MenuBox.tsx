// Menus close by themselves, and work with the keyboard.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { clamp } from '../shared/clamp';
import { consume, listen } from '../shared/events';
import { closeMenu, type MenuItem, menu, type OpenMenu } from './menu';

const EDGE = 4;

/** The menu that is open, if any. */
export function MenuBox() {
  const open = menu.value;
  return open && <Box key={`${open.x} ${open.y}`} open={open} />;
}

function Box({ open }: { readonly open: OpenMenu }) {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box) return;
    const { width, height } = box.getBoundingClientRect();
    box.style.left = `${clamp(open.x, EDGE, innerWidth - width - EDGE)}px`;
    box.style.top = `${clamp(open.y, EDGE, innerHeight - height - EDGE)}px`;
    entriesOf(box)[0].focus();
    const outside = (event: Event) => { if (!(event.target instanceof Node && box.contains(event.target))) closeMenu(); };
    addEventListener('pointerdown', outside, true);
    const unlisten = listen(window, { blur: closeMenu });
    return () => {
      removeEventListener('pointerdown', outside, true);
      unlisten();
    };
  }, [open]);
  return (
    <div ref={ref} class="menu" role="menu" onKeyDown={walk}>
      {open.title && <div class="title">{open.title}</div>}
      {open.items.map(item => <Entry key={item.label} item={item} />)}
    </div>
  );
}

function Entry({ item: { label, href, run } }: { readonly item: MenuItem }) {
  const take = () => {
    closeMenu();
    run?.();
  };
  return href ? <a role="menuitem" tabIndex={-1} href={href} download="" onClick={take}>{label}</a>
    : <button type="button" role="menuitem" tabIndex={-1} onClick={take}>{label}</button>;
}

const entriesOf = (box: Element) => [...box.querySelectorAll<HTMLElement>('[role=menuitem]')];

function walk(event: KeyboardEvent & { readonly currentTarget: Element }): void {
  const entries = entriesOf(event.currentTarget);
  const at = entries.indexOf(document.activeElement as HTMLElement);
  const places: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1 + entries.length, Home: 0, End: entries.length - 1 };
  const to = places[event.key];
  if (to !== undefined) entries[to % entries.length].focus();
  else if (event.key === 'Escape' || event.key === 'Tab') closeMenu();
  else return;
  consume(event);
}
