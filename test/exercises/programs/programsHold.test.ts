import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { withProgramsThatHold } from '../../../src/exercises/programs/programsHold.ts';
import { createSandbox } from '../../../src/exercises/sandboxClient.ts';
import { systemClock } from '../../../src/terms/clock.ts';
import type { Exercise } from '../../../src/terms/exercise.ts';
import type { ExerciseId, UnitKey } from '../../../src/terms/ids.ts';

const sandbox = createSandbox({ modulePath: new URL('../../../src/sandboxProcess.ts', import.meta.url).pathname, clock: systemClock });
after(() => sandbox.dispose());

const unitKey = '0123456789abcdef' as UnitKey;

/** A question whose options have these programs, each with the line it must print. */
function question(id: string, options: readonly (readonly [program: string | undefined, expected?: string])[]): Exercise {
  const proofs = options.map(([program, expected]) => ({
    engine: 'execution',
    claim: '',
    observed: '',
    ...(program !== undefined && { program }),
    ...(expected !== undefined && { expected }),
  }));
  return {
    id: id as ExerciseId,
    unitKey,
    options: proofs.map((proof, index) => ({ id: String(index), text: '', correct: index === 0, reason: '', proof })),
  } as unknown as Exercise;
}

async function kept(...exercises: readonly Exercise[]): Promise<{ readonly ids: readonly string[]; readonly why?: string }> {
  const { exercises: left, why } = await withProgramsThatHold({ unitKey, exercises }, sandbox.print);
  return { ids: left.map(({ id }) => id), ...(why !== undefined && { why }) };
}

const waits = `const said = [];\nPromise.resolve().then(() => said.push('later'));\nsaid.push('now');\nfor (let tick = 0; tick < 400; tick += 1) await null;\nconsole.log(JSON.stringify(said));`;

test('a question whose programs print what they must is kept', async () => {
  const holds = question('q', [[waits, '["now","later"]'], ['console.log(JSON.stringify(1 + 1));', '2'], [undefined]]);
  assert.deepEqual(await kept(holds), { ids: ['q'] });
});

test('one option whose program prints something else takes the whole question with it', async () => {
  const wrong = question('wrong', [
    [waits, '["later","now"]'],
    ['console.log("2");', '2'],
  ]);
  const right = question('right', [['console.log("2");', '2']]);
  assert.deepEqual(await kept(wrong, right), { ids: ['right'] });
});

test('a unit whose questions all fell says why', async () => {
  const { ids, why } = await kept(question('q', [['console.log("3");', '2']]));
  assert.deepEqual(ids, []);
  assert.ok(why?.includes('confirmed'));
});

test('a program that does not parse, throws, prints nothing, loops or waits for ever confirms nothing', async () => {
  for (const program of [
    'const =',
    'throw new Error("x");',
    'const a = 1;',
    'for (;;);',
    'for (;;) await null;',
    'await new Promise(() => {}); console.log("2");',
  ]) {
    assert.deepEqual((await kept(question('q', [[program, '2']]))).ids, [], program);
  }
  assert.deepEqual((await kept(question('q', [['console.log("2");', '2']]))).ids, ['q'], 'the sandbox goes on');
});

test('programs see neither the host nor each other', async () => {
  const spoil = `Array.prototype.push = () => 0; globalThis.left = 1; console.log('2');`;
  const look = `const seen = [typeof process, typeof require, typeof fetch, typeof left]; const list = []; list.push(1); console.log(JSON.stringify([...seen, list.length]));`;
  const clean = '["undefined","undefined","undefined","undefined",1]';
  assert.deepEqual(
    (
      await kept(
        question('q', [
          [spoil, '2'],
          [look, clean],
        ]),
      )
    ).ids,
    ['q'],
  );
});
