import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBoundedProgram } from '../../../src/analysis/boundedProgram.ts';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { locateUnits } from '../../../src/analysis/locateUnits.ts';
import { openTestsOf, unstatedCondition } from '../../../src/exercises/gates/statedConditions.ts';
import type { ScriptedValue } from '../../../src/terms/proof.ts';

const cache = createDocumentCache();

const code = `interface Job { id: number; owner: object; late: boolean }
declare function start(job: Job): void;
export function run(job: Job, owner: object): void {
  if (job.late) return;
  if (job.owner === owner) start(job);
}
`;

function unstated(executed: readonly number[], known: readonly ScriptedValue[], text = code): string | undefined {
  const file = '/project/src/unit.ts';
  const overlays = new Map([
    [file, text],
    ['/project/tsconfig.json', '{"compilerOptions":{"strict":true}}'],
  ]);
  const program = openBoundedProgram({ entry: file, overlays, root: '/project', cache });
  const sourceFile = program.sourceFile(file);
  assert.ok(sourceFile);
  const [located] = locateUnits(sourceFile, 'src/unit.ts');
  assert.ok(located);
  return unstatedCondition(openTestsOf({ located, checker: program.checker, callSites: [] }), new Set(executed), known);
}

const late: ScriptedValue = { slot: '`job.late`', value: 'false', source: 'declared type', from: 'boolean' };

test('a tested value that nobody stated makes the question unanswerable', () => {
  assert.equal(unstated([4], []), 'a value that decides is not stated');
  assert.equal(unstated([4], [late]), undefined);
});

test('whether two things are the same one cannot be told from their types', () => {
  assert.equal(unstated([4, 5], [late]), 'whether two things are the same one is not stated');
});

test('whether a dictionary has an entry is to be stated, by whatever name it is held; one that is made here is not', () => {
  const book = `export class Book {
  rates: Record<string, number> = {};
  refresh(ids: string[]): void {
    const before = this.rates;
    const loaded: Record<string, number> = {};
    for (const id of ids) {
      if (before[id] !== undefined) loaded[id] = before[id];
      if (loaded[id] !== undefined) this.rates = loaded;
    }
  }
}
`;
  const located = (known: readonly ScriptedValue[]): string | undefined => unstated([7, 8], known, book);
  assert.equal(located([]), 'a value that decides is not stated');
  assert.equal(located([{ slot: '`this.rates.a`', value: 'undefined', source: 'declared type', from: 'number' }]), undefined);
});
