import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openUnitWorld, runWhere, testSandbox, valueOf } from '../openUnitWorld.ts';

const sandbox = testSandbox();

test('a constructor starts from the fields of its own class as they are set up, and answers what it built', async () => {
  const text = `
export class Counter {
  count = 2;
  constructor(step: number) { if (step > 5) this.count = step; else this.count += 1; }
}
`;
  const world = valueOf(await openUnitWorld(sandbox, text, 'Counter.constructor'));
  const { run } = await runWhere(world, { step: '1' });
  assert.deepEqual(run.observation, {
    effects: [{ kind: 'set', target: 'this.count', values: ['3'] }],
    settlement: { kind: 'returns', value: 'this' },
  });
});

test('a constructor has no scenario in which it reads a field that only other code can tell', async () => {
  const text = `
declare function now(): number;
export class Timer {
  started = now();
  ended: number;
  constructor(running: boolean) { this.ended = running ? 0 : this.started; }
}
`;
  const opened = await openUnitWorld(sandbox, text, 'Timer.constructor');
  assert.ok(opened.ok);
  assert.deepEqual(
    opened.value.scenarios.map(({ title }) => title),
    ['argument `running` is true'],
  );
});

test('what a base class sets up is not made up: a constructor may call its methods, and read its fields once it has written them', async () => {
  const text = (read: string) => `
declare class Base { size: number; constructor(size: number); start(): number }
export class Cart extends Base { total: number;
  constructor(size: number) { super(size); this.start(); ${read} this.total = this.size; }
}
`;
  assert.ok(!(await openUnitWorld(sandbox, text(''), 'Cart.constructor')).ok);
  const world = valueOf(await openUnitWorld(sandbox, text('this.size = size + 1;'), 'Cart.constructor'));
  const { run } = await runWhere(world, { size: '1' });
  assert.deepEqual(
    run.observation.effects.map(({ target, values }) => `${target}(${values.join()})`),
    ['super(1)', 'this.start()', 'this.size(2)', 'this.total(2)'],
  );
});
