import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { EditSignals } from '../../src/terms/edit.ts';
import type { AnswerId } from '../../src/terms/ids.ts';
import type { CheckPanel, UnitPanel } from '../../src/terms/panel.ts';
import type { Result } from '../../src/terms/result.ts';
import type { ShownDocument } from '../../src/terms/shownDocument.ts';
import { temporaryFolder, tutorOver } from '../builders/tutorOver.ts';
import type { TutorOver } from '../builders/tutorOver.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';

const before = `export interface Store { save(row: string): Promise<void>; lock(): Promise<void>; unlock(): void }
export declare function report(text: string): void;

`;
const suggestion = `export async function saveAll(store: Store, rows: readonly string[]): Promise<boolean> {
  if (rows.length === 0) return false;
  await store.lock();
  try {
    for (const row of rows) await store.save(row);
    report('saved');
    return true;
  } catch {
    report('not saved');
    return false;
  } finally {
    store.unlock();
  }
}
`;
const ghostText: EditSignals = { selection: 'none', atCaret: true, suggestionTaken: true };
const keyboard: EditSignals = { selection: 'keyboard', atCaret: true };

function documentIn(folder: string, text: string, sequence = 0): ShownDocument {
  const path = join(folder, 'store.ts');
  return { uri: pathToFileURL(path).href, path, root: folder, languageId: 'typescript', text, sequence, dirty: false };
}

async function accepted(over: TutorOver, document: ShownDocument, signals: EditSignals): Promise<void> {
  await over.tutor.trust(true);
  await over.tutor.documentShown(document);
  await over.settle();
  const edit = { uri: document.uri, sequence: 1, replacements: [{ offset: before.length, length: 0, text: suggestion }], signals, at: 0 };
  await Promise.all([over.tutor.documentEdited([edit]), over.settle()]);
  await over.settle();
}

function checkOf(panel: Result<UnitPanel>): CheckPanel {
  assert.ok(panel.ok, JSON.stringify(panel));
  const { check } = panel.value;
  assert.ok(typeof check === 'object' && 'exerciseId' in check, JSON.stringify(check));
  return check;
}

test('an accepted suggestion is marked, explained, asked about, answered, and the mark clears', async (context) => {
  const folder = temporaryFolder(context, 'accepted');
  const document = documentIn(folder, before);
  writeFileSync(join(folder, 'store.ts'), before);
  const over = tutorOver(createFakeClock(), join(folder, 'understand.db'));
  context.after(() => over.dispose());
  await accepted(over, document, ghostText);

  const [change] = over.changes();
  assert.equal(change?.kind, 'suggestion');
  assert.equal(change?.originText, 'probably AI-assisted');
  assert.deepEqual(
    change?.units.map(({ name, checked }) => ({ name, checked })),
    [{ name: 'saveAll', checked: false }],
  );
  const view = over.views.get(document.uri)?.units.find((unit) => unit.name === 'saveAll');
  assert.equal(view?.unchecked, true);
  assert.ok(view?.card !== undefined && view.card.body.length > 0);

  const panel = await over.tutor.explain({ uri: document.uri, line: 6 });
  const check = checkOf(panel);
  assert.ok(panel.ok && panel.value.explanation.proved.every((sentence) => sentence.lines.length > 0));
  assert.ok(check.options.length >= 2);
  assert.equal(JSON.stringify(check).includes('proof'), false, 'the question must not carry its key');

  const answer = { id: 'a1' as AnswerId, exerciseId: check.exerciseId, chosen: [check.options[0]?.id ?? ''], at: 1 };
  const outcome = await over.tutor.answer(answer);
  assert.ok(outcome.ok);
  assert.ok(outcome.value.evidence.length > 0 && outcome.value.lines.length > 0);
  assert.equal(outcome.value.options.filter((option) => option.correct).length, 1);
  assert.equal(
    outcome.value.verdict === 'right',
    outcome.value.options.some((option) => option.correct && option.chosen),
  );
  assert.equal(over.changes()[0]?.state, 'checked');
  assert.equal(over.views.get(document.uri)?.units.find((unit) => unit.name === 'saveAll')?.unchecked, false);
  assert.deepEqual(await over.tutor.answer(answer), outcome, 'the same answer sent again is the same answer');
  const right = outcome.value.options.flatMap((option) => (option.correct ? [option.id] : []));
  await over.tutor.answer({ ...answer, id: 'understood' as AnswerId, chosen: right });
  const exported = await over.tutor.exportData({ concepts: [], kinds: [] });
  assert.ok(exported.ok);
  const { answers } = JSON.parse(exported.value) as { answers: { concepts: string[] }[] };
  assert.deepEqual(
    answers.map(({ concepts }) => concepts),
    [['await-in-loop'], ['await-in-loop']],
    'what the deciding lines show is kept with the answer',
  );
  await over.settle();
  const understood = over.views.get(document.uri)?.units.find((unit) => unit.name === 'saveAll');
  assert.ok(understood !== undefined && understood.card === undefined, 'a unit that was understood has no card');
});

test('what was answered is still known to the next engine', async (context) => {
  const folder = temporaryFolder(context, 'restarted');
  const document = documentIn(folder, before);
  writeFileSync(join(folder, 'store.ts'), before);
  const database = join(folder, 'understand.db');
  const first = tutorOver(createFakeClock(), database);
  await accepted(first, document, ghostText);
  const check = checkOf(await first.tutor.explain({ uri: document.uri, line: 6 }));
  const outcome = await first.tutor.answer({
    id: 'a1' as AnswerId,
    exerciseId: check.exerciseId,
    chosen: [check.options[0]?.id ?? ''],
    at: 1,
  });
  first.dispose();

  const second = tutorOver(createFakeClock(), database);
  context.after(() => second.dispose());
  await second.tutor.trust(true);
  await second.tutor.documentShown(documentIn(folder, before + suggestion));
  await second.settle();
  assert.equal((await second.tutor.changes())[0]?.state, 'checked');
  const panel = await second.tutor.explain({ uri: document.uri, line: 6 });
  assert.ok(panel.ok && outcome.ok);
  assert.deepEqual(panel.value.answered, { correct: outcome.value.verdict === 'right', at: 1 });
  assert.equal(panel.value.originText, 'probably AI-assisted', 'who wrote it is carried over the restart');
});

test('code typed by hand is no change and gets no mark', async (context) => {
  const folder = temporaryFolder(context, 'typed');
  const over = tutorOver(createFakeClock());
  context.after(() => over.dispose());
  const document = documentIn(folder, before);
  await over.tutor.trust(true);
  await over.tutor.documentShown(document);
  const typed = Array.from(suggestion, (character, index) => ({
    uri: document.uri,
    sequence: index + 1,
    replacements: [{ offset: before.length + index, length: 0, text: character }],
    signals: keyboard,
    at: index,
  }));
  await Promise.all([over.tutor.documentEdited(typed), over.settle()]);
  assert.deepEqual(over.changes(), []);
  const view = over.views.get(document.uri)?.units.find((unit) => unit.name === 'saveAll');
  assert.equal(view?.unchecked, false);
  assert.equal(view?.card, undefined, 'a card for what you just typed would only annoy');
});

test('before the window is trusted, facts of the open text and nothing else', async (context) => {
  const folder = temporaryFolder(context, 'untrusted');
  const over = tutorOver(createFakeClock());
  context.after(() => over.dispose());
  const document = documentIn(folder, before + suggestion);
  await over.tutor.documentShown(document);
  await over.settle();
  const panel = await over.tutor.explain({ uri: document.uri, line: 6 });
  assert.ok(panel.ok);
  assert.ok(panel.value.explanation.proved.length > 0);
  assert.ok(typeof panel.value.check === 'object' && 'why' in panel.value.check && panel.value.check.why.includes('trusted'));
});

test('a question reported as wrong is not put again', async (context) => {
  const folder = temporaryFolder(context, 'reported');
  const over = tutorOver(createFakeClock());
  context.after(() => over.dispose());
  const document = documentIn(folder, before);
  await accepted(over, document, ghostText);
  const check = checkOf(await over.tutor.explain({ uri: document.uri, line: 6 }));
  await over.tutor.reportWrong(check.exerciseId);
  const record = await over.tutor.questionRecord(check.exerciseId);
  assert.ok(record.ok);
  const { exercise } = JSON.parse(record.value) as { exercise: { id: string; options: { proof: { program?: string } }[] } };
  assert.equal(exercise.id, check.exerciseId, 'it is kept, and can be exported with its proofs');
  assert.ok(exercise.options.length >= 3 && exercise.options.every(({ proof }) => proof.program !== undefined));
  assert.ok(!record.value.includes(folder), 'the record names no place of this machine');
  const panel = await over.tutor.explain({ uri: document.uri, line: 6 });
  assert.ok(panel.ok);
  assert.notEqual(
    typeof panel.value.check === 'object' && 'exerciseId' in panel.value.check && panel.value.check.exerciseId,
    check.exerciseId,
  );
});

test('a caller typed a moment ago already counts', async (context) => {
  const folder = temporaryFolder(context, 'callers');
  const over = tutorOver(createFakeClock());
  context.after(() => over.dispose());
  const document = documentIn(folder, before + suggestion);
  writeFileSync(join(folder, 'store.ts'), before + suggestion);
  const callerPath = join(folder, 'caller.ts');
  const text = `import { saveAll } from './store.ts';\nimport type { Store } from './store.ts';\nexport function start(store: Store): void {\n  void saveAll(store, ['a']);\n}\n`;
  writeFileSync(callerPath, '');
  await over.tutor.trust(true);
  await over.tutor.documentShown(document);
  const caller = {
    uri: pathToFileURL(callerPath).href,
    path: callerPath,
    root: folder,
    languageId: 'typescript',
    text: '',
    sequence: 0,
    dirty: false,
  };
  await over.tutor.documentShown(caller);
  await over.indexed;
  await over.settle();
  const typed = { uri: caller.uri, sequence: 1, replacements: [{ offset: 0, length: 0, text }], signals: keyboard, at: 1 };
  await Promise.all([over.tutor.documentEdited([typed]), over.settle()]);
  await over.tutor.documentShown(document);
  await over.settle();
  const panel = await over.tutor.explain({ uri: document.uri, line: 6 });
  assert.ok(panel.ok);
  const callers = panel.value.explanation.proved.filter((sentence) => sentence.section === 'in this project');
  assert.ok(
    callers.some((sentence) => sentence.text.includes('`start`')),
    JSON.stringify(panel.value.explanation.proved),
  );
});
