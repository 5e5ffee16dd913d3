import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallSite } from '../../../src/analysis/sourceText.ts';
import { openUnitWorld, testSandbox, valueOf } from '../openUnitWorld.ts';

const sandbox = testSandbox();

function calledWith(line: number, given: readonly string[], more: Partial<CallSite> = {}): CallSite {
  return {
    file: '/project/test/a.test.ts',
    path: 'test/a.test.ts',
    lines: [line, line],
    arguments: given,
    reliance: [],
    inTest: true,
    ...more,
  };
}

async function valuesTried(text: string, unit: string, sites: readonly CallSite[] = []): Promise<readonly string[]> {
  const world = valueOf(await openUnitWorld(sandbox, text, unit, sites));
  return [...world.scenarios, ...world.others].map(({ values }) =>
    values.map(({ slot, value }) => `${slot.replaceAll(/argument |`/gu, '')}=${value}`).join(' '),
  );
}

const between = 'export function between(from: number, to: number) { if (from > to) return "none"; return `${from}-${to}`; }';

test('the arguments of one call are tried together, in one line whatever their layout', async () => {
  const tried = await valuesTried(between, 'between', [calledWith(1, ['7', '3']), calledWith(2, ['40', '41'])]);
  assert.ok(tried.includes('from=7 to=3') && tried.includes('from=40 to=41'), tried.join('; '));

  const text = 'export function sum(options: { a: number; b: number }) { return options.a + options.b > 5 ? "much" : "little"; }';
  const [only] = (await valuesTried(text, 'sum', [calledWith(1, ['{\n  a: 3,\n  b: 4,\n}'])])).filter((values) => values.includes('{'));
  assert.match(only ?? '', /^options=\{a: 3, b: 4\}/u);
});

test('a test that hands over a `const` hands over what that is set to', async () => {
  const tried = await valuesTried(between, 'between', [calledWith(1, ['low', 'high'], { constants: ['8', '9'] })]);
  assert.ok(tried.includes('from=8 to=9'), tried.join('; '));
});

test('what a test forces past the type is not tried', async () => {
  const tried = await valuesTried(between, 'between', [calledWith(1, ['null as never', '3']), calledWith(2, ['(undefined!)', '4'])]);
  assert.ok(tried.length > 0);
  assert.ok(
    tried.every((values) => !/null|undefined/u.test(values)),
    tried.join('; '),
  );
});

test('a text that the code looks into is one in which something is found', async () => {
  const text = `
const version = /^v(\\d+)\\.(\\d+)$/;
export function kindOf(name: string) {
  if (name.startsWith('--')) return 'option';
  if (name.trim().toLowerCase().endsWith('.md')) return 'page';
  if (version.test(name)) return 'version';
  return /<b>[^<]*<\\/b>/g.test(name) ? 'bold' : 'other';
}`;
  const tried = await valuesTried(text, 'kindOf');
  for (const value of ['"--a"', '"a.md"', '"v1.1"', '"<b>x</b>"', '"a"'])
    assert.ok(tried.includes(`name=${value}`), `${value} of ${tried.join('; ')}`);
});

test('in each part of a text that is split something is looked for as well', async () => {
  const text = `
export function names(line: string) {
  return line.split(',').map((part) => (part.startsWith('@') ? part.toUpperCase() : part));
}`;
  const tried = await valuesTried(text, 'names');
  assert.ok(tried.includes('line="@a,b"'), tried.join('; '));
});

test('a variable of the environment is a text or not set, also where its type is not known', async () => {
  const text = 'declare const process: any;\nexport function mode() { return process.env.MODE ? `on ${process.env.MODE}` : "off"; }';
  const tried = await valuesTried(text, 'mode');
  assert.ok(tried.length >= 2);
  assert.ok(
    tried.every((values) => /process\.env\.MODE=("|undefined)/u.test(values) || values === ''),
    tried.join('; '),
  );
});

test('a thing without a type that is compared with a text, or looked into for one, is that text or another', async () => {
  const text = `declare const request: any;
export function access() {
  if (request.user.role !== 'admin') return 'forbidden';
  return request.mail.includes('@') ? 'sent' : 'bad address';
}`;
  const tried = await valuesTried(text, 'access');
  assert.ok(
    tried.some((values) => values.includes('request.user.role="admin"')) &&
      tried.some((values) => values.includes('request.user.role="a"')),
  );
  assert.ok(
    tried.every((values) => !values.includes('request.mail=an object')),
    tried.join('; '),
  );
  assert.ok(
    tried.some((values) => values.includes('request.mail="a@b"')),
    tried.join('; '),
  );
});
