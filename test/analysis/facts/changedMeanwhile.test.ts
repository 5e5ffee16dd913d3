import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedMeanwhile } from '../../../src/analysis/facts/changedMeanwhile.ts';
import { sentences } from '../unitIn.ts';

const text = (body: string): string => `class Line {\n  async end() {\n    ${body}\n  }\n  close() { this.socket = undefined; }\n}`;

test('a field that another method may assign during a wait is named', () => {
  assert.deepEqual(
    sentences(changedMeanwhile, text('if (!this.socket) return;\nawait this.flush();\nthis.socket.send(end);'), 'Line.end'),
    ['`this.socket` was read on line 3 and is read again after the `await` on line 4: `close` may have assigned it meanwhile.'],
  );
});

test('a wait under a condition, a field of its own making, and one that nobody assigns are no news', () => {
  const said = (body: string): readonly string[] => sentences(changedMeanwhile, text(body), 'Line.end');
  assert.deepEqual(said('if (!this.socket) { await this.open(); } this.socket.send(end);'), []);
  assert.deepEqual(said('use(this.name); await this.flush(); use(this.name);'), []);
  assert.deepEqual(said('use(this.socket); await this.flush(); this.socket = make(); use(this.socket);'), []);
  assert.deepEqual(said('const { socket } = this; const was = this.socket; await this.flush(); if (this.socket !== was) return;'), []);
  assert.deepEqual(said('const { socket } = this; await this.flush(); socket.send(end);'), []);
});
