import assert from 'node:assert/strict';
import { test } from 'node:test';
import { processorTime } from '../../../src/exercises/sandbox/processorTime.ts';

const nothing = { user: 0, system: 0 };

test('a thread that is told apart is charged what it used itself', () => {
  const now = processorTime({ threadCpuUsage: () => ({ user: 2_000, system: 500 }), cpuUsage: () => nothing, clockMs: () => 0 });
  assert.equal(now(), 2.5);
});

test('otherwise neither waiting for a processor nor the work of other threads is charged', () => {
  let clock = 0;
  let cpu = nothing;
  const now = processorTime({ threadCpuUsage: undefined, cpuUsage: () => cpu, clockMs: () => clock });
  [clock, cpu] = [1_000, { user: 10_000, system: 0 }];
  assert.equal(now(), 10);
  [clock, cpu] = [1_020, { user: 70_000, system: 0 }];
  assert.equal(now(), 30);
});
