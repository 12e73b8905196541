// What the page says where a view has nothing to show, and the way out.
import { clearFilters, hasFilters } from './filters.js';
import { amount } from './format.js';
import { get, set } from './state.js';

const withIdle = ['Include idle CPUs', () => set({ idle: '1' })];
const withoutFilters = ['Clear filters', clearFilters];
const whole = ['Show the whole capture', () => set({ from: '', to: '' })];

export function emptyHeat({ coverage }) {
  if (coverage.shown > 0) return null;
  if (coverage.samples === 0) return { title: 'This profile has no samples', text: 'Nothing was recorded in it.' };
  return idleNotice(coverage, '') ?? { title: 'No sample matches', actions: [withoutFilters] };
}

export function emptyFlame({ total, coverage, isDiff, baseTotal }) {
  if (total[0] > 0 || (isDiff && baseTotal[0] > 0)) return null;
  const ways = get('from') ? [whole] : [];
  return idleNotice(coverage, ways.length ? ' in this slice' : '', ways)
    ?? (hasFilters() ? { title: 'No sample matches', actions: [withoutFilters, ...ways] }
      : { title: ways.length ? 'Nothing was sampled in this slice' : 'This profile has no samples', actions: ways });
}

function idleNotice({ idle, filteredByCondition }, where, ways = []) {
  if (!idle || filteredByCondition) return null;
  const text = `${amount(idle, 'samples')} of idle CPUs ${idle === 1 ? 'is' : 'are'} left out.`;
  return { title: `Every CPU was idle${where}`, text, actions: [withIdle, ...ways] };
}
