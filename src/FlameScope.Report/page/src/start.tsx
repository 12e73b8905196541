// Starts the page over a source of data: a session of it, and what is seen.
import { type ContainerNode, render } from 'preact';
import { App } from './App';
import { bindKeys } from './controls/keys';
import { loadViews } from './controls/Late';
import type { DataSource } from './data/source';
import { Session } from './session/session';
import { trackSignals } from './shared/tracked';
import { followTheme } from './state/theme';
import type * as Views from './views';

const PATIENCE = 300;

/**
 * @param root what the page is put into
 * @param views gives the rest of the page, which the first heat map does not need
 */
export function start(source: DataSource, root: ContainerNode, views: () => Promise<typeof Views>): Session {
  const session = new Session(source);
  followTheme();
  trackSignals();
  // What is asked for comes while the page is built.
  session.start();
  render(<App session={session} />, root);
  // The rest of the page follows the first map, or comes once that takes longer than anybody notices.
  session.heat.isSettled.subscribe(isSettled => isSettled && loadViews(views));
  setTimeout(() => loadViews(views), PATIENCE);
  bindKeys(session);
  return session;
}
