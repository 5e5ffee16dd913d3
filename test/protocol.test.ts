import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { webviewMessage } from '../src/protocol.ts';

test('an answer is understood', () => {
  const message = { type: 'answer', exerciseId: 'e1', chosen: ['a'], confidence: 'sure' };
  assert.deepEqual(webviewMessage.safeParse(message).data, message);
});

test('a message with a path, a command or anything else besides is refused', () => {
  for (const extra of [{ path: '/etc/passwd' }, { command: 'workbench.action.quit' }, { lines: [1, 2] }, { uri: 'command:x' }]) {
    assert.equal(webviewMessage.safeParse({ type: 'revealUnit', unitKey: 'k', ...extra }).success, false, JSON.stringify(extra));
  }
});

test('a word about who wrote a unit is the person or AI, nothing else', () => {
  for (const [kind, understood] of [
    ['human', true],
    ['ai', true],
    ['mixed', false],
    ['unknown', false],
  ] as const)
    assert.equal(webviewMessage.safeParse({ type: 'markOrigin', unitKey: 'k', kind }).success, understood, kind);
});

test('an index that is not one, a part that does not exist and too many options are refused', () => {
  for (const message of [
    { type: 'revealSentence', unitKey: 'k', part: 'proved', index: -1 },
    { type: 'revealSentence', unitKey: 'k', part: 'proved', index: 0.5 },
    { type: 'revealSentence', unitKey: 'k', part: '__proto__', index: 0 },
    { type: 'answer', exerciseId: 'e', chosen: ['a', 'b', 'c', 'd', 'e'] },
    { type: 'answer', exerciseId: '', chosen: [] },
  ]) {
    assert.equal(webviewMessage.safeParse(message).success, false, JSON.stringify(message));
  }
});

test('whatever is sent, reading it neither throws nor lets through an unknown type', () => {
  const types = new Set<unknown>();
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.record({ type: fc.string(), exerciseId: fc.anything(), chosen: fc.anything() })), (message) => {
      const parsed = webviewMessage.safeParse(message);
      if (parsed.success) types.add(parsed.data.type);
    }),
    { numRuns: 10_000, seed: 1 },
  );
  const known = ['ready', 'clearHighlight', 'refresh', 'cancel', 'manageTrust', 'openLog', 'focusEditor'];
  assert.deepEqual(
    [...types].filter((type) => !known.includes(String(type))),
    [],
  );
});
