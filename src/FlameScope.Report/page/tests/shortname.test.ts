import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortName } from '../src/report/shortname';

// As the library's own tests have them: FrameNamesTests.
const NAMES: readonly (readonly [name: string, short: string])[] = [
  ['main', 'main'], ['', ''], ['(idle)', '(idle)'], ['(anonymous namespace)::f(int)', '(anonymous namespace)::f'], ['f (x.js:1)', 'f (x.js:1)'],
  ['void java.util.TimSort.sort(java.lang.Object[], int)', 'java.util.TimSort.sort'], ['copy_user.isra.0', 'copy_user'], ['main.cold', 'main'], ['.cold', '.cold'],
  ['f(int) [clone .constprop.0]', 'f'], ['core::fmt::write::h0123456789abcdef', 'core::fmt::write'], ['operator()(int) const', 'operator()'], ['bool A::operator<(A const&) const', 'A::operator<'],
  ['std::vector<int, std::allocator<int> > f<int>(int)', 'f<int>'], ['LazyCompile:~route /app/index.js:12:8', 'route /app/index.js:12:8'], ['void [app] P::Main()[OptimizedTier1]', 'P::Main'],
];

test('a short name leaves out what does not tell a function from others', () => {
  for (const [name, short] of NAMES) assert.equal(shortName(name), short, name);
});
