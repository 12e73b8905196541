import { effect, type Signal, untracked } from '@preact/signals-core';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly id: string;
  readonly isOpen: Signal<boolean>;
  readonly label: string;
  readonly children: ComponentChildren;
  /** What happens besides, as it opens and after it is closed. */
  opened?(): void;
  closed?(): void;
  onKeyDown?(event: KeyboardEvent & { readonly currentTarget: Element }): void;
}

/** What keeps everything else waiting. Its signal opens and closes it, and so does Esc. */
export function Dialog({ id, isOpen, label, children, opened, closed, onKeyDown }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => effect(() => {
    if (!isOpen.value) {
      ref.current?.close();
      return;
    }
    untracked(() => opened?.());
    if (!ref.current?.open) ref.current?.showModal();
  }), []);
  const close = () => {
    isOpen.value = false;
    closed?.();
  };
  return <dialog id={id} ref={ref} aria-label={label} onKeyDown={onKeyDown} onClose={close}>{children}</dialog>;
}
