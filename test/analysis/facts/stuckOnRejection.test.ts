import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stuckOnRejection } from '../../../src/analysis/facts/stuckOnRejection.ts';
import { sentences } from '../unitIn.ts';

const inEffect = (chain: string): string =>
  `function useHits(query, search) {\n  useEffect(() => {\n    setLoading(true);\n    ${chain}\n  }, [query]);\n}`;

test('what is switched off only when a promise is kept stays on when it is not', () => {
  assert.deepEqual(sentences(stuckOnRejection, inEffect('search(query).then((found) => { setHits(found); setLoading(false); });')), [
    'If `search` (line 4) fails, what `setLoading` sets stays `true`: line 4 is never reached.',
  ]);
});

test('a catch, a finally, a second handler or another reset takes it back', () => {
  const said = (chain: string): readonly string[] => sentences(stuckOnRejection, inEffect(chain));
  assert.deepEqual(said('search(query).then(() => setLoading(false)).catch(() => setLoading(false));'), []);
  assert.deepEqual(said('search(query).then(() => setLoading(false)).finally(() => done());'), []);
  assert.deepEqual(said('search(query).then(() => setLoading(false), () => setLoading(false));'), []);
  assert.deepEqual(said('search(query).then(() => setLoading(false)); setLoading(false);'), []);
  assert.deepEqual(said('search(query).then((found) => setHits(found));'), []);
});
