import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newEveryRender } from '../../../src/analysis/facts/newEveryRender.ts';
import { sentences, unitIn } from '../unitIn.ts';

const panel = (body: string, props = '{ page, items = [] }', from = 'react'): readonly string[] =>
  sentences(newEveryRender, `import { useEffect, useMemo } from '${from}';\nfunction Panel(${props}) {\n${body}\n}`);

test('what is made anew at every render and listed all the same is named', () => {
  assert.deepEqual(panel('  const options = { page };\n  useEffect(() => { load(options); }, [options]);'), [
    '`options` is a new one at every render (line 3): the `useEffect` that lists it runs every time.',
  ]);
  assert.deepEqual(panel('  const sorted = useMemo(() => order(items), [items]);'), [
    'Where `items` is left out it is a new `[]` at every render (line 2): the `useMemo` that lists it starts over every time.',
  ]);
});

test('a value kept by a hook, a plain one, and another library’s hooks are not', () => {
  assert.deepEqual(panel('  const options = useMemo(() => ({ page }), [page]);\n  useEffect(() => { load(options); }, [options]);'), []);
  assert.deepEqual(panel('  const next = page + 1;\n  useEffect(() => { load(next); }, [next]);'), []);
  assert.deepEqual(panel('  const options = { page };\n  useEffect(() => { load(options); }, [options]);', '{ page }', 'other'), []);
});

test('an object written into a provider is new for all who read it', () => {
  const text = (value: string): string =>
    `import { useState } from 'react';\nexport function Shell({ children }) {\n  const [theme, setTheme] = useState('light');\n  if (!theme) return null;\n  return <Theme.Provider value={${value}}>{children}</Theme.Provider>;\n}`;
  const said = (value: string): readonly string[] =>
    newEveryRender.detect(unitIn(text(value), undefined, 'shell.tsx'), { callSites: [] }).map((fact) => fact.text);
  assert.deepEqual(said('{ theme, setTheme }'), [
    '`value` is a new object at every render: whatever reads this context renders again with it.',
  ]);
  assert.deepEqual(said('theme'), []);
});
