import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suggestsCode } from '../../src/editor/suggestingExtensions.ts';

test('an extension that the marketplace lists under AI, chat or machine learning may offer code', () => {
  for (const category of ['AI', 'Chat', 'Machine Learning']) assert.equal(suggestsCode({ categories: ['Other', category] }), true);
});

test('a language, a theme and a manifest of any other shape do not', () => {
  for (const manifest of [{ categories: ['Programming Languages'] }, { categories: 'AI' }, {}, undefined, null, 'AI'])
    assert.equal(suggestsCode(manifest), false);
});
