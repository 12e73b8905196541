import { get } from '../state/state';
import { isDark } from '../state/theme';
import type { FlameOptions } from './view';

/** How the address wants graphs to be drawn. */
export const flameOptions = (): FlameOptions => ({ isDark: isDark.value, isIcicle: get('layout') !== 'flame', color: get('color'), isBySelf: get('by') === 'self' });
