import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { createGitRepository } from '../builders/gitRepository.ts';
import type { GitRepository } from '../builders/gitRepository.ts';
import { tutorOver } from '../builders/tutorOver.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';

const now = Date.UTC(2026, 8, 2);
const old = `export interface Gateway { charge(cents: number): Promise<string>; refund(id: string): Promise<void> }
export async function pay(gateway: Gateway, cents: number): Promise<string | undefined> {
  if (cents <= 0) return undefined;
  try {
    return await gateway.charge(cents);
  } catch {
    return undefined;
  }
}
`;
const edited = old.replace(
  `    return undefined;\n  }\n}`,
  `    await gateway.refund('last');\n    throw new Error('not charged');\n  }\n}`,
);
const added = `export interface Log { write(line: string): Promise<void>; flush(): Promise<void> }
export async function writeAll(log: Log, lines: readonly string[]): Promise<number> {
  let written = 0;
  for (const line of lines) {
    try {
      await log.write(line);
      written++;
    } catch {
      continue;
    }
  }
  await log.flush();
  return written;
}
`;
const signed = 'Refund when a charge fails\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n';

function repositoryWithHistory(context: { after(task: () => void): void }): GitRepository {
  const repository = createGitRepository();
  context.after(() => repository.dispose());
  repository.write('src/pay.ts', old);
  repository.commit('Pay through the gateway', { at: now - 86_400_000 });
  return repository;
}

function commitAsAgent(repository: GitRepository): void {
  repository.write('src/pay.ts', edited);
  repository.write('src/log.ts', added);
  repository.commit(signed, { at: now - 60_000 });
}

test("what an agent's commit does to packages is told with it, and with nothing to check where it touched nothing else", async (context) => {
  const repository = repositoryWithHistory(context);
  repository.write('package.json', '{ "dependencies": { "timing": "^1.0.0" } }');
  repository.write('src/search.ts', "import { debounce } from 'timing';\nexport const search = debounce(() => 1);\n");
  repository.commit('Search', { at: now - 80_000_000 });
  const over = tutorOver(createFakeClock(now));
  context.after(() => over.dispose());
  await over.tutor.trust(true);
  await over.tutor.headMoved(repository.root);
  repository.write('package.json', '{ "dependencies": { "timing": "^2.0.0" } }');
  repository.commit(signed.replace('Refund when a charge fails', 'Newer timing'), { at: now - 60_000 });
  await over.tutor.headMoved(repository.root);
  await over.settle();
  const [change, ...others] = over.changes();
  assert.deepEqual([change?.title, change?.root, change?.units, others], ['Newer timing', repository.root, [], []]);
  const text = 'Moves `timing` from `^1.0.0` to `^2.0.0`: a new major version.';
  assert.deepEqual(
    change?.packages?.map((news) => [news.text, news.notes.map((note) => note.text)]),
    [[text, ['It is not installed here: what it declares is unknown.', 'Used of it: `debounce`.']]],
  );
  assert.ok(change);
  assert.deepEqual(await over.tutor.openChange(change.id), {
    ok: false,
    reason: `${text} No function in this change is worth a check.`,
  });
});

test('an agent that commits two files brings one change, with a question that compares old and new', async (context) => {
  const repository = repositoryWithHistory(context);
  const over = tutorOver(createFakeClock(now));
  context.after(() => over.dispose());
  await over.tutor.trust(true);
  await over.tutor.headMoved(repository.root);
  assert.deepEqual(over.changes(), [], 'a commit by hand is no news');

  commitAsAgent(repository);
  await over.tutor.headMoved(repository.root);
  await over.settle();
  const [change, ...others] = over.changes();
  assert.deepEqual(others, []);
  assert.equal(change?.title, 'Refund when a charge fails');
  assert.equal(change?.originText, 'probably AI-assisted');
  assert.deepEqual(change?.units.map((unit) => `${unit.path} ${unit.name}`).sort(), ['src/log.ts writeAll', 'src/pay.ts pay']);

  assert.ok(change);
  const pay = change.units.find((unit) => unit.name === 'pay');
  const uri = `file://${join(repository.root, 'src/pay.ts')}`;
  await over.tutor.documentShown({
    uri,
    path: join(repository.root, 'src/pay.ts'),
    root: repository.root,
    languageId: 'typescript',
    text: edited,
    sequence: 0,
    dirty: false,
  });
  await over.settle();
  const panel = await over.tutor.explain({ uri, line: pay?.line ?? 0 });
  assert.ok(panel.ok && typeof panel.value.check === 'object' && 'kind' in panel.value.check, JSON.stringify(panel));
  assert.ok(panel.value.check.kind.startsWith('E24'), panel.value.check.kind);
  assert.ok(panel.value.explanation.recorded.some((sentence) => sentence.text.includes('Refund when a charge fails')));

  const opened = await over.tutor.openChange(change.id);
  assert.ok(opened.ok && ['pay', 'writeAll'].includes(opened.value.name), JSON.stringify(opened));
});

test('a commit made while no editor was open is found at the next start', async (context) => {
  const repository = repositoryWithHistory(context);
  const database = join(repository.root, '.git', 'understand.db');
  const first = tutorOver(createFakeClock(now), database);
  await first.tutor.trust(true);
  await first.tutor.headMoved(repository.root);
  first.dispose();
  commitAsAgent(repository);

  const second = tutorOver(createFakeClock(now), database);
  context.after(() => second.dispose());
  await second.tutor.trust(true);
  await second.tutor.headMoved(repository.root);
  assert.deepEqual(
    second.changes().map((change) => change.title),
    ['Refund when a charge fails'],
  );
  await second.tutor.headMoved(repository.root);
  assert.equal(second.changes().length, 1, 'seen once is enough');
});

test('nothing of the repository is written', async (context) => {
  const repository = repositoryWithHistory(context);
  commitAsAgent(repository);
  const before = repository.fingerprint();
  const over = tutorOver(createFakeClock(now));
  context.after(() => over.dispose());
  await over.tutor.trust(true);
  await over.tutor.headMoved(repository.root);
  await over.settle();
  assert.equal(over.changes().length, 1);
  assert.equal(repository.fingerprint(), before);
});

test('an untrusted window starts no git', async (context) => {
  const repository = repositoryWithHistory(context);
  const over = tutorOver(createFakeClock(now));
  context.after(() => over.dispose());
  commitAsAgent(repository);
  await over.tutor.headMoved(repository.root);
  await over.settle();
  assert.deepEqual(await over.tutor.changes(), []);
});
