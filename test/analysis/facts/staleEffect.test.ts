import assert from 'node:assert/strict';
import { test } from 'node:test';
import { staleEffect } from '../../../src/analysis/facts/staleEffect.ts';
import { sentences } from '../unitIn.ts';

const hook = (effect: string, list: string): string =>
  `function useHits(query, search) {\n  const [hits, setHits] = useState([]);\n  useEffect(() => {\n    ${effect}\n  }, ${list});\n  return hits;\n}`;
const late =
  'When `query` changes while `search` (line 4) is under way, both answers reach `setHits`: the one that comes last stays, be it the older.';

test('an effect whose older answer can come last is named, with then and with await', () => {
  assert.deepEqual(sentences(staleEffect, hook('search(query).then((found) => setHits(found));', '[query]')), [late]);
  assert.deepEqual(sentences(staleEffect, hook('search(query).then(setHits);', '[query, search]')), [late]);
  const awaited = 'const load = async () => { const found = await search(query); setHits(found); }; load();';
  assert.deepEqual(sentences(staleEffect, hook(awaited, '[query]')), [late]);
});

test('a clean-up, a flag, a signal, or work that does not go by what changed leaves no older answer', () => {
  const said = (effect: string, list = '[query]'): readonly string[] => sentences(staleEffect, hook(effect, list));
  assert.deepEqual(
    said('let gone = false; search(query).then((found) => { if (!gone) setHits(found); }); return () => { gone = true; };'),
    [],
  );
  assert.deepEqual(said('search(query, controller.signal).then(setHits);'), []);
  assert.deepEqual(said('search(query).then((found) => { if (latest.ref === query) setHits(found); });'), []);
  assert.deepEqual(said('search("all").then(setHits);'), []);
  assert.deepEqual(said('search(query).then(setHits);', '[]'), []);
  assert.deepEqual(said('search(query).then(report);'), []);
});

test('a callback that keeps the state of the first render is named', () => {
  const counter = (list: string, body = 'setCount(count + 1)'): string =>
    `function Counter() {\n  const [count, setCount] = useState(0);\n  useEffect(() => {\n    const id = setInterval(() => {\n      ${body};\n    }, 1000);\n    return () => clearInterval(id);\n  }, ${list});\n}`;
  assert.deepEqual(sentences(staleEffect, counter('[]')), [
    "The callback on line 4 keeps the `count` of the first render for ever: the effect's list is empty.",
  ]);
  assert.deepEqual(sentences(staleEffect, counter('[count]')), []);
  assert.deepEqual(sentences(staleEffect, counter('[]', 'setCount((count) => count + 1)')), []);
});
