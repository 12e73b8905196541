// Names of functions where there is little room: the end tells a function from its neighbours, so it is kept.

const BETWEEN = /(?<=[\w>\])])(?:\.|::|\/|\$)(?=[\w<~[])/;

/**
 * A name that fits: without its parameters and what stands before it, then without namespaces and types, then cut in the middle; '' where not even
 * that is worth its room.
 * @param least letters that are still worth it
 */
export function cutName(name: string, fits: (text: string) => boolean, least = 3): string {
  if (fits(name)) return name;
  const bare = bareName(name);
  if (bare !== name && fits(bare)) return bare;
  const parts = bare.split(BETWEEN);
  for (let part = 1; part < parts.length; part++) {
    const end = `…${parts.slice(part).join('.')}`;
    if (fits(end)) return end;
  }
  const last = parts[parts.length - 1];
  for (let letters = last.length - 1; letters >= least; letters = Math.min(letters - 1, Math.floor(letters * 0.9))) {
    const head = Math.ceil(letters / 2);
    const text = `${last.slice(0, head)}…${last.slice(last.length - (letters - head))}`;
    if (fits(text)) return text;
  }
  return '';
}

// Return types and parameters are left to the tooltip. Operators and lambdas keep the brackets in their names.
function bareName(name: string): string {
  const open = name.indexOf('(', 1);
  const before = open > 0 && name.endsWith(')') && !/operator$|^\W/.test(name.slice(0, open)) ? name.slice(0, open) : name;
  const space = before.lastIndexOf(' ');
  return space > 0 && !/[<>([{]/.test(before.slice(space)) && !before.startsWith('[') && !before.includes('operator') ? before.slice(space + 1) : before;
}

const UNKNOWN = '[unknown]';

/** What a frame reads as: where only its module is known, that. */
export const labelOf = (name: string, module: string): string =>
  (name === UNKNOWN && module && !module.startsWith('[') ? `[${module.slice(module.lastIndexOf('/') + 1)}]` : name);
