const UNKNOWN = '[unknown]';

/** What a frame reads as: where only its module is known, that. */
export const labelOf = (name: string, module: string): string =>
  (name === UNKNOWN && module && !module.startsWith('[') ? `[${module.slice(module.lastIndexOf('/') + 1)}]` : name);
