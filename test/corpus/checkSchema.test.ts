import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkProblems } from './checkSchema.ts';

const proof = { engine: 'execution', claim: 'it rejects', observed: 'rejects', program: 'console.log(1)', expected: '1' };
const unit = {
  key: '0123456789abcdef',
  path: 'src/cart.ts',
  name: 'total',
  kind: 'function',
  lines: [1, 9],
  signature: '(): number',
  size: { lines: 9, statements: 3, branches: 1 },
};
const exercise = {
  id: 'fedcba9876543210',
  unitKey: unit.key,
  kind: 'E12 reject-path',
  level: 'change-impact',
  stem: 'What happens?',
  assumptions: [],
  code: { text: 'total()', firstLine: 1 },
  multi: false,
  options: [
    { id: 'a', text: 'this', correct: true, reason: 'so it is', proof },
    { id: 'b', text: 'that', correct: false, reason: 'not so', proof: { ...proof, expected: '2' } },
  ],
  value: 0.5,
  difficulty: 0.5,
  lines: [[2, 3]],
};

function document(change: object, exerciseChange: object = {}): unknown {
  const units = [{ unit, exercises: [{ ...exercise, ...exerciseChange }] }];
  return { schema: 1, tool: 'understand-this', version: '0.1.0', units, ...change };
}

test('a document as published has no problems', () => {
  assert.deepEqual(checkProblems(document({})), []);
});

const faults: readonly (readonly [string, unknown, RegExp])[] = [
  ['another schema number', document({ schema: 2 }), /document\.schema is 2/u],
  ['a field nobody published', document({ secret: 1 }), /document\.secret is not in the interface/u],
  ['a unit without a question that says nothing', document({ units: [{ unit, exercises: [] }] }), /does not say why/u],
  ['two right options', document({}, { options: exercise.options.map((each) => ({ ...each, correct: true })) }), /2 right options/u],
  ['a value above one', document({}, { value: 1.2 }), /value is 1\.2/u],
  ['lines that end before they start', document({}, { lines: [[3, 2]] }), /no pair of lines/u],
  ['an absolute path', document({ units: [{ unit: { ...unit, path: '/home/a.ts' }, exercises: [exercise] }] }), /relative path/u],
  [
    'an executed proof without its program',
    document({}, { options: exercise.options.map((each) => ({ ...each, proof: { engine: 'execution', claim: 'c', observed: 'o' } })) }),
    /no program to show it/u,
  ],
];

for (const [fault, faulty, complaint] of faults) {
  test(`${fault} is found`, () => {
    assert.match(checkProblems(faulty).join('\n'), complaint);
  });
}
