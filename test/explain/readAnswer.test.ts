import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readAnswer } from '../../src/explain/readAnswer.ts';
import type { SaidBlock } from '../../src/terms/said.ts';

function texts(blocks: readonly SaidBlock[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'code') return [block.text];
    return (block.kind === 'paragraph' ? [block.sentences] : block.items).flat().map(({ text }) => text);
  });
}

test('paragraphs, lists and code keep their order; names keep their backticks', () => {
  const blocks = readAnswer('First `a`. Then **b**.\n\n1. one\n2. two `x`\n\n```ts\nconst a = 1;\n```');
  assert.deepEqual(blocks, [
    { kind: 'paragraph', sentences: [{ text: 'First `a`.' }, { text: 'Then b.' }] },
    { kind: 'list', ordered: true, items: [[{ text: 'one' }], [{ text: 'two `x`' }]] },
    { kind: 'code', text: 'const a = 1;' },
  ]);
});

test('a link keeps its words and loses its address, an image is gone, HTML is text', () => {
  const [text] = texts(
    readAnswer(
      'See [the docs](https://evil.example/?q=1) ![x](https://evil.example/p.png) <img src=https://evil.example/i onerror=x> [r][1]\n\n[1]: https://evil.example/r',
    ),
  );
  assert.equal(text, 'See the docs <img src=https://evil.example/i onerror=x> r');
});

test('abbreviations and names with dots do not end a sentence', () => {
  assert.deepEqual(texts(readAnswer('It fails, e.g. `a.b`, i.e. Always. 1. Is no end. `x. Y` neither.')), [
    'It fails, e.g. `a.b`, i.e. Always.',
    '1. Is no end.',
    '`x. Y` neither.',
  ]);
});

test('an unfinished answer reads as far as it has come', () => {
  assert.deepEqual(texts(readAnswer('It waits.\n\n```ts\nconst a')), ['It waits.', 'const a']);
});

test('whatever a model writes, reading it gives text and does not throw', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('`', '*', '[', '](', ')', '<', '>', '\n', '# ', '- ', '1. ', '|', '\\', 'a', ' ', '&lt;', '!', '~~~'), {
        maxLength: 60,
      }),
      (parts) => {
        for (const text of texts(readAnswer(parts.join('')))) assert.equal(typeof text, 'string');
      },
    ),
  );
});
