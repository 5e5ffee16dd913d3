import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileEntry } from '../../src/analysis/fileEntry.ts';

test('a call in a function that its caller only sets up is made later, one of its own is not', () => {
  const text = `import { check } from './check';
export class Client {
  constructor() {
    check(1);
    Object.defineProperty(this, 'url', { set(value) { check(value); } });
  }
  move() { check(2); }
}`;
  const calls = fileEntry('/project/client.ts', text).calls.filter(({ names }) => names[0] === 'check');
  assert.deepEqual(
    calls.map(({ caller, lines, later = false }) => [caller, lines[0], later]),
    [
      ['Client.constructor', 4, false],
      ['Client.constructor', 5, true],
      ['Client.move', 7, false],
    ],
  );
});
