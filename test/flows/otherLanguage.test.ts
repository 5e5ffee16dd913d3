import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { EditorSymbol } from '../../src/terms/editorSymbol.ts';
import { createGitRepository } from '../builders/gitRepository.ts';
import { tutorOver } from '../builders/tutorOver.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';
import { silentHost } from '../fakes/silentHost.ts';

const now = Date.UTC(2026, 8, 2);
const text = `LIMIT = 2

def refund(order, times=LIMIT):
    for attempt in range(times):
        if order.gateway.refund(order.id):
            return attempt
    raise RefundFailed(order.id)
`;
const symbol: EditorSymbol = { language: 'python', name: 'refund', kind: 'function', lines: [3, 7], hover: ['def refund(order, times=2)'] };
const host = silentHost({
  modelSettings: async () => ({
    mode: 'endpoint',
    endpoint: 'http://127.0.0.1:9',
    model: 'claude-test',
    dailyTokens: 100_000,
    dailyDollars: 1,
  }),
  modelKey: async () => ({ key: 'sk-test-key-000111222333' }),
});

test('Python that an agent committed: who wrote it and why is told, a model may be asked, and nothing pretends to be proven', async (context) => {
  const repository = createGitRepository();
  context.after(() => repository.dispose());
  repository.write('shop/refund.py', text.replace('        if', '        # again\n        if'));
  repository.commit('Refund at most twice (#41)\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n', { at: now - 86_400_000 });
  const over = tutorOver(createFakeClock(now), undefined, host);
  context.after(() => over.dispose());
  await over.tutor.trust(true);
  await over.tutor.headMoved(repository.root);
  const file = `${repository.root}/shop/refund.py`;
  const uri = pathToFileURL(file).href;
  // A line of the commit is gone in the editor: the others are still found where they stand now.
  await over.tutor.documentShown({ uri, path: file, root: repository.root, languageId: 'python', text, sequence: 0, dirty: true });
  await over.settle();
  const explained = await over.tutor.explainSymbol(uri, symbol);
  assert.ok(explained.ok);
  const panel = explained.value;
  assert.deepEqual([panel.name, panel.lines, panel.explanation.proved, panel.explanation.said], ['refund', [3, 7], [], []]);
  assert.match(JSON.stringify(panel.explanation.recorded), /Refund at most twice/u);
  assert.deepEqual(panel.explanation.recorded[0]?.lines, [[3, 7]]);
  assert.match(JSON.stringify(panel.check), /TypeScript and JavaScript only/u);
  assert.deepEqual(panel.editor, { language: 'python', hover: ['def refund(order, times=2)'] });

  const offered = await over.tutor.modelOffer({ uri, line: 3, key: panel.key }, { kind: 'why' });
  assert.ok(offered.ok, 'nothing is offered');
  const sent = offered.offer.parts.map((part) => part.text).join('\n');
  assert.match(sent, /4\| {5}for attempt in range\(times\):/u);
  assert.ok(!sent.includes('LIMIT = 2'), 'more than the function is sent');
  assert.match(sent, /None\./u);
});

test('an agent’s commit of Python alone says who wrote its lines', async (context) => {
  const repository = createGitRepository();
  context.after(() => repository.dispose());
  repository.write('shop/refund.py', text);
  repository.commit('Refund at most twice\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n', { at: now - 86_400_000 });
  const over = tutorOver(createFakeClock(now));
  context.after(() => over.dispose());
  await over.tutor.trust(true);
  await over.tutor.headMoved(repository.root);
  const file = `${repository.root}/shop/refund.py`;
  const uri = pathToFileURL(file).href;
  await over.tutor.documentShown({ uri, path: file, root: repository.root, languageId: 'python', text, sequence: 0, dirty: false });
  for (let turn = 0; turn < 200 && (await over.tutor.originOf({ uri, line: 4 })).kind === 'unknown'; turn += 1) {
    await over.settle();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.equal((await over.tutor.originOf({ uri, line: 4 })).kind, 'ai');
  const explained = await over.tutor.explainSymbol(uri, symbol);
  assert.ok(explained.ok);
  assert.equal(explained.value.originText, 'probably AI-assisted');
  assert.match(JSON.stringify(explained.value.evidence), /Claude/u);
});

test('a symbol whose document is not open, or whose lines are gone, is refused', async (context) => {
  const over = tutorOver(createFakeClock(now));
  context.after(() => over.dispose());
  assert.equal((await over.tutor.explainSymbol('file:///shop/a.py', symbol)).ok, false);
  await over.tutor.documentShown({ uri: 'untitled:a', languageId: 'python', text: 'x = 1\n', sequence: 0, dirty: true });
  assert.equal((await over.tutor.explainSymbol('untitled:a', { ...symbol, lines: [30, 40] })).ok, false);
});
