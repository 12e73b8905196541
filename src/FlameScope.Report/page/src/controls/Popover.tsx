import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { clamp } from '../shared/clamp';

interface PopoverProps {
  readonly id: string;
  /** The id of the button that opens it. */
  readonly opener?: string;
  readonly label: string;
  readonly children: () => ComponentChildren;
}

const EDGE = 8;

/** What a button opens below itself, and closes by itself. What it holds is made when it is opened. */
export function Popover({ id, opener = `${id}-button`, label, children }: PopoverProps) {
  const ref = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const place = () => {
    const box = ref.current;
    const button = document.getElementById(opener)?.getBoundingClientRect();
    if (!box || !button) return;
    box.style.top = `${button.bottom + 4}px`;
    box.style.left = `${clamp(button.left, EDGE, innerWidth - box.offsetWidth - EDGE)}px`;
  };
  // What it holds may come late, and make it wider.
  useLayoutEffect(() => {
    if (!ref.current) return;
    const observer = new ResizeObserver(place);
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div id={id} class="popover" popover="auto" ref={ref} role="dialog" aria-label={label} onToggle={event => setOpen(event.newState === 'open')}>
      {isOpen && children()}
    </div>
  );
}

/** Closes the popover that is open. */
export const closePopover = (): void => document.querySelector<HTMLElement>(':popover-open')?.hidePopover();
