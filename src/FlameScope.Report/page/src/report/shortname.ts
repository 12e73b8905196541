// What a function's name keeps where everything goes that does not tell it from other functions: the same as the library's ShortName. Names are letters
// that stand for bytes.

// What V8 writes before a name, and its tiers: interpreted, baseline and optimized code.
const SCRIPT = /^(?:JS|LazyCompile|Function|Script|Eval):[*~^+]? */;
// What a compiler adds to a copy of a function.
const COPY = /(?:(?:\.constprop|\.isra|\.part|\.cold|\.hot|\.warm|\.lto_priv|\.llvm|\.localalias|\.ipa-cp|\.ipa-icf|\.resolver|\.ifunc))(?:\.\d+)?$/;
const RUST_HASH = /::h[0-9a-f]{16}$/;
const QUALIFIER = /^(?:const|volatile|noexcept|&|&&)$/;
const NAME_END = /[A-Za-z0-9_$>\]}\x80-\xff]$|operator\(\)$/;
const OPERATOR = /^[-+*/%^&|~!=<>,[\]]+$/;

/** The short form of a name; the name itself where nothing can go. */
export function shortName(name: string): string {
  let rest = name.replace(SCRIPT, '');
  if (rest.length > 19) rest = rest.replace(RUST_HASH, '');
  rest = withoutCopies(withoutTier(rest));
  const bare = withoutParameters(rest);
  // Only what has parameters has a return type.
  if (bare.length < rest.length) rest = withoutReturnType(withoutCopies(bare));
  return rest || name;
}

// void [app] P::Main()[OptimizedTier1]
function withoutTier(name: string): string {
  const bracket = name.endsWith(']') ? name.lastIndexOf('[') : -1;
  return bracket > 0 && name[bracket - 1] === ')' && bracket < name.length - 2 ? name.slice(0, bracket) : name;
}

// copy_user.isra.0, main.cold, f() [clone .constprop.0]
function withoutCopies(name: string): string {
  for (let before = name; ;) {
    const clone = before.endsWith(']') ? before.lastIndexOf(' [clone ') : -1;
    const copy = clone > 0 ? clone : before.search(COPY);
    if (copy <= 0) return before;
    before = before.slice(0, copy);
  }
}

// The parentheses that a name ends with, where they stand right after it: "(anonymous namespace)", "(idle)" and "f (x.js:1)" are names.
function withoutParameters(name: string): string {
  const rest = withoutQualifiers(name);
  if (!rest.endsWith(')')) return name;
  let depth = 0;
  for (let i = rest.length - 1; i > 0; i--) {
    if (rest[i] === ')') depth++;
    else if (rest[i] === '(') depth--;
    if (depth === 0) {
      const before = rest.slice(0, i);
      const operator = before.lastIndexOf('operator');
      const isName = NAME_END.test(before) || (operator >= 0 && OPERATOR.test(before.slice(operator + 8)));
      return isName && !before.endsWith('operator') ? before : name;
    }
  }
  return name;
}

function withoutQualifiers(name: string): string {
  let rest = name;
  for (let space = rest.lastIndexOf(' '); space > 0; space = rest.lastIndexOf(' ')) {
    if (!QUALIFIER.test(rest.slice(space + 1))) break;
    rest = rest.slice(0, space);
  }
  return rest;
}

// What stands before the last blank that is in no brackets; operators may have blanks and brackets in their names.
function withoutReturnType(name: string): string {
  let [depth, start] = [0, 0];
  for (let i = 0; i < name.length; i++) {
    if (depth === 0 && name.startsWith('operator', i) && (i === 0 || name[i - 1] === ':' || name[i - 1] === ' ')) break;
    if ('<([{'.includes(name[i])) depth++;
    else if ('>)]}'.includes(name[i])) depth--;
    if (depth === 0 && name[i] === ' ') start = i + 1;
  }
  return name.slice(start);
}
