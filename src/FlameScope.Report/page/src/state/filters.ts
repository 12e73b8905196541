import { FILTERS, none } from './address';
import { get, set } from './state';

/** Whether any sample may be left out; what is counted leaves out none. */
export const hasFilters = (): boolean => FILTERS.some(name => name !== 'weight' && get(name));

export const clearFilters = (): void => set({ ...none(FILTERS), weight: get('weight') });
