import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
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
  const toggled = (event: { readonly newState: string }) => {
    setOpen(event.newState === 'open');
    requestAnimationFrame(place);
  };
  return <div id={id} class="popover" popover="auto" ref={ref} role="dialog" aria-label={label} onToggle={toggled}>{isOpen && children()}</div>;
}

/** Closes the popover that is open. */
export const closePopover = (): void => document.querySelector<HTMLElement>(':popover-open')?.hidePopover();
