import { FILTERS, type Key, none } from './address';
import { get, list, set } from './state';

/** Whether any sample may be left out; what is counted, and markers, leave out none. */
export const hasFilters = (): boolean => FILTERS.some(name => name !== 'weight' && name !== 'markers' && get(name));

export const clearFilters = (): void => set({ ...none(FILTERS), weight: get('weight'), markers: get('markers') });

/** One value more of a filter that may have several. */
export const addValue = (key: Key, value: string): void => set({ [key]: [...list(key).filter(one => one !== value), value].join('\n') });

export const removeValue = (key: Key, value: string): void => set({ [key]: list(key).filter(one => one !== value).join('\n') });
