import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openBoundedProgram } from '../../src/analysis/boundedProgram.ts';
import { createDocumentCache } from '../../src/analysis/documentCache.ts';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { openWorld } from '../../src/exercises/worlds/openWorld.ts';
import { createSandbox, type Sandbox } from '../../src/exercises/sandboxClient.ts';
import type { RunnableScenario, Run, UnitInContext, World } from '../../src/exercises/worlds/world.ts';
import { systemClock } from '../../src/terms/clock.ts';
import type { Result } from '../../src/terms/result.ts';
import type { CallSite, LocatedUnit } from '../../src/analysis/sourceText.ts';

const cache = createDocumentCache();

/** A sandbox from source, ended with the test file. */
export function testSandbox(): Sandbox {
  const sandbox = createSandbox({ modulePath: fileURLToPath(new URL('../../src/sandboxProcess.ts', import.meta.url)), clock: systemClock });
  test.after(() => sandbox.dispose());
  return sandbox;
}

/** The world of the unit called `name` in a file of this text, with types. */
export async function openUnitWorld(
  sandbox: Sandbox,
  text: string,
  name: string,
  callSites: readonly CallSite[] = [],
): Promise<Result<World>> {
  return await openWorld(typedUnit(text, name, callSites), { sandbox, seed: 1 });
}

/** The unit called `name` in a file of this text, with types; text with elements is TSX. */
export function typedUnit(text: string, name: string, callSites: readonly CallSite[] = []): UnitInContext {
  const path = /<\/|\/>/u.test(text) ? 'src/unit.tsx' : 'src/unit.ts';
  const file = `/project/${path}`;
  const program = openBoundedProgram({
    entry: file,
    overlays: new Map([
      [file, text],
      ['/project/tsconfig.json', '{"compilerOptions":{"strict":true,"target":"es2023","jsx":"preserve"}}'],
    ]),
    root: '/project',
    cache,
  });
  const sourceFile = program.sourceFile(file);
  assert.ok(sourceFile);
  const located = locateUnits(sourceFile, path).find(({ unit }) => unit.name === name);
  assert.ok(located, `no unit ${name}`);
  return { located, checker: program.checker, callSites };
}

/** A unit with its world. */
export async function openUnit(
  sandbox: Sandbox,
  text: string,
  name: string,
): Promise<{ readonly located: LocatedUnit; readonly world: World }> {
  const unit = typedUnit(text, name);
  return { located: unit.located, world: valueOf(await openWorld(unit, { sandbox, seed: 1 })) };
}

export function valueOf<Value>(result: Result<Value>): Value {
  assert.ok(result.ok, result.ok ? '' : result.reason);
  return result.value;
}

/** The scenario in which the slots have these values, and its run. */
export async function runWhere(
  world: World,
  wanted: Readonly<Record<string, string>>,
): Promise<{ readonly scenario: RunnableScenario; readonly run: Run }> {
  const scenario = world.scenarios.find(({ values }) =>
    Object.entries(wanted).every(([slot, value]) => values.some((given) => given.slot.includes(slot) && given.value === value)),
  );
  assert.ok(scenario, `no scenario with ${JSON.stringify(wanted)} among ${world.scenarios.map(({ title }) => title).join(' | ')}`);
  return { scenario, run: valueOf(await world.run(scenario)) };
}
