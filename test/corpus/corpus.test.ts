import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { checkProblems } from './checkSchema.ts';
import { packages, sampleOf, sourcesOf } from './packages.ts';
import { runCli } from './runCli.ts';
import { concurrently, runProgram } from './runProgram.ts';

interface Option {
  readonly text: string;
  readonly correct: boolean;
  readonly proof: { readonly engine: string; readonly program?: string; readonly expected?: string };
}

interface Exercise {
  readonly kind: string;
  readonly stem: string;
  readonly options: readonly Option[];
}

interface Document {
  readonly units: readonly { readonly unit: { readonly path: string; readonly name: string }; readonly exercises: readonly Exercise[] }[];
}

/** All three packages whole, or a seeded sample of their files that grows until it holds enough questions for a minute on two cores. */
const long = process.env['UNDERSTAND_LONG'] === '1';
const seed = Number(process.env['UNDERSTAND_SEED'] ?? '1');
const enough = long ? 50 : 24;
const filesAtOnce = 6;
const cores = 2;

const cache = mkdtempSync(join(tmpdir(), 'understand-corpus-'));
after(() => rmSync(cache, { recursive: true }));

const documents: Document[] = [];
const refused: string[] = [];
let items: readonly (Exercise & { readonly place: string })[] = [];

async function checkAll(targets: readonly string[]): Promise<void> {
  const runs = await concurrently(targets, cores, async (target) => await runCli(['check', target, '--json', '--quiet'], { cache }));
  for (const [index, { exit, stdout, stderr }] of runs.entries()) {
    if (exit === 0) documents.push(JSON.parse(stdout) as Document);
    // A file that holds nothing but declarations is no failure.
    else if (exit !== 3) refused.push(`${targets[index] ?? ''}: ${exit} ${stderr}`);
  }
  items = documents.flatMap(({ units }) =>
    units.flatMap(({ unit, exercises }) => exercises.map((exercise) => ({ ...exercise, place: `${unit.path} ${unit.name}` }))),
  );
}

before(async () => {
  if (long) return await checkAll(packages.map(sourcesOf));
  const targets = sampleOf(seed);
  for (let taken = 0; taken < targets.length && items.length < enough; taken += filesAtOnce) {
    await checkAll(targets.slice(taken, taken + filesAtOnce));
  }
});

describe(`questions on ${packages.join(', ')} (${long ? 'all files' : `a sample with seed ${seed}`})`, () => {
  test('every file is read', (context) => {
    context.diagnostic(`${documents.length} documents`);
    assert.deepEqual(refused, []);
    assert.ok(documents.length >= packages.length);
  });

  test('what is printed is what the interface says', () => {
    assert.deepEqual(
      documents.flatMap((document) => checkProblems(document).slice(0, 5)),
      [],
    );
  });

  test(`there are at least ${enough} questions of at least three kinds`, (context) => {
    const kinds = new Map<string, number>();
    for (const { kind } of items) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    context.diagnostic([...kinds].map(([kind, count]) => `${kind}: ${count}`).join(', '));
    assert.ok(items.length >= enough, `only ${items.length}`);
    assert.ok(kinds.size >= 3, `only ${[...kinds.keys()].join(', ')}`);
  });

  test('every program prints in plain Node what its option rests on', async (context) => {
    const proofs = items.flatMap(({ place, kind, options }) => options.map(({ text, proof }) => ({ place, kind, text, ...proof })));
    const shown = proofs.filter((proof) => proof.program !== undefined);
    assert.ok(shown.length >= items.length);
    const printed = await concurrently(shown, cores, async ({ program = '' }) => await runProgram(program));
    const wrong = shown.flatMap(({ place, kind, text, expected }, index) =>
      printed[index] === `${expected}\n` ? [] : [{ place, kind, text, expected, printed: printed[index] }],
    );
    context.diagnostic(`${shown.length} programs, ${wrong.length} wrong`);
    assert.deepEqual(wrong, []);
  });

  test('the program of a wrong option observes something else than the program of the right one', () => {
    const alike = items.filter(({ options }) => {
      const right = new Set(options.filter(({ correct }) => correct).map(({ proof }) => proof.expected));
      return options.some(({ correct, proof }) => !correct && right.has(proof.expected));
    });
    assert.deepEqual(
      alike.map(({ place, stem }) => `${place}: ${stem}`),
      [],
    );
  });
});
