import assert from 'node:assert/strict';
import { test } from 'node:test';
import { innermostSymbol, plainHover } from '../../src/editor/editorSymbolText.ts';
import type { SymbolNode } from '../../src/editor/editorSymbolText.ts';

const node = (name: string, kind: number, lines: readonly [number, number], children: readonly SymbolNode[] = []): SymbolNode => ({
  name,
  kind,
  range: { start: { line: lines[0] }, end: { line: lines[1] } },
  children,
});
const file = [node('LIMIT', 13, [0, 0]), node('Orders', 4, [2, 20], [node('refund', 5, [4, 9], [node('times', 12, [4, 4])])])];

test('the innermost function or class around a line is found, with its owner; a variable is none', () => {
  assert.equal(innermostSymbol(file, 4)?.name, 'Orders.refund');
  assert.equal(innermostSymbol(file, 15)?.name, 'Orders');
  assert.equal(innermostSymbol(file, 15)?.kind, 'class');
  assert.equal(innermostSymbol(file, 0), undefined);
  assert.equal(innermostSymbol(file, 30), undefined);
});

test('a flat list without ranges names nothing', () => {
  assert.equal(innermostSymbol([{ name: 'refund', kind: 11 }], 1), undefined);
});

test('a hover becomes text: no fences, links, images, HTML or hidden characters, each part once', () => {
  const hostile = '[pay](command:evil) ![x](https://evil.example/p.png) <img src=x onerror=y>\n\n---\n**bold**\u202E';
  assert.deepEqual(plainHover(['```python\ndef refund(order) -> int\n```', hostile, hostile]), [
    'def refund(order) -> int',
    'pay\nbold\\u{202E}',
  ]);
});

test('a long hover is cut', () => {
  const told = plainHover(['x'.repeat(5_000), 'never reached']);
  assert.equal(told.length, 1);
  assert.equal(told[0]?.length, 1_001);
});
