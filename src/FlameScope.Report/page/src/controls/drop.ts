// The window as a place to drop files on.
import type { Session } from '../session/session';
import { listen } from '../shared/events';

/** Adds the first of the files, and opens it. */
export function addFile(session: Session, files: FileList | null | undefined): void {
  const file = files?.[0];
  if (file) session.profile.add(file).catch(error => session.announce(error.message));
}

export function bindDrop(session: Session): void {
  const canUpload = () => session.profile.list.value?.canUpload ?? false;
  const mark = (isOver: boolean) => document.body.classList.toggle('drop', isOver);
  listen(window, {
    dragover: event => {
      if (!canUpload() || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      mark(true);
    },
    dragleave: event => { if (!event.relatedTarget) mark(false); },
    drop: event => {
      mark(false);
      if (!canUpload()) return;
      event.preventDefault();
      addFile(session, event.dataTransfer?.files);
    },
  });
}
