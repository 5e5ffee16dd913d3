import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../corpus/runProgram.ts';
import { openUnit, runWhere, testSandbox } from '../openUnitWorld.ts';

const sandbox = testSandbox();

const registry = `class Watcher { run(): void {} }
class Registry {
  watchers: Watcher[] = [];
  current: Watcher | undefined;
  byName: Record<string, Watcher> = {};
  stop(): void {}
  remove(watcher: Watcher): void {
    if (!this.watchers.includes(watcher)) return;
    this.watchers = this.watchers.filter((other) => other !== watcher);
    if (this.watchers.length === 0) this.stop();
  }
  choose(next: Watcher): boolean {
    if (next === this.current) return false;
    this.current = next;
    return true;
  }
  named(name: string): string {
    const found = this.byName[name];
    if (!found) return 'nobody';
    found.run();
    return name;
  }
}`;

test('what is looked up in a list is one of its items, or none of them, and both are stated', async () => {
  const { world } = await openUnit(sandbox, registry, 'Registry.remove');
  const last = await runWhere(world, { watcher: 'the first of `this.watchers`', 'this.watchers': 'an array of one item' });
  assert.ok(last.run.observation.effects.some(({ target }) => target === 'this.stop'));
  const other = await runWhere(world, { watcher: 'none of `this.watchers`' });
  assert.deepEqual(other.run.observation.effects, []);
  const built = world.program(last.scenario, last.run);
  assert.ok(built.ok);
  assert.equal(await runProgram(built.value.program), `${built.value.expected}\n`);
});

test('what is compared with another thing may be that thing', async () => {
  const { world } = await openUnit(sandbox, registry, 'Registry.choose');
  const same = await runWhere(world, { next: 'the same as `this.current`' });
  assert.deepEqual(same.run.observation.settlement, { kind: 'returns', value: 'false' });
  const other = await runWhere(world, { next: 'another one than `this.current`' });
  assert.deepEqual(other.run.observation.settlement, { kind: 'returns', value: 'true' });
});

test('a dictionary may lack the entry that the code asks for, whatever its type says', async () => {
  const { world } = await openUnit(sandbox, registry, 'Registry.named');
  const outcomes = await Promise.all(world.scenarios.map(async (scenario) => await world.run(scenario)));
  const values = outcomes.map((run) =>
    run.ok && 'value' in run.value.observation.settlement ? run.value.observation.settlement.value : '',
  );
  assert.ok(values.includes('"nobody"'), values.join());
});
