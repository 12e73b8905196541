import type { ReadonlySignal } from '@preact/signals-core';
import type { Notice } from '../session/notice';

/** Why there is nothing to see, and a way out. */
export function NoticeBox({ id, notice }: { readonly id: string; readonly notice: ReadonlySignal<Notice | null> }) {
  if (!notice.value) return <div id={id} hidden />;
  const { title, text = '', isError = false, actions = [] } = notice.value;
  return (
    <div id={id} class={isError ? 'notice error' : 'notice'} role={isError ? 'alert' : undefined}>
      <strong>{title}</strong>
      <p>{text}</p>
      <div class="actions">
        {actions.map(([label, run]) => <button type="button" key={label} onClick={() => run()}>{label}</button>)}
      </div>
    </div>
  );
}
