import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelOf } from '../src/text/labels';
import { cutName } from '../src/text/names';

const cut = (name: string, letters: number) => cutName(name, text => text.length <= letters);

test('what fits stays as it is', () => assert.equal(cut('void Orders.run(int)', 20), 'void Orders.run(int)'));

test('parameters and what a function gives go first', () => {
  assert.equal(cut('void Orders.run(int)', 19), 'Orders.run');
  assert.equal(cut('java.lang.String[] java.lang.String.split(java.lang.String)', 30), 'java.lang.String.split');
});

test('then namespaces and types, the end is kept', () => {
  assert.equal(cut('System.Collections.Generic.GenericArraySortHelper<int>.IntroSort', 40), '…GenericArraySortHelper<int>.IntroSort');
  assert.equal(cut('System.Collections.Generic.GenericArraySortHelper<int>.IntroSort', 12), '…IntroSort');
  assert.equal(cut('std::vector<int>::push_back(int&&)', 16), '…push_back');
});

test('type arguments go before types do', () => {
  assert.equal(cut('Shop.Cache<System.String, Shop.Order>.Find', 42), 'Shop.Cache<System.String, Shop.Order>.Find');
  assert.equal(cut('Shop.Cache<System.String, Shop.Order>.Find', 38), '…Cache<System.String, Shop.Order>.Find');
  assert.equal(cut('Shop.Cache<System.String, Shop.Order>.Find', 20), '…Cache.Find');
  assert.equal(cut('Shop.Cache<System.String, Shop.Order>.Find', 6), '…Find');
  assert.equal(cut('Shop.Order.operator<=>', 16), '…operator<=>');
});

test('a function of a script keeps its name, then its file without what everybody knows', () => {
  assert.equal(cut('route /app/node_modules/router/lib/index.js:12:8', 20), 'route index:12');
  assert.equal(cut('route /app/node_modules/router/lib/index.js:12:8', 10), 'route');
  assert.equal(cut('handle (/app/web/views.py:31)', 16), 'handle views:31');
  assert.equal(cut('readSync node:fs:683:18', 20), 'readSync node:fs:683');
});

test('then the middle, and nothing where there is no room', () => {
  assert.equal(cut('copy_user_enhanced', 8), 'copy…ced');
  assert.equal(cut('copy_user_enhanced', 3), '');
});

test('what stands between the brackets of a type stays with it', () => {
  assert.equal(cut('System.Linq.SelectIterator<char, int>.MoveNext', 36), '…SelectIterator<char, int>.MoveNext');
});

test('names that are no paths keep what makes them', () => {
  assert.equal(cut('operator()(int)', 30), 'operator()(int)');
  assert.equal(cut('[unknown]', 9), '[unknown]');
  assert.equal(cut('Interpreter', 9), 'Inte…eter');
});

test('every cut is as short as was asked for', () => {
  for (const name of ['a::b::c(d)', 'x', '<lambda>(int)', 'void f<std::pair<a, b>>(c)', '…', 'JS:*route /app/node_modules/@fastify/router/lib/index.js:12:8']) {
    for (let letters = 0; letters < 40; letters++) assert.ok(cut(name, letters).length <= letters || name.length <= letters);
  }
});

test('a frame without a name reads as its module', () => {
  assert.equal(labelOf('[unknown]', '/usr/lib/libcoreclr.so'), '[libcoreclr.so]');
  assert.equal(labelOf('[unknown]', ''), '[unknown]');
  assert.equal(labelOf('[unknown]', '[kernel.kallsyms]'), '[unknown]');
  assert.equal(labelOf('main', '/bin/a'), 'main');
});
