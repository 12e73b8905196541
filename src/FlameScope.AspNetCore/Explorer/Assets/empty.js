// What the page says where a view has nothing to show, and the way out.
import { plural } from './format.js';

const withIdle = state => ({ label: 'Include idle CPUs', run: () => state.set({ idle: '1', zoom: '' }) });
const withoutFilters = filters => ({ label: 'Clear filters', run: () => filters.clear() });

export function emptyHeat({ coverage }, state, filters) {
  if (coverage.shown > 0) return null;
  if (coverage.samples === 0) return { title: 'This profile has no samples', text: 'It was read, but nothing was recorded in it.' };
  if (coverage.idle > 0 && !coverage.filteredByCondition) {
    return { title: 'Every CPU was idle', text: `All ${plural(coverage.idle, 'sample')} show idle CPUs, which are left out.`, actions: [withIdle(state)] };
  }
  return { title: 'No sample matches', text: 'The filters leave nothing of this profile.', actions: [withoutFilters(filters)] };
}

export function emptyFlame({ total, coverage, isDiff, baseTotal }, state, filters) {
  if (total[0] > 0 || (isDiff && baseTotal[0] > 0)) return null;
  const whole = { label: 'Show the whole capture', run: () => state.set({ from: '', to: '', zoom: '' }) };
  const isSlice = state.get('from') !== '';
  if (coverage.idle > 0 && !coverage.filteredByCondition) {
    return {
      title: isSlice ? 'Every CPU was idle in this slice' : 'Every CPU was idle',
      text: `${plural(coverage.idle, 'sample')} of idle CPUs ${coverage.idle === 1 ? 'is' : 'are'} left out.`,
      actions: [withIdle(state), ...isSlice ? [whole] : []],
    };
  }
  if (filters.isActive) return { title: 'No sample matches', text: 'The filters leave nothing of this slice.', actions: [withoutFilters(filters), ...isSlice ? [whole] : []] };
  return isSlice ? { title: 'Nothing was sampled in this slice', actions: [whole] } : { title: 'This profile has no samples' };
}
