import { ts } from 'ts-morph';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { parseSource } from '../../src/analysis/parseSource.ts';
import type { UnitInContext, Failure, RunnableScenario, Run, UnitEdit, World, BoundaryCall } from '../../src/exercises/worlds/world.ts';
import type { Effect, ScriptedValue, Settlement } from '../../src/terms/proof.ts';
import { failure, success } from '../../src/terms/result.ts';

/** What a function outside the unit answers; an async one answers with a promise. */
export interface FakeOutside {
  readonly answer?: unknown;
  readonly async?: boolean;
}

export interface FakeScenario {
  readonly title: string;
  readonly arguments: readonly unknown[];
  readonly outside: Readonly<Record<string, FakeOutside>>;
  readonly assumptions?: readonly string[];
  readonly values?: readonly ScriptedValue[];
}

/** The first unit of a text, as proposing takes it. */
export function unitOf(text: string, name?: string): UnitInContext {
  const sourceFile = parseSource('/repo/src/unit.js', text);
  const units = locateUnits(sourceFile, 'src/unit.js');
  const located = name === undefined ? units[0] : units.find((candidate) => candidate.unit.name === name);
  if (located === undefined) throw new Error('the text holds no unit');
  return { located, callSites: [] };
}

/** Runs trusted test code in this process: plain functions, outside names given by the scenario, every call recorded. */
export function fakeWorld(unit: UnitInContext, given: readonly FakeScenario[], options: { readonly programs?: boolean } = {}): World {
  const scenarios = given.map(({ title, assumptions, values }, index): RunnableScenario => ({
    id: `s${index}`,
    title,
    values: values ?? [],
    assumptions: assumptions ?? [],
  }));
  return {
    scenarios,
    others: [],
    async run(scenario, edits = []) {
      const found = given[Number(scenario.id.slice(1))];
      if (found === undefined) return failure('no such scenario');
      if (scenario.secondCall !== undefined) return failure('this world takes one call');
      try {
        return success(await runOnce(unit, found, scenario.failure, edits));
      } catch (error) {
        return failure(String(error));
      }
    },
    answered: async () => [],
    variations: () => [],
    openValues: () => [],
    withOther: (scenario) => scenario,
    withFailure: (scenario, injected) => ({ ...scenario, failure: injected, title: `${scenario.title} and ${injected.call.target} fails` }),
    withSecondCall: (scenario, secondCall) => ({ ...scenario, secondCall }),
    recorded: () => undefined,
    program(_scenario, run) {
      if (options.programs === false) return failure('cannot be told independently');
      const expected = JSON.stringify(run.observation);
      return success({ program: `console.log(${JSON.stringify(expected)});`, expected });
    },
  };
}

async function runOnce(unit: UnitInContext, given: FakeScenario, injected: Failure | undefined, edits: readonly UnitEdit[]): Promise<Run> {
  class ScriptedFailure extends Error {}
  const effects: Effect[] = [];
  const boundaryCalls: BoundaryCall[] = [];
  const executedLines: number[] = [];
  const counts = new Map<string, number>();

  function stub(target: string, outside: FakeOutside): (...values: readonly unknown[]) => unknown {
    return (...values) => {
      const occurrence = counts.get(target) ?? 0;
      counts.set(target, occurrence + 1);
      effects.push({ kind: 'call', target, values: values.map(render) });
      boundaryCalls.push({ target, occurrence, line: executedLines.at(-1) ?? 1, async: outside.async === true });
      const fails = injected?.call.target === target && injected.call.occurrence === occurrence;
      if (outside.async === true) {
        const promise = fails ? Promise.reject(new ScriptedFailure()) : Promise.resolve(outside.answer);
        // A mutant may drop the await: nobody then handles the rejection, which is the mutant's matter and not this process's.
        promise.catch(() => undefined);
        return promise;
      }
      if (fails) throw new ScriptedFailure();
      return outside.answer;
    };
  }

  const names: Record<string, unknown> = {};
  for (const [target, outside] of Object.entries(given.outside)) {
    const [first = target, second] = target.split('.');
    if (second === undefined) names[first] = stub(target, outside);
    else names[first] = { ...(names[first] as object | undefined), [second]: stub(target, outside) };
  }
  const seen = (line: number): void => {
    if (executedLines.at(-1) !== line) executedLines.push(line);
  };
  // oxlint-disable-next-line no-implied-eval, typescript/no-implied-eval -- the text is the test's own literal
  const made = new Function('seenLine', ...Object.keys(names), `return (${probed(editedText(unit, edits))});`) as (
    ...all: unknown[]
  ) => (...args: unknown[]) => unknown;
  const body = made(seen, ...Object.values(names));
  const settlement = await settle(() => body(...structuredClone(given.arguments)));
  return { observation: { effects: [...effects], settlement }, executedLines: [...new Set(executedLines)], boundaryCalls };
}

async function settle(call: () => unknown): Promise<Settlement> {
  let result: unknown;
  try {
    result = call();
  } catch (error) {
    return { kind: 'throws', error: (error as Error).constructor.name };
  }
  if (!(result instanceof Promise)) return { kind: 'returns', value: render(result) };
  const pending = Symbol('pending');
  try {
    const value: unknown = await Promise.race([result, new Promise((resolve) => setImmediate(() => resolve(pending)))]);
    return value === pending ? { kind: 'pending' } : { kind: 'resolves', value: render(value) };
  } catch (error) {
    return { kind: 'rejects', error: (error as Error).constructor.name };
  }
}

function editedText({ located }: UnitInContext, edits: readonly UnitEdit[]): string {
  const { node, sourceFile } = located;
  const start = node.getStart(sourceFile);
  let text = sourceFile.text.slice(start, node.end);
  for (const edit of edits.toSorted((left, right) => right.start - left.start)) {
    text = text.slice(0, edit.start - start) + edit.text + text.slice(edit.end - start);
  }
  return '\n'.repeat(sourceFile.getLineAndCharacterOfPosition(start).line) + text.replace(/^export /, '');
}

function probed(text: string): string {
  const sourceFile = ts.createSourceFile('unit.js', text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.JS);
  const inserts: { readonly at: number; readonly text: string }[] = [];
  function probe(node: ts.Node): string {
    return `seenLine(${sourceFile.getLineAndCharacterOfPosition(node.getStart(sourceFile)).line + 1});`;
  }
  function visit(node: ts.Node): void {
    if (ts.isBlock(node))
      for (const statement of node.statements) inserts.push({ at: statement.getStart(sourceFile), text: probe(statement) });
    if (ts.isIfStatement(node) && !ts.isBlock(node.thenStatement)) {
      inserts.push(
        { at: node.thenStatement.getStart(sourceFile), text: `{ ${probe(node.thenStatement)}` },
        { at: node.thenStatement.end, text: ' }' },
      );
    }
    ts.forEachChild(node, visit);
  }
  visit(sourceFile);
  let result = text;
  for (const insert of inserts.toSorted((left, right) => right.at - left.at))
    result = result.slice(0, insert.at) + insert.text + result.slice(insert.at);
  return result;
}

function render(value: unknown): string {
  return value === undefined ? 'undefined' : JSON.stringify(value);
}
