import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentEdit } from '../../../src/changes/transcripts/agentEdit.ts';
import { matchEdits } from '../../../src/changes/transcripts/matchEdits.ts';
import { blocksBetween, blocksOfHunk } from '../../../src/changes/transcripts/writtenBlocks.ts';

const retry = ['async function retry(send) {', '  const first = await send();', '  return first ?? (await send());', '}'];
const block = `${retry.join('\n')}\n`;

function edit(parts: Partial<AgentEdit>): AgentEdit {
  return { tool: 'Claude', session: 's', path: '/shop/a.ts', at: 1, blocks: [], ...parts };
}

function linesOf(edits: readonly AgentEdit[], text: string): readonly number[] {
  return [...matchEdits(edits, text).keys()].toSorted((left, right) => left - right);
}

test('text that stands at one place is found there, whatever was put in above it and however it was indented', () => {
  const edits = [edit({ blocks: blocksBetween('', block) })];
  assert.deepEqual(linesOf(edits, `import a;\n\n${block}`), [3, 4, 5, 6]);
  assert.deepEqual(linesOf(edits, `class A {\n${retry.map((line) => `    ${line}\n`).join('')}}\n`), [2, 3, 4, 5]);
});

test('of three equal places the one that the patch names is the agent’s, and none when nothing tells them apart', () => {
  const three = `one();\n${block}two();\n${block}three();\n${block}`;
  const hunk = [' two();', ...retry.map((line) => `+${line}`), ' three();'];
  assert.deepEqual(linesOf([edit({ blocks: blocksOfHunk(hunk, 6), after: three })], three), [7, 8, 9, 10], 'by position');
  assert.deepEqual(linesOf([edit({ blocks: blocksOfHunk(hunk) })], three), [7, 8, 9, 10], 'by its neighbours');
  assert.deepEqual(linesOf([edit({ blocks: blocksBetween('', block) })], three), [], 'neither');
});

test('what was changed since is no longer the agent’s, what stands beside it is', () => {
  const changed = block.replace('first ?? ', 'checked(first) ?? ');
  assert.deepEqual(linesOf([edit({ blocks: blocksBetween('', block) })], changed), [1, 2]);
  const exact = edit({
    blocks: blocksOfHunk(
      retry.map((line) => `+${line}`),
      1,
    ),
    after: block,
  });
  assert.deepEqual(linesOf([exact], changed), [1, 2], 'a brace alone says nothing');
});

test('unchanged lines that an edit repeats around its own are not the agent’s', () => {
  const before = 'const a = readSettings();\nconst c = closeSettings();\n';
  const after = 'const a = readSettings();\nconst b = changeSettings();\nconst c = closeSettings();\n';
  assert.deepEqual(linesOf([edit({ blocks: blocksBetween(before, after) })], after), [2]);
});

test('short lines that a person typed like those of an agent elsewhere are not matched', () => {
  const edits = [edit({ blocks: blocksBetween('', '}\n') }), edit({ blocks: blocksBetween('', 'return;\n') })];
  assert.deepEqual(linesOf(edits, 'function byHand() {\n  return;\n}\n'), []);
});

test('of two agents that wrote the same text the later one counts', () => {
  const first = edit({ session: 'first', at: 1, blocks: blocksBetween('', block) });
  const second = edit({ session: 'second', at: 2, blocks: blocksBetween('', block) });
  assert.deepEqual([...new Set([...matchEdits([second, first], block).values()].map(({ session }) => session))], ['second']);
});
