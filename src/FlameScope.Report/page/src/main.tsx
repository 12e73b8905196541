// Starts the page: a source of data, a session of it, and what is seen.
import { render } from 'preact';
import { App, isMapReady } from './App';
import { bindDrop } from './controls/drop';
import { bindKeys } from './controls/keys';
import { HttpSource } from './data/http';
import { Session } from './session/session';
import { trackSignals } from './shared/tracked';
import { followTheme } from './state/theme';

const PATIENCE = 300;

const session = new Session(new HttpSource(document.baseURI));
followTheme();
trackSignals();
// What is asked for comes while the page is built.
session.start();
render(<App session={session} />, document.body);
// The rest of the page follows the first map, or comes once that takes longer than anybody notices.
const follow = () => { isMapReady.value = true; };
session.heat.isSettled.subscribe(isSettled => isSettled && follow());
setTimeout(follow, PATIENCE);
bindKeys(session);
bindDrop(session);
