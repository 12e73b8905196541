// Starts the page over a source of data: a session of it, and what is seen.
import { type ContainerNode, render } from 'preact';
import { App, isMapReady } from './App';
import { bindKeys } from './controls/keys';
import type { DataSource } from './data/source';
import { Session } from './session/session';
import { trackSignals } from './shared/tracked';
import { followTheme } from './state/theme';

const PATIENCE = 300;

/** @param root what the page is put into */
export function start(source: DataSource, root: ContainerNode): Session {
  const session = new Session(source);
  followTheme();
  trackSignals();
  // What is asked for comes while the page is built.
  session.start();
  render(<App session={session} />, root);
  // The rest of the page follows the first map, or comes once that takes longer than anybody notices.
  const follow = () => { isMapReady.value = true; };
  session.heat.isSettled.subscribe(isSettled => isSettled && follow());
  setTimeout(follow, PATIENCE);
  bindKeys(session);
  return session;
}
