import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testStyle } from '../../../src/exercises/keptTests/testStyle.ts';
import { inStyle, relativeImport } from '../../../src/exercises/keptTests/testText.ts';

const vitest = '{ "devDependencies": { "vitest": "^4.0.0" } }';

test('the nearest test says more than package.json', () => {
  const text = "import test from 'node:test';\nimport { pay } from '../src/pay.js';\n";
  assert.equal(testStyle(vitest, { path: 'test/pay.test.ts', text }).runner, 'node:test');
});

test('without a test, package.json names the runner; without that, it is Node’s own', () => {
  assert.equal(testStyle(vitest, undefined).runner, 'vitest');
  assert.equal(testStyle('{ "devDependencies": { "jest": "30" } }', undefined).runner, 'jest');
  assert.equal(testStyle('{ "scripts": { "test": "mocha" }, "devDependencies": { "mocha": "12" } }', undefined).runner, 'mocha');
  assert.equal(
    testStyle('{ "scripts": { "test": "node --enable-source-maps --test" }, "devDependencies": { "mocha": "12" } }', undefined).runner,
    'node:test',
  );
  assert.equal(testStyle(undefined, undefined).runner, 'node:test');
});

test('quotes, semicolons, indentation, `it`, globals and the ending of imports are the project’s', () => {
  const text = 'import { pay } from "../src/pay.js"\n\nit("pays", () => {\n\texpect(pay()).toBe(1)\n})\n';
  const style = testStyle('{ "devDependencies": { "jest": "30" } }', { path: 'test/pay.spec.ts', text });
  assert.deepEqual(style, {
    runner: 'jest',
    globals: true,
    call: 'it',
    quote: '"',
    semicolons: false,
    indent: '\t',
    suffix: '.spec',
    imports: '.js',
  });
  assert.equal(
    inStyle("it('pays', () => {\n  const a = 'b';\n    expect(a).toBe(`c`);\n});", style),
    'it("pays", () => {\n\tconst a = "b"\n\t\texpect(a).toBe(`c`)\n})',
  );
});

test('a relative import leads from the test to the unit, with the ending the project writes', () => {
  assert.equal(relativeImport('/shop/test/a.test.ts', '/shop/src/cart.ts', '.ts'), '../src/cart.ts');
  assert.equal(relativeImport('/shop/src/a.test.ts', '/shop/src/cart.tsx', '.js'), './cart.js');
  assert.equal(relativeImport('/shop/src/__tests__/a.test.ts', '/shop/src/cart.ts', 'bare'), '../cart');
  assert.equal(relativeImport('/shop/src/a.test.ts', '/shop/src/api/pay.mts', '.js'), './api/pay.mjs');
});

test('mocha knows `it` unless the project’s tests say `test`', () => {
  const mocha = '{ "devDependencies": { "mocha": "12" } }';
  assert.equal(testStyle(mocha, undefined).call, 'it');
  assert.equal(testStyle(mocha, { path: 'test/a.test.ts', text: "import { test } from 'mocha';\ntest('pays', () => {});\n" }).call, 'test');
});
