import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openUnitWorld, runWhere, testSandbox, valueOf } from '../openUnitWorld.ts';

const sandbox = testSandbox();

test('a write to an object made from one outside is not a write to that one', async () => {
  const text = `
interface Options { limit: number; strict: boolean }
declare const api: { send(options: Options): void };
export function send(options: Options) {
  const own: Options = Object.create(options);
  own.limit = 3;
  if (options.strict) options.limit = 1;
  api.send(own);
}
`;
  const world = valueOf(await openUnitWorld(sandbox, text, 'send'));
  const { scenario, run } = await runWhere(world, { 'options.strict': 'false' });
  assert.deepEqual(
    run.observation.effects.map(({ target }) => target),
    ['api.send'],
  );
  const { program, expected } = valueOf(world.program(scenario, run));
  assert.deepEqual(await sandbox.print([program]), [{ ok: true, value: expected }]);
  const strict = await runWhere(world, { 'options.strict': 'true' });
  assert.deepEqual(
    strict.run.observation.effects.map(({ target }) => target),
    ['options.limit', 'api.send'],
  );
});
