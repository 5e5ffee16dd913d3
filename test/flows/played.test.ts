import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { PlayPanel } from '../../src/terms/play.ts';
import type { Result } from '../../src/terms/result.ts';
import { temporaryFolder, tutorOver, type TutorOver } from '../builders/tutorOver.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';

const payments = `export async function charge(cents: number): Promise<string> {
  return \`receipt for \${cents}\`;
}
export async function notify(receipt: string): Promise<void> {
  await fetch(receipt);
}
`;
const checkout = `import { charge, notify } from './payments.ts';

export interface Order { id: string; cents: number }
export interface Invoices { save(receipt: string): Promise<void> }

export async function checkout(order: Order, invoices: Invoices): Promise<string> {
  if (order.cents <= 0) throw new RangeError('nothing to pay');
  const receipt = await charge(order.cents);
  try {
    await invoices.save(receipt);
  } catch {
    order.id = '';
  }
  await notify(receipt);
  return receipt;
}

export class Till {
  open: boolean;
  total: number;
  constructor() {
    this.open = false;
    this.total = 0;
  }
  async add(price: (item: string) => Promise<number>, item: string): Promise<number> {
    const before = this.total;
    const cents = await price(item);
    if (cents < 0) return before;
    this.total = before + cents;
    return this.total;
  }
}

export async function keepQuiet(store: { put(id: string): Promise<void> }, id: string): Promise<string> {
  try {
    await store.put(id);
  } catch {
    if (id === '') return '';
  }
  return id;
}

export function makePurse(limit: number) {
  const spend = (cents: number, warn: (left: number) => void): number => {
    const left = limit - cents;
    if (left < 0) warn(left);
    return Math.max(left, 0);
  };
  return spend;
}

export class Vault {
  #held = 0;
  take(cents: number, store: { log(cents: number): void }): number {
    if (cents > this.#held) return 0;
    this.#held -= cents;
    store.log(cents);
    return cents;
  }
}
`;

function valueOf<Value>(result: Result<Value>): Value {
  assert.ok(result.ok, result.ok ? '' : result.reason);
  return result.value;
}

async function openShop(context: { after(task: () => void): void }): Promise<{ over: TutorOver; root: string; uri: string }> {
  const root = temporaryFolder(context, 'played');
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('package.json', '{ "name": "shop", "type": "module", "scripts": { "test": "node --test" } }');
  write(
    'tsconfig.json',
    '{ "compilerOptions": { "strict": true, "module": "nodenext", "allowImportingTsExtensions": true, "noEmit": true } }',
  );
  write('src/payments.ts', payments);
  write('src/checkout.ts', checkout);
  const over = tutorOver(createFakeClock(Date.UTC(2026, 8, 2)));
  context.after(() => over.dispose());
  await over.tutor.trust(true);
  const path = join(root, 'src/checkout.ts');
  const uri = pathToFileURL(path).href;
  await over.tutor.documentShown({ uri, languageId: 'typescript', text: checkout, sequence: 0, dirty: false, path, root });
  return { over, root, uri };
}

/** Runs a test file of the project under Node's own runner; the exit code. */
function runTest(root: string, file: string, text: string): { readonly code: number | null; readonly output: string } {
  writeFileSync(file, text);
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const ran = spawnSync(process.execPath, ['--test', '--experimental-test-module-mocks', file], {
    cwd: root,
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: ran.status, output: `${ran.stdout}${ran.stderr}` };
}

function scenarioNamed(panel: PlayPanel, title: string): PlayPanel['scenarios'][number] {
  const found = panel.scenarios.find((scenario) => scenario.title === title);
  assert.ok(found, `no scenario "${title}" among ${panel.scenarios.map((scenario) => scenario.title).join(' | ')}`);
  return found;
}

test('a played function is walked through line by line, and a line tried otherwise shows what it changes', async (context) => {
  const { over, uri } = await openShop(context);
  const panel = valueOf(await over.tutor.play({ kind: 'place', uri, line: 9 }));
  assert.equal(panel.unitName, 'checkout');
  const rejects = scenarioNamed(panel, '`invoices.save` rejects');
  assert.deepEqual(
    rejects.run.steps.map(({ line }) => line),
    [7, 8, 9, 10, 12, 14, 15],
  );
  assert.deepEqual(rejects.run.steps[4]?.seen, ['`order.id = ""`']);
  assert.match(rejects.run.ending, /^the returned promise resolves to/u);

  const tried = valueOf(await over.tutor.tryText(panel.id, { kind: 'line', line: 12, text: '    throw new Error(order.id);' }));
  const other = scenarioNamed(tried, '`invoices.save` rejects').tried;
  assert.ok(other !== undefined && 'differs' in other && other.differs);
  assert.ok(other.differences.some(({ in: where, text }) => where === 'now' && text === 'the returned promise rejects with `Error`'));
  const same = scenarioNamed(tried, '`charge` rejects').tried;
  assert.ok(same !== undefined && 'differs' in same && !same.differs);

  const broken = await over.tutor.tryText(panel.id, { kind: 'line', line: 12, text: '    throw new (' });
  assert.deepEqual(broken, { ok: false, reason: 'With that line the function no longer parses.' });
  const outside = await over.tutor.tryText(panel.id, { kind: 'line', line: 3, text: 'export interface Order {}' });
  assert.deepEqual(outside, { ok: false, reason: 'Line 3 is not part of `checkout`.' });
});

test("the editor's newer text is compared with what ran", async (context) => {
  const { over, uri } = await openShop(context);
  const panel = valueOf(await over.tutor.play({ kind: 'place', uri, line: 9 }));
  assert.deepEqual(await over.tutor.tryText(panel.id, { kind: 'editor' }), { ok: false, reason: 'The editor holds the same text.' });
  const offset = checkout.indexOf('  await notify(receipt);');
  const edited = over.tutor.documentEdited([
    { uri, sequence: 1, replacements: [{ offset, length: '  await notify(receipt);\n'.length, text: '' }], signals: {}, at: 0 },
  ]);
  await over.settle();
  await edited;
  const tried = valueOf(await over.tutor.tryText(panel.id, { kind: 'editor' }));
  assert.equal(tried.tried?.words, 'the text in the editor');
  const fails = scenarioNamed(tried, '`notify` rejects').tried;
  assert.ok(fails !== undefined && 'differs' in fails && fails.differs);
});

test('a write that is lost and a failure that nobody hears of are pointed out, and nothing else is', async (context) => {
  const { over, uri } = await openShop(context);
  const till = valueOf(await over.tutor.play({ kind: 'place', uri, line: 26 }));
  assert.deepEqual(
    till.suspicions.map(({ kind }) => kind),
    ['lost update'],
  );
  const quiet = valueOf(await over.tutor.play({ kind: 'place', uri, line: 36 }));
  assert.deepEqual(
    quiet.suspicions.map(({ kind, expected }) => [kind, expected]),
    [['swallowed failure', 'a failure of `store.put` reaches the caller']],
  );
  // `checkout` sets `order.id` where saving fails: somebody can tell.
  const told = valueOf(await over.tutor.play({ kind: 'place', uri, line: 9 }));
  assert.deepEqual(told.suspicions, []);
});

test('a kept test passes on the code as it is and fails on a changed line, under Node’s own runner', async (context) => {
  const { over, root, uri } = await openShop(context);
  const panel = valueOf(await over.tutor.play({ kind: 'place', uri, line: 9 }));
  const kept = valueOf(await over.tutor.keepAsTest({ playId: panel.id, scenarioId: scenarioNamed(panel, '`invoices.save` rejects').id }));
  assert.equal(kept.file, join(root, 'src/checkout.kept.test.ts'));
  const today = runTest(root, kept.file, kept.text);
  assert.equal(today.code, 0, `${today.output}\n${kept.text}`);
  writeFileSync(join(root, 'src/checkout.ts'), checkout.replace("    order.id = '';", "    throw new Error('not saved');"));
  assert.equal(runTest(root, kept.file, kept.text).code, 1);
});

test('a method is kept with a stand-in for its object, and the test of what is expected fails today', async (context) => {
  const { over, root, uri } = await openShop(context);
  const till = valueOf(await over.tutor.play({ kind: 'place', uri, line: 26 }));
  const kept = valueOf(await over.tutor.keepAsTest({ playId: till.id, scenarioId: till.first }));
  const today = runTest(root, kept.file, kept.text);
  assert.equal(today.code, 0, `${today.output}\n${kept.text}`);
  writeFileSync(join(root, 'src/checkout.ts'), checkout.replace('before + cents', 'before - cents'));
  assert.equal(runTest(root, kept.file, kept.text).code, 1);
  writeFileSync(join(root, 'src/checkout.ts'), checkout);

  const quiet = valueOf(await over.tutor.play({ kind: 'place', uri, line: 36 }));
  const failing = valueOf(
    await over.tutor.keepAsTest({ playId: quiet.id, scenarioId: quiet.suspicions[0]?.scenarioId ?? '', suspicion: 0 }),
  );
  const before = runTest(root, failing.file, failing.text);
  assert.equal(before.code, 1, before.output);
  writeFileSync(join(root, 'src/checkout.ts'), checkout.replace("if (id === '') return '';", "throw new Error('not put');"));
  const repaired = runTest(root, failing.file, failing.text.replace('rejects ScriptedFailure', 'rejects Error'));
  assert.equal(repaired.code, 0, repaired.output);
});

test('what cannot be imported is taken from its file: a closure, and a method with a private field', async (context) => {
  const { over, root, uri } = await openShop(context);
  for (const [line, from, to] of [
    [45, 'limit - cents', 'limit + cents'],
    [56, 'this.#held -= cents', 'this.#held += cents'],
  ] as const) {
    const panel = valueOf(await over.tutor.play({ kind: 'place', uri, line }));
    const [fullest] = panel.scenarios.toSorted((left, right) => right.run.steps.length - left.run.steps.length);
    const kept = valueOf(await over.tutor.keepAsTest({ playId: panel.id, scenarioId: fullest?.id ?? '' }));
    assert.match(kept.text, /Taken from the file as it stands there/u);
    writeFileSync(join(root, 'src/checkout.ts'), checkout);
    const today = runTest(root, kept.file, kept.text);
    assert.equal(today.code, 0, `${today.output}\n${kept.text}`);
    writeFileSync(join(root, 'src/checkout.ts'), checkout.replace(from, to));
    assert.equal(runTest(root, kept.file, kept.text).code, 1, kept.text);
  }
});
