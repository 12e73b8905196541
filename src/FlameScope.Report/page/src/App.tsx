import { Late, Missing } from './controls/Late';
import { Splitter } from './controls/Splitter';
import { Toolbar } from './controls/Toolbar';
import { TopBar } from './controls/TopBar';
import { HeatPanel } from './map/HeatPanel';
import { type Session, SessionProvider, useSession } from './session/session';

const Announcement = () => <div id="announce" class="unseen" aria-live="polite">{useSession().announcement.value}</div>;

/** The whole page. */
export const App = ({ session }: { readonly session: Session }) => (
  <SessionProvider value={session}>
    <TopBar />
    <Toolbar />
    <main>
      <HeatPanel />
      <Splitter of="mapHeight" part="heat-panel" label="Height of the heat map" sign={1} />
      <Late part="FlamePanel" />
      <Missing />
      <Late part="Overlays" />
    </main>
    <Announcement />
  </SessionProvider>
);
