import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createGitRepository } from '../builders/gitRepository.ts';
import { claudeWrote } from '../builders/transcriptFiles.ts';
import { temporaryFolder, tutorOver } from '../builders/tutorOver.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';

const text = `export async function retry(send: () => Promise<number>): Promise<number> {
  const first = await send().catch(() => undefined);
  if (first !== undefined) return first;
  return await send();
}
`;

test('an agent in a terminal writes a file: with consent the change says who, and the sidebar what was asked; without it, neither', async (context) => {
  const home = temporaryFolder(context, 'understand-home');
  const fixture = createGitRepository();
  context.after(() => fixture.dispose());
  fixture.write('src/first.ts', 'export const one = 1;\n');
  fixture.commit('first');
  const clock = createFakeClock(Date.now());
  const over = tutorOver(clock, undefined, undefined, home);
  context.after(() => over.dispose());
  const file = `${fixture.root}/src/retry.ts`;
  const work = {
    root: fixture.root,
    path: 'src/retry.ts',
    text,
    asked: 'Retry the refund once',
    said: 'I try again once.',
    at: clock.now(),
  };
  await over.tutor.trust(true);
  const agentWrites = async (more: string): Promise<void> => {
    writeFileSync(file, text + more);
    claudeWrote(home, { ...work, text: text + more });
    await over.tutor.filesWritten(fixture.root, [file]);
    clock.advance(3_000);
    for (let turn = 0; turn < 200 && !over.changes().some(({ at }) => at === clock.now()); turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
  };

  await agentWrites('');
  assert.deepEqual(
    over.changes().map(({ title, originText }) => [title, originText]),
    [['src/retry.ts written outside the editor', 'origin unknown']],
  );

  await over.tutor.allowTranscripts(true, []);
  await agentWrites(text.replace('retry', 'again').replace('return first', 'return first + 1'));
  const [change] = over.changes();
  assert.deepEqual([change?.title, change?.originText], ['src/retry.ts, asked of Claude: “Retry the refund once”', 'written by Claude']);

  const uri = pathToFileURL(file).href;
  const shown = { uri, path: file, root: fixture.root, languageId: 'typescript', sequence: 0, dirty: false };
  await over.tutor.documentShown({ ...shown, text: fixture.read('src/retry.ts') });
  const told = async () => {
    const explained = await over.tutor.explain({ uri, line: 2 });
    assert.ok(explained.ok);
    return explained.value;
  };
  for (let turn = 0; turn < 200 && (await told()).originText === 'origin unknown'; turn += 1) await over.settle();
  const panel = await told();
  assert.equal(panel.originText, 'written by Claude');
  assert.match(panel.evidence[0]?.why ?? '', /Claude’s own record/u);
  const day = new Date(work.at).toISOString().slice(0, 10);
  assert.deepEqual(
    panel.explanation.recorded.slice(0, 2).map((sentence) => sentence.text),
    [`Asked of Claude on ${day}: “Retry the refund once”`, 'Claude said: “I try again once.”'],
  );
  await over.tutor.allowTranscripts(false, []);
  assert.equal((await told()).explanation.recorded[0]?.text, `Asked of Claude on ${day}: “Retry the refund once”`, 'what was kept stays');
});
