import { useRef } from 'preact/hooks';
import { useSession } from '../session/session';
import { consume } from '../shared/events';
import { get, set } from '../state/state';

const TYPING = 120;

export function SearchField() {
  const { search } = useSession();
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const write = (value: string) => {
    clearTimeout(typing.current);
    set({ q: value }, false);
  };
  const key = (event: KeyboardEvent & { readonly currentTarget: HTMLInputElement }) => {
    const field = event.currentTarget;
    if (event.key === 'Enter') {
      write(field.value);
      search.step(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape') {
      field.value = '';
      write('');
      field.blur();
    } else {
      return;
    }
    consume(event);
  };
  return (
    <input id="search" ref={field => search.mounted(field)} type="search" aria-label="Search frames: in graph, table and sandwich" placeholder="Search    /" aria-keyshortcuts="/" value={get('q')}
      onKeyDown={key}
      onInput={({ currentTarget }) => {
        clearTimeout(typing.current);
        typing.current = setTimeout(() => write(currentTarget.value), TYPING);
      }} />
  );
}
