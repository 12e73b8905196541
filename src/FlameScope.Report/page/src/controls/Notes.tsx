// Names for selections, and the way back to them.
import { removeValue } from '../state/filters';
import { addNote, goToNote, notes } from '../state/notes';
import { get } from '../state/state';
import { closePopover } from './Popover';

export function Notes() {
  const add = (event: Event & { readonly currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name')).trim();
    if (name) addNote(name);
    event.currentTarget.reset();
  };
  return (
    <form class="values" onSubmit={add}>
      <h2>Named selections</h2>
      <input name="name" aria-label="Name of this selection" placeholder={get('from') ? 'Name this selection' : 'Name the whole capture'} autocomplete="off" />
      <div class="offers">
        {notes().map(note => (
          <span class="group" key={note.value}>
            <button type="button" onClick={() => { closePopover(); goToNote(note); }}>{note.name}</button>
            <button type="button" class="forget" aria-label={`Forget ${note.name}`} onClick={() => removeValue('note', note.value)}>×</button>
          </span>
        ))}
      </div>
      <p class="muted">They are in the address: a link has them, too.</p>
    </form>
  );
}
