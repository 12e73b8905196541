// What the page says where a view has nothing to show, and the way out.
import { clearFilters, hasFilters } from './filters.js';
import { amount } from './format.js';
import { NO_BASELINE, set } from './state.js';

const withIdle = ['Include idle CPUs', () => set({ idle: '1' })];
const withoutFilters = ['Clear filters', clearFilters];
const endComparison = ['End comparison', () => set(NO_BASELINE)];
const noSamples = { title: 'This profile has no samples' };
const whole = ['Show the whole capture', () => set({ from: '', to: '' })];

export function emptyHeat({ coverage }) {
  if (coverage.shown > 0) return null;
  if (coverage.samples === 0) return noSamples;
  return idleNotice(coverage) ?? { title: 'No sample matches', actions: [withoutFilters] };
}

export function emptyFlame({ to, total, coverage, isDiff, baseTotal }) {
  if (isDiff && !(total[0] && baseTotal[0])) return { title: `Nothing was sampled in the ${total[0] ? 'baseline' : 'examined slice'}`, actions: [endComparison] };
  if (total[0]) return null;
  const ways = to === null ? [] : [whole];
  return idleNotice(coverage, ways.length ? ' in this slice' : '', ways)
    ?? (hasFilters() ? { title: 'No sample matches', actions: [withoutFilters, ...ways] }
      : ways.length ? { title: 'Nothing was sampled in this slice', actions: ways } : noSamples);
}

function idleNotice({ idle, filteredByCondition }, where = '', ways = []) {
  if (!idle || filteredByCondition) return null;
  const text = `Left out: ${amount(idle, 'samples')} of idle CPUs.`;
  return { title: `Every CPU was idle${where}`, text, actions: [withIdle, ...ways] };
}
