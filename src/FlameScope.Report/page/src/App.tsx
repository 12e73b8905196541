import { signal } from '@preact/signals-core';
import { GoTo } from './controls/GoTo';
import { Help } from './controls/Help';
import { MenuBox } from './controls/MenuBox';
import { Splitter } from './controls/Splitter';
import { TipBox } from './controls/TipBox';
import { Toolbar } from './controls/Toolbar';
import { TopBar } from './controls/TopBar';
import { FlamePanel } from './flame/FlamePanel';
import { ProfileList } from './list/ProfileList';
import { HeatPanel } from './map/HeatPanel';
import { type Session, SessionProvider, useSession } from './session/session';

const Announcement = () => <div id="announce" class="unseen" aria-live="polite">{useSession().announcement.value}</div>;

/** Whether the rest of the page may follow what the heat map needs. */
export const isMapReady = signal(false);

const Rest = () => (
  <>
    <TipBox />
    <Announcement />
    <Help />
    <GoTo />
    <ProfileList />
    <MenuBox />
  </>
);

/** The whole page. */
export const App = ({ session }: { readonly session: Session }) => (
  <SessionProvider value={session}>
    <TopBar />
    <Toolbar />
    <main>
      <HeatPanel />
      <Splitter of="mapHeight" part="heat-panel" label="Height of the heat map" sign={1} />
      {isMapReady.value && <FlamePanel />}
    </main>
    {isMapReady.value && <Rest />}
  </SessionProvider>
);
