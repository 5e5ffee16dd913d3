import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { visibleText } from '../../src/safety/visibleText.ts';

test('ordinary text in any script stays as it is', () => {
  assert.equal(visibleText('Fix größe of 日本語 — naïve 👍🏽'), 'Fix größe of 日本語 — naïve 👍🏽');
});

test('characters that turn the reading direction are shown', () => {
  assert.equal(visibleText('user\u202e ⁦// admin'), 'user\\u{202E} \\u{2066}// admin');
});

test('zero-width characters, tags and terminal escapes are shown', () => {
  assert.equal(visibleText('a\u200bb\u{e0041}'), 'a\\u{200B}b\\u{E0041}');
  assert.equal(visibleText('\u001b[31mred\u0007'), '\\u{1B}[31mred\\u{7}');
});

test('several lines become one', () => {
  assert.equal(visibleText('one\r\n\ttwo\u2028three'), 'one two three');
});

test('long text is cut and says so', () => {
  assert.equal(visibleText('x'.repeat(500), 10), `${'x'.repeat(9)}…`);
  assert.equal(visibleText('x'.repeat(10), 10), 'x'.repeat(10));
});

test('no text can bring a hidden character or a line end through', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const visible = visibleText(text);
      assert.doesNotMatch(visible, /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
      assert.ok(Array.from(visible).length <= 200);
    }),
    { verbose: true },
  );
});
