import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../src/data/problem';
import { parseFrame, parsePattern } from '../src/report/patterns';

test('a pattern is a part of a name, a whole name, or a regular expression', () => {
  for (const [pattern, name, fits] of [
    ['ort', 'sort', true], ['ORT', 'sort', false], ['=sort', 'sort', true], ['=sort', 'sorted', false], ['/^s.*t$/', 'sort', true], ['/SORT/i', 'sort', true], ['//', 'a//b', true],
    ['/\\d{2}/', 'f42', true], ['/\\w+::\\w+/', 'größe::straße', true], ['/\\bget\\b/', 'a.get(b)', true], ['/\\Aa\\z/', 'a', true], ['/(?i)GET/', 'get', true],
    ['/(?<x>a)b/', 'ab', true], ['/[]a-]/', ']', true], ['/[\\w.-]+/', 'a-b', true], ['/a{,2}/', 'a{,2}', true], ['/a\\/b/', 'a/b', true], ['/\\x41\\u0042/', 'AB', true], ['/\\p{Lu}/', 'A', true],
    ['/a-b/', 'a-b', true], ['/a\\-b/', 'a-b', true], ['/a$/', 'a\n', true], ['/a./', 'a\n', false],
  ] as const) assert.equal(parsePattern(pattern)(name), fits, `${pattern} ${name}`);
});

test('what cannot run without backtracking, or is no expression, is refused', () => {
  for (const pattern of ['', '/(/', '/[a/', '/(?=a)/', '/(?<!a)b/', '/(a)\\1/', '/(?>a)/', '/\\y/', '/a**/', '/[b-a]/', '/[a-z-[aeiou]]/']) {
    assert.throws(() => parsePattern(pattern), error => error instanceof Problem && error.status === 400, pattern);
  }
});

test('what stands before a pattern of frames says where it stands, and what is compared', () => {
  const shape = (text: string) => { const { position, isOfModule } = parseFrame(text); return [position, isOfModule]; };
  assert.deepEqual(['f', 'leaf:f', 'module:leaf:f', 'root:leaf:f', 'leaf:module:/f/'].map(shape), [['', false], ['leaf', false], ['leaf', true], ['root', false], ['leaf', true]]);
  assert.ok(parseFrame('root:leaf:f').fits('a leaf:f'));
  assert.throws(() => parseFrame('module:'), Problem);
});
