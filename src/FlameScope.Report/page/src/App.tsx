import { signal } from '@preact/signals-core';
import { FilterBar } from './controls/FilterBar';
import { Help } from './controls/Help';
import { MenuBox } from './controls/MenuBox';
import { TipBox } from './controls/TipBox';
import { TopBar } from './controls/TopBar';
import { FlamePanel } from './flame/FlamePanel';
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
    <MenuBox />
  </>
);

/** The whole page. */
export const App = ({ session }: { readonly session: Session }) => (
  <SessionProvider value={session}>
    <TopBar />
    <FilterBar />
    <main>
      <HeatPanel />
      {isMapReady.value && <FlamePanel />}
    </main>
    {isMapReady.value && <Rest />}
  </SessionProvider>
);
