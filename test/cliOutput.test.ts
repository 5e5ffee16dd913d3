import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkedJson, explainedJson } from '../src/cliJson.ts';
import { blamedText, checkedText, explainedText, indexedText, paperFor, progressLine } from '../src/cliOutput.ts';
import type { Exercise } from '../src/terms/exercise.ts';
import type { ExerciseId, UnitKey } from '../src/terms/ids.ts';
import type { Unit } from '../src/terms/unit.ts';

const plain = { width: 60, colour: false };

const unit: Unit = {
  key: '0123456789abcdef' as UnitKey,
  surface: 'fedcba9876543210',
  path: 'src/cart.ts',
  name: 'checkout',
  kind: 'function',
  lines: [3, 9],
  signature: '(cart: Cart): Promise<void>',
  size: { lines: 7, statements: 4, branches: 1 },
  nameAt: { from: { line: 3, column: 10 }, to: { line: 3, column: 18 } },
};

const exercise: Exercise = {
  id: 'fedcba9876543210' as ExerciseId,
  unitKey: unit.key,
  kind: 'E12 reject-path',
  level: 'change-impact',
  stem: '`pay` rejects. What does the caller of `checkout` see?',
  assumptions: ['Given: `cart` is empty (declared type).'],
  code: { text: 'async function checkout() {\n\tawait pay();\n}', firstLine: 9 },
  multi: false,
  options: [
    {
      id: 'a',
      text: 'The rejection.',
      correct: true,
      reason: 'Nothing catches it.',
      proof: { engine: 'execution', claim: 'c', observed: 'o' },
    },
    { id: 'b', text: 'Nothing.', correct: false, reason: 'That needs a catch.', proof: { engine: 'execution', claim: 'c', observed: 'o' } },
  ],
  value: 0.7,
  difficulty: 0.4,
  lines: [[10, 10]],
};

test('an explanation stands under its unit, each sentence with its lines, wrapped to the paper', () => {
  const proved = [
    { text: 'When `pay` fails, the caller of `checkout` gets the failure and the cart stays as it is.', lines: [[4, 5]] as const },
  ];
  assert.equal(
    explainedText([{ unit, facts: [], concepts: [], explanation: { proved, recorded: [], said: [] } }], plain),
    [
      'src/cart.ts:3  checkout  function',
      '  how it runs',
      '  • When `pay` fails, the caller of `checkout` gets the',
      '    failure and the cart stays as it is. (lines 4–5)',
    ].join('\n'),
  );
});

test('units with nothing to say are only counted', () => {
  const silent = { unit, facts: [], concepts: [], explanation: { proved: [], recorded: [], said: [] } };
  assert.equal(explainedText([silent, silent], plain), '2 of 2 units: nothing found that the code does not say at once.');
  assert.equal(explainedText([silent], plain), 'Nothing found that the code does not say at once.');
});

test('a question is printed with its code, its options and which of them holds', () => {
  assert.equal(
    checkedText([{ unit, exercises: [exercise] }], plain),
    [
      'src/cart.ts:3  checkout  function',
      '',
      '  `pay` rejects. What does the caller of `checkout` see?',
      '  Given: `cart` is empty (declared type).',
      '   9 │ async function checkout() {',
      '  10 │   await pay();',
      '  11 │ }',
      '  A  The rejection.',
      '  B  Nothing.',
      '  A holds: Nothing catches it.',
    ].join('\n'),
  );
});

test('a second question about the same code does not print it again', () => {
  const printed = checkedText([{ unit, exercises: [exercise, { ...exercise, stem: 'And then?' }] }], plain);
  assert.equal(printed.split('await pay()').length, 2);
});

test('units without a question are counted by their reason', () => {
  const none = { unit, exercises: [], why: 'too small to be worth a question' };
  assert.equal(checkedText([none, none], plain), '2 without a question: too small to be worth a question');
});

test('hostile names and code cannot move the cursor or turn the reading direction', () => {
  const hostile = { ...exercise, stem: 'What\u001B[2J now\u202E?', code: { text: '// \u001B]0;owned\u0007', firstLine: 1 } };
  const printed = checkedText([{ unit: { ...unit, name: 'a\u001B[31m' }, exercises: [hostile] }], plain);
  assert.deepEqual(
    ['\u001B', '\u0007', '\u202E'].filter((character) => printed.includes(character)),
    [],
  );
});

test('colour is for terminals that want it', () => {
  assert.equal(paperFor({ isTTY: true, columns: 90 }, {}).colour, true);
  assert.equal(paperFor({ isTTY: true, columns: 90 }, { NO_COLOR: '1' }).colour, false);
  assert.equal(paperFor({ isTTY: true, columns: 90 }, { TERM: 'dumb' }).colour, false);
  assert.equal(paperFor({}, {}).colour, false);
  const coloured = checkedText([{ unit, exercises: [exercise] }], { width: 60, colour: true });
  assert.ok(coloured.includes('\u001B[1mcheckout\u001B[22m'));
});

test('the width follows the terminal within what can be read', () => {
  assert.deepEqual(
    [20, 72, 300, 0, undefined].map((columns) => paperFor(columns === undefined ? {} : { columns }, {}).width),
    [40, 72, 100, 80, 80],
  );
});

test('a blamed line stands behind who wrote it, and hostile names and code stay text', () => {
  const evidence = [{ source: 'git-ai-note', strength: 0.95, where: 'commit \u001B[2Jx', why: 'A tool wrote it.' }];
  const origin = { kind: 'ai', confidence: 0.95, tool: 'cl\u202Eaude and more', evidence } as const;
  const lines = [
    { line: 2, origin },
    { line: 10, origin: { kind: 'unknown', confidence: 0, evidence: [] } as const },
  ];
  const text = `\n\tevil('\u001B]0;owned\u0007');${'\n'.repeat(8)}last();\n`;
  const printed = blamedText({ files: [{ path: 'a\u202E.ts', lines, text }], totals: { ai: 1, human: 0, mixed: 0, unknown: 1 } }, plain);
  assert.equal(
    printed,
    [
      '2 lines: 1 ai, 0 human, 0 mixed, 1 unknown',
      '',
      'a\\u{202E}.ts',
      "ai 0.95 cl\\u{202 │  2 │   evil('\\u{1B}]0;owned\\u{7}');",
      'unknown          │ 10 │ last();',
      '   1 × A tool wrote it. (commit \\u{1B}[2Jx)',
    ].join('\n'),
  );
});

test('the index names what it left alone', () => {
  const summary = { files: 2, units: 5, lines: 90, skipped: [{ path: 'a.min.js', reason: 'minified' }], elapsedMs: 1_240, peakRssMb: 90 };
  assert.equal(indexedText(summary, plain), '2 files, 5 units, 90 lines in 1.2 s, at most 90 MB\n  left alone  a.min.js: minified');
});

test('progress fits one line of the terminal', () => {
  const line = progressLine(3, 12, 'src/a/very/long/path/that/does/not/fit.ts', 40);
  assert.equal(line.startsWith('\r\u001B[2K█████░░░'), true);
  assert.equal(line.length - '\r\u001B[2K'.length, 39);
});

test('the JSON of a unit is what was published, without where its name stands', () => {
  const fact = {
    id: 'callers',
    kind: 'callers',
    text: 'One caller.',
    lines: [[3, 3]] as const,
    basis: 'references',
    surprise: 1,
    reach: 'elsewhere',
  } as const;
  const { nameAt: _nameAt, surface: _unitSurface, ...published } = unit;
  const explanation = { proved: [], recorded: [], said: [] };
  const concept = { id: 'promise-all', why: 'The rest keeps running.', misconception: 'The rest is cancelled.', lines: [[4, 4]] as const };
  const { surprise: _surprise, reach: _reach, ...publishedFact } = fact;
  assert.deepEqual(explainedJson([{ unit, facts: [fact], concepts: [concept], explanation }]), {
    units: [{ ...published, facts: [publishedFact], concepts: ['promise-all'], explanation }],
  });
  assert.deepEqual(checkedJson([{ unit, exercises: [], why: 'too small' }]), {
    units: [{ unit: published, why: 'too small', exercises: [] }],
  });
});

test('a question about a change shows what it took out where it stood', () => {
  const change = { removed: [{ before: 10, text: '\tpay();' }], added: [10] };
  const asked = { ...exercise, code: { ...exercise.code, change } };
  const lines = checkedText([{ unit, exercises: [asked] }], plain)
    .split('\n')
    .filter((line) => line.includes('│'));
  assert.deepEqual(lines, ['     9 │ async function checkout() {', '  -    │   pay();', '  + 10 │   await pay();', '    11 │ }']);
  const [json] = (checkedJson([{ unit, exercises: [asked] }]) as { units: { exercises: Exercise[] }[] }).units[0]?.exercises ?? [];
  assert.deepEqual(json?.code.change, change);
});
