import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { matchingTexts } from '../../../src/exercises/worlds/matchingText.ts';

test('a regular expression as people write them matches the texts made for it', () => {
  const patterns = [
    /^[a-zA-Z0-9][a-zA-Z0-9/_.-]*$/,
    /^(\d{4})-(\d{2})-(\d{2})$/,
    /--(?:allowedTools|allowed-tools)\s+"([^"]+)"/,
    /!\[[^\]]*\]\(/,
    /^https?:\/\/[^/\s]+/i,
    /(['"])\w+\1/,
    /\bTODO\b|\bFIXME\b/,
    /[^\x20-\x7e]/,
    /^#{1,6}\s/,
    /\S+@\S+\.\w{2,}/,
    /\p{L}+/u,
  ];
  for (const pattern of patterns) {
    const texts = matchingTexts(pattern.source, pattern.flags);
    assert.ok(texts.length > 0 && texts.every((text) => pattern.test(text)), `${String(pattern)}: ${JSON.stringify(texts)}`);
  }
});

test('each of several alternatives has a text of its own', () => {
  assert.deepEqual(matchingTexts('get|put|delete|patch', ''), ['get', 'put', 'delete']);
});

test('what cannot be read, or is too long to show, makes no text; nothing throws', () => {
  assert.deepEqual(matchingTexts('(', ''), []);
  assert.deepEqual(matchingTexts('a{500}b{500}', ''), []);
  fc.assert(
    fc.property(
      fc.string({ maxLength: 30 }),
      fc.constantFrom('', 'u', 'v', 'g'),
      (source, flags) => matchingTexts(source, flags).length <= 3,
    ),
  );
});
