// Names of functions where there is little room: the end tells a function from its neighbours, so it is kept.

const BETWEEN = /(?<=[\w>\])])(?:\.|::|\/|\$)(?=[\w<~[])/g;

// A function of a script, and where that is: route /app/lib/index.js:12:8, route (/app/index.py:12)
const OF_SCRIPT = /^(\S+) \(?\S*?([^/\s(]+?)(?:\.\w+)?(:\d+)(?::\d+)?\)?$/;

/**
 * A name that fits: without its parameters and what stands before it, then without namespaces, type arguments and types, then cut in the middle; ''
 * where not even that is worth its room.
 * @param least letters that are still worth it
 */
export function cutName(name: string, fits: (text: string) => boolean, least = 3): string {
  let last = name;
  for (const text of shorterForms(name)) {
    if (fits(text)) return text;
    last = text;
  }
  last = last.replace('…', '');
  for (let letters = last.length - 1; letters >= least; letters = Math.min(letters - 1, Math.floor(letters * 0.9))) {
    const head = Math.ceil(letters / 2);
    const text = `${last.slice(0, head)}…${last.slice(last.length - (letters - head))}`;
    if (fits(text)) return text;
  }
  return '';
}

// One after the other, always shorter.
function* shorterForms(name: string): Generator<string> {
  yield name;
  const [, script, file, line] = OF_SCRIPT.exec(name) ?? [];
  if (script) {
    yield `${script} ${file}${line}`;
    yield script;
    return;
  }
  const bare = bareName(name);
  if (bare !== name) yield bare;
  const parts = partsOf(bare);
  for (let part = 1; part < parts.length - 1; part++) yield `…${parts.slice(part).join('.')}`;
  const plain = parts.map(part => part.replace(/(?<!operator)<.*>$/, '') || part);
  if (plain.length > 1) yield `…${plain.slice(-2).join('.')}`;
  if (plain.length > 1) yield `…${parts[parts.length - 1]}`;
  yield plain.length > 1 ? `…${plain[plain.length - 1]}` : plain[0];
}

// Namespaces, types and the function; what stands in brackets is one with what stands before them.
function partsOf(name: string): string[] {
  const parts: string[] = [];
  let [depth, start, at] = [0, 0, 0];
  for (const { index, 0: between } of name.matchAll(BETWEEN)) {
    for (; at < index; at++) depth += '<([{'.includes(name[at]) ? 1 : '>)]}'.includes(name[at]) ? -1 : 0;
    if (depth > 0) continue;
    parts.push(name.slice(start, index));
    start = index + between.length;
  }
  return [...parts, name.slice(start)];
}

// Return types and parameters are left to the tooltip. Operators and lambdas keep the brackets in their names.
function bareName(name: string): string {
  const open = name.indexOf('(', 1);
  if (open < 0 || !name.endsWith(')') || /operator$|^\W|\s$/.test(name.slice(0, open))) return name;
  const before = name.slice(0, open);
  const space = before.lastIndexOf(' ');
  return space > 0 && !/[<>([{]/.test(before.slice(space)) && !before.startsWith('[') && !before.includes('operator') ? before.slice(space + 1) : before;
}
