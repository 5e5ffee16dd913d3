import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentEdit } from '../../src/changes/transcripts/agentEdit.ts';
import { blocksBetween } from '../../src/changes/transcripts/writtenBlocks.ts';
import { createSessionMemory } from '../../src/store/sessionMemory.ts';
import { whysOfUnit } from '../../src/stories/unitWhys.ts';
import { systemClock } from '../../src/terms/clock.ts';
import type { UnitKey } from '../../src/terms/ids.ts';

const text = 'export function retry(send) {\n  return send().catch(() => send());\n}\n';
const token = `ghp_${'a1B2'.repeat(9)}`;
const edit: AgentEdit = {
  tool: 'Claude',
  session: 's1',
  path: '/shop/retry.ts',
  at: Date.UTC(2026, 8, 1),
  blocks: blocksBetween('', text),
  asked: `Add a retry.\nThe token is ${token}\u202E`,
  said: 'I retry once; see [docs](command:evil).',
};
const place = { root: '/shop', path: 'retry.ts', name: 'retry', key: 'k1' as UnitKey };

test('a unit is told why it is there, without secrets and hidden characters, also when the record is gone and the unit was edited', async () => {
  const { whys } = createSessionMemory(systemClock);
  const told = await whysOfUnit({ place, text, lines: [1, 3] }, { transcripts: { edits: () => Promise.resolve([edit]) }, whys });
  assert.deepEqual(told, [
    { text: 'Asked of Claude on 2026-09-01: “Add a retry. The token is [redacted: GITHUB TOKEN]\\u{202E}”', lines: [[1, 2]] },
    { text: 'Claude said: “I retry once; see [docs](command:evil).”', lines: [[1, 2]] },
  ]);
  assert.ok(!JSON.stringify(whys.find(place)).includes(token));
  const gone = { transcripts: { edits: () => Promise.resolve([]) }, whys };
  const edited = text.replace('retry(send) {', 'retry(send, log) {');
  const later = await whysOfUnit({ place: { ...place, key: 'k2' as UnitKey }, text: edited, lines: [1, 3] }, gone);
  assert.deepEqual(
    later.map(({ lines }) => lines),
    [[[2, 2]], [[2, 2]]],
  );
  const rewritten = 'export function retry(send) {\n  return twice(send);\n}\n'.replace('retry(send) {', 'retry(send, times) {');
  assert.deepEqual(await whysOfUnit({ place, text: rewritten, lines: [1, 3] }, gone), []);
});

test('a unit that was moved to another file keeps its why', async () => {
  const { whys } = createSessionMemory(systemClock);
  await whysOfUnit({ place, text, lines: [1, 3] }, { transcripts: { edits: () => Promise.resolve([edit]) }, whys });
  const moved = { ...place, path: 'lib/again.ts', name: 'again' };
  const told = await whysOfUnit(
    { place: moved, text: `// moved\n${text}`, lines: [2, 4] },
    { transcripts: { edits: () => Promise.resolve([]) }, whys },
  );
  assert.deepEqual(
    told.map(({ lines }) => lines),
    [[[2, 3]], [[2, 3]]],
  );
});
