import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuseOrigins } from '../../src/changes/fuseOrigins.ts';
import type { LineClues } from '../../src/changes/fuseOrigins.ts';
import { unknownOrigin } from '../../src/terms/origin.ts';
import type { Origin, OriginKind } from '../../src/terms/origin.ts';

function origin(kind: OriginKind, confidence: number, source = `${kind}-${confidence}`): Origin {
  return { kind, confidence, evidence: [{ source, strength: confidence, where: 'there', why: `${kind}.` }] };
}

function fused(clues: Partial<LineClues>): string {
  const { kind, confidence } = fuseOrigins({ records: [], omitted: false, commit: unknownOrigin, weak: [], ...clues });
  return `${kind} ${confidence}`;
}

test('without evidence a line is unknown', () => {
  assert.equal(fused({}), 'unknown 0');
});

test('what the commit says of itself decides where no record names lines, and only there', () => {
  const commit = origin('ai', 0.7);
  assert.equal(fused({ commit }), 'ai 0.7');
  assert.equal(fused({ commit, omitted: true }), 'unknown 0');
  assert.equal(fused({ commit: origin('unknown', 0) }), 'unknown 0');
});

test('agreement raises a verdict to 0.9 at most and never lowers one', () => {
  const commit = origin('ai', 0.7);
  assert.equal(fused({ records: [origin('ai', 0.8)], commit }), 'ai 0.85');
  assert.equal(fused({ records: [origin('ai', 0.88)], commit }), 'ai 0.9');
  assert.equal(fused({ records: [origin('ai', 0.95)], commit }), 'ai 0.95');
  assert.equal(fused({ records: [origin('ai', 0.8), origin('ai', 0.6)] }), 'ai 0.85');
});

test('what is inherited gains nothing by agreement', () => {
  assert.equal(fused({ records: [origin('ai', 0.85)], commit: origin('ai', 0.7), inherited: true }), 'ai 0.85');
});

test('between hands and an AI record that is hardly stronger the line stays open', () => {
  assert.equal(fused({ own: origin('human', 0.93), records: [origin('ai', 0.95)] }), 'unknown 0');
  assert.equal(fused({ records: [origin('human', 0.7), origin('ai', 0.85)] }), 'unknown 0');
});

test('a record of a whole line does not take the part that a person was seen to type', () => {
  assert.equal(fused({ own: origin('unknown', 0.93, 'keyboard-receipt'), records: [origin('ai', 0.95)] }), 'mixed 0.95');
  assert.equal(fused({ own: origin('unknown', 0.93, 'keyboard-receipt'), commit: origin('ai', 0.7) }), 'mixed 0.7');
  assert.equal(fused({ own: origin('mixed', 0.6), records: [origin('ai', 0.95)] }), 'mixed 0.7');
  assert.equal(fused({ own: origin('unknown', 0, 'keyboard-receipt'), records: [origin('ai', 0.95)] }), 'ai 0.95');
});

test('hands that were seen outweigh a weak record, with less confidence', () => {
  assert.equal(fused({ own: origin('human', 0.93), records: [origin('ai', 0.6)] }), 'human 0.68');
});

test('a commit that names an AI takes back a human verdict that rests on saving alone', () => {
  assert.equal(fused({ records: [origin('human', 0.7)], commit: origin('ai', 0.7) }), 'unknown 0');
  assert.equal(fused({ own: origin('human', 0.93), commit: origin('ai', 0.7) }), 'human 0.68');
});

test('a person’s own word goes before everything, in both directions', () => {
  assert.equal(fused({ own: origin('human', 1, 'own-word'), records: [origin('ai', 0.95)] }), 'human 1');
  assert.equal(fused({ own: origin('ai', 1, 'own-word'), records: [origin('human', 0.7)] }), 'ai 1');
});

test('evidence is listed strongest first, each piece once, whatever was decided', () => {
  const { evidence } = fuseOrigins({
    own: origin('human', 0.93, 'keyboard-receipt'),
    records: [origin('ai', 0.95, 'git-ai-note')],
    omitted: false,
    commit: origin('ai', 0.7, 'commit-trailer'),
    weak: [{ source: 'agent-trace', strength: 0.5, where: 'there', why: 'maybe' }],
  });
  assert.deepEqual(
    evidence.map(({ source }) => source),
    ['git-ai-note', 'keyboard-receipt', 'commit-trailer', 'agent-trace'],
  );
});
