import { FilterBar } from './controls/FilterBar';
import { Help } from './controls/Help';
import { MenuBox } from './controls/MenuBox';
import { TipBox } from './controls/TipBox';
import { TopBar } from './controls/TopBar';
import { FlamePanel } from './flame/FlamePanel';
import { HeatPanel } from './map/HeatPanel';
import { type Session, SessionProvider, useSession } from './session/session';

const Announcement = () => <div id="announce" class="unseen" aria-live="polite">{useSession().announcement.value}</div>;

/** The whole page. */
export const App = ({ session }: { readonly session: Session }) => (
  <SessionProvider value={session}>
    <TopBar />
    <FilterBar />
    <main>
      <HeatPanel />
      <FlamePanel />
    </main>
    <TipBox />
    <Announcement />
    <Help />
    <MenuBox />
  </SessionProvider>
);
