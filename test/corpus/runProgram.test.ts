import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concurrently, runProgram } from './runProgram.ts';

test('a program that prints something else than expected is seen to do so', async () => {
  assert.equal(await runProgram('console.log(JSON.stringify({ effects: [] }))'), '{"effects":[]}\n');
  assert.match(await runProgram('throw new TypeError("broken")'), /^exit 1: [\s\S]*broken/u);
});

test('a program may neither read files nor start processes', async () => {
  assert.match(await runProgram("process.getBuiltinModule('fs').readFileSync('/etc/hostname')"), /API has been restricted/u);
  assert.match(await runProgram("process.getBuiltinModule('child_process').execSync('true')"), /API has been restricted/u);
});

test('results come in the order of the items, whatever finishes first', async () => {
  const letters = await concurrently(['a', 'b', 'c'], 2, async (letter) => {
    if (letter === 'a') await new Promise((resume) => setImmediate(resume));
    return letter.toUpperCase();
  });
  assert.deepEqual(letters, ['A', 'B', 'C']);
});
