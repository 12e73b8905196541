// What the first heat map does not need: a script of its own, which comes after it.
import { GoTo } from './controls/GoTo';
import { Help } from './controls/Help';
import { MenuBox } from './controls/MenuBox';
import { TipBox } from './controls/TipBox';
import { ProfileList } from './list/ProfileList';

export { AddFilter } from './controls/AddFilter';
export { ViewOptions } from './controls/ViewOptions';
export { FindingList } from './findings/FindingList';
export { FindingMarks } from './findings/FindingMarks';
export { FlamePanel } from './flame/FlamePanel';
export { Overview } from './map/Overview';

/** What lies over the page. */
export const Overlays = () => (
  <>
    <TipBox />
    <Help />
    <GoTo />
    <ProfileList />
    <MenuBox />
  </>
);
