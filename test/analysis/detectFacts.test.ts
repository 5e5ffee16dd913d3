import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectFacts } from '../../src/analysis/detectFacts.ts';
import { allDetectors } from '../../src/analysis/facts/allDetectors.ts';
import { unitIn } from './unitIn.ts';

test('the most surprising fact comes first, and each names its lines', () => {
  const located = unitIn(
    'async function f(items: number[]) {\n  const rates = await load();\n  const taxes = await taxesOf();\n  items.sort();\n  items.forEach(async (item) => {\n    await save(item, rates, taxes);\n  });\n}',
  );
  const facts = detectFacts(located, { callSites: [] });
  assert.deepEqual(
    facts.map(({ kind, lines }) => [kind, lines]),
    [
      ['await-order', [[5, 7]]],
      ['outside-changes', [[4, 4]]],
      [
        'await-order',
        [
          [2, 2],
          [3, 3],
        ],
      ],
    ],
  );
});

test('an unremarkable unit has no facts', () => {
  assert.deepEqual(detectFacts(unitIn('function add(a: number, b: number) { return a + b; }'), { callSites: [] }), []);
});

test('detectors have ids of their own', () => {
  assert.equal(new Set(allDetectors.map(({ id }) => id)).size, allDetectors.length);
});

test('what a unit does when one of many steps fails comes before all else', () => {
  const located = unitIn(`export async function saveAll(store: Store, rows: readonly string[]): Promise<boolean> {
  if (rows.length === 0) return false;
  await store.lock();
  try {
    for (const row of rows) await store.save(row);
    report('saved');
    return true;
  } catch {
    report('not saved');
    return false;
  } finally {
    store.unlock();
  }
}`);
  assert.deepEqual(
    detectFacts(located, { callSites: [] })
      .filter(({ surprise }) => surprise >= 0.5)
      .map(({ text }) => text),
    [
      'When `store.save` fails for a later `row`, those before it stay done and the rest never start; callers get only `false`.',
      'Callers get the same `false` when `store.save` fails as when `rows.length === 0` (line 2).',
      'If `store.lock` (line 3) fails, callers get its error, not `false`: it stands before the `try`, so `store.unlock` is not called.',
    ],
  );
});

test('what a callback without a name does is told of the unit around it, but not in words about callers', () => {
  const of = (body: string): readonly string[] =>
    detectFacts(unitIn(`export function watch(source) { source.on('row', async (row, options) => { ${body} }); }`), { callSites: [] }).map(
      ({ text }) => text,
    );
  assert.deepEqual(of('const retries = options.retries || 3; return run(row, retries);'), [
    '`0` for `options.retries` counts as missing: `||` turns it into `3`.',
  ]);
  assert.deepEqual(of('row.total = 1; return options.name;'), []);
});

test('a named function inside that is a unit of its own tells itself', () => {
  const text = `export function watch(source) {
  function retry(options) {
    const retries = options.retries || 3;
    run(retries);
    return retries;
  }
  return retry(source);
}`;
  assert.deepEqual(detectFacts(unitIn(text, 'watch'), { callSites: [] }), []);
  assert.equal(detectFacts(unitIn(text, 'watch.retry'), { callSites: [] }).length, 1);
});

test('that a callback goes by a variable of the unit is nothing the unit depends on', () => {
  const text = `export function debounce(run) {
  let result;
  let timer;
  function invoke() { result = run(); return result; }
  const flush = () => (timer === undefined ? result : invoke());
  return { flush, start() { timer = setTimeout(invoke, 10); } };
}`;
  const facts = detectFacts(unitIn(text, 'debounce'), { callSites: [] });
  assert.deepEqual(
    facts.filter(({ kind }) => kind === 'state-read-here'),
    [],
  );
});
