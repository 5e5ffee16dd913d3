import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { attributeLines } from '../../src/changes/lineHistory.ts';
import type { AgentEdit } from '../../src/changes/transcripts/agentEdit.ts';
import { parseClaudeTranscript } from '../../src/changes/transcripts/claudeTranscript.ts';
import { blocksBetween } from '../../src/changes/transcripts/writtenBlocks.ts';
import { openRepository } from '../../src/git/repository.ts';
import { readSource } from '../../src/safety/readSource.ts';
import { added, base, claude, createNotedRepository, minute, sixUnknown, start } from '../builders/notedRepository.ts';
import type { NotedRepository } from '../builders/notedRepository.ts';
import { keyboard, showDocument } from '../builders/trackedDocument.ts';

/*
 * Reports of wrong attribution by other tools that no other test here tells. The rest of the list is told where it belongs: typing behind a
 * suggestion, undo and words from the list in originTracker.test.ts; formatters, pastes and renames in signals/editSignals.test.ts; rewritten
 * and emptied files, blank lines, copied notes, version bumps and line ends in lineHistory.test.ts; rebase, amend and squash in
 * rewrittenHistory.test.ts; false credits and forged trailers in signals/commitTrailer.test.ts; stale buffers in agentRun.test.ts.
 */
let fixture: NotedRepository;
beforeEach(() => {
  fixture = createNotedRepository();
});
afterEach(() => fixture.dispose());

function edit(parts: Partial<AgentEdit>): AgentEdit {
  const path = `${fixture.root}/a.ts`;
  return { tool: 'Claude', session: 's', path, at: start, blocks: blocksBetween('', added), ...parts };
}

/** Verdicts with agents' records of these edits. */
async function told(path: string, edits: readonly AgentEdit[]): Promise<readonly string[]> {
  const opened = await openRepository(fixture.root);
  assert.ok(opened.ok);
  const [file] = await attributeLines([{ path, text: fixture.read(path) }], {
    repository: opened.value,
    commit: await opened.value.head(),
    readText: readSource,
    transcripts: (asked) => Promise.resolve(edits.filter((each) => each.path === asked)),
  });
  return (file?.lines ?? []).map(({ origin: { kind, confidence } }) => (kind === 'unknown' ? kind : `${kind} ${confidence}`));
}

test('a save right after an agent’s edit does not make it the person’s', () => {
  const document = showDocument('|');
  document.accept('const total = sum(prices);\nreturn total;\n');
  document.edit([{ offset: 0, length: 0, text: '// saved\n' }], { saving: true });
  assert.deepEqual(
    document.runs().map(([kind]) => kind),
    ['unknown', 'ai'],
  );
});

test('one edited line in a list of equal lines by AI leaves its ten neighbours AI', () => {
  const document = showDocument('|');
  document.accept(`const list = [\n${'  entry(null),\n'.repeat(10)}];\n`);
  const offset = document.text().indexOf('entry(null)', 60);
  document.edit([{ offset: offset + 6, length: 4, text: 'one' }], keyboard);
  const kinds = Array.from({ length: 12 }, (_, index) => document.lineOrigin(index + 1));
  assert.equal(kinds.filter((kind) => kind === 'ai').length, 11, kinds.join());
  assert.equal(kinds.filter((kind) => kind === 'human').length, 0);
});

test('an agent’s session in another repository claims nothing here, though the text is the same', async () => {
  fixture.write('a.ts', `${base}${added}`);
  fixture.commit('by hand', { at: start + minute });
  assert.deepEqual((await told('a.ts', [edit({ path: '/home/ada/other/a.ts' })])).slice(6), ['unknown', 'unknown', 'unknown', 'unknown']);
  assert.deepEqual((await told('a.ts', [edit({})])).slice(6), ['ai 0.97', 'ai 0.97', 'ai 0.97', 'ai 0.97']);
});

test('an agent that was only asked to review has written nothing, whatever a person fixes meanwhile', async () => {
  const review = [
    { type: 'user', sessionId: 's', message: { content: 'Review a.ts' } },
    {
      type: 'assistant',
      message: {
        content: [
          { type: 'text', text: 'Line 3 should read `return total + shipping;`.' },
          { type: 'tool_use', id: 't', name: 'Read', input: { file_path: `${fixture.root}/a.ts` } },
        ],
      },
    },
    {
      type: 'user',
      message: { content: [{ type: 'tool_result', tool_use_id: 't' }] },
      toolUseResult: { filePath: `${fixture.root}/a.ts` },
    },
  ];
  const { edits } = parseClaudeTranscript(review.map((line) => JSON.stringify(line)).join('\n'));
  fixture.write('a.ts', `${base}${added}`);
  fixture.commit('Fix what the review found', { at: start + minute });
  assert.deepEqual(await told('a.ts', edits), [...sixUnknown, 'unknown', 'unknown', 'unknown', 'unknown']);
});

test('a dependency bump while a session runs is not the session’s; two sessions with one text are one verdict', async () => {
  fixture.write('a.ts', `${base}${added}`);
  fixture.write('bump.ts', "export const version = '1.0.1';\n");
  fixture.commit('Bump', { at: start + minute });
  const sessions = [edit({ session: 'one' }), edit({ session: 'two', at: start + 1 })];
  assert.deepEqual(await told('bump.ts', sessions), ['unknown']);
  assert.deepEqual((await told('a.ts', sessions))[7], 'ai 0.97');
});

test('what was committed before the agent wrote the same text is not the agent’s', async () => {
  fixture.write('a.ts', `${base}${added}`);
  fixture.commit('by hand', { at: start });
  assert.equal((await told('a.ts', [edit({ at: start + minute })]))[7], 'unknown');
});

test('fixup and autosquash keep the note of what was fixed up', async () => {
  fixture.agentAddsTwo();
  fixture.write('b.ts', 'export const other = 1;\n');
  fixture.git('add', '--all');
  fixture.git('commit', '--quiet', '--fixup=HEAD');
  fixture.git('-c', 'sequence.editor=true', 'rebase', '--quiet', '--interactive', '--autosquash', 'HEAD~2');
  assert.deepEqual((await fixture.verdicts('a.ts')).slice(6), ['ai 0.85', 'ai 0.85', 'ai 0.85', 'ai 0.85']);
});

test('a note about no commit at all, and one whose commit was never fetched, say nothing and break nothing', async () => {
  fixture.write('a.ts', `${base}${added}`);
  const commit = fixture.commit('by hand', { at: start });
  fixture.note(commit, {}, 'scratch');
  const blob = fixture.git('hash-object', '-w', 'a.ts');
  fixture.git('update-index', '--add', '--cacheinfo', `100644,${blob},${'0'.repeat(40)}`);
  fixture.git('update-index', '--add', '--cacheinfo', `100644,${blob},${'ab'.repeat(20)}`);
  const tree = fixture.git('write-tree');
  fixture.git('update-ref', 'refs/notes/ai', fixture.git('commit-tree', tree, '-m', 'notes'));
  fixture.git('read-tree', 'HEAD');
  assert.deepEqual(await fixture.verdicts('a.ts'), [...sixUnknown, 'unknown', 'unknown', 'unknown', 'unknown']);
});

test('a cherry-pick whose source has no note here, and one that was skipped, are unknown', async () => {
  fixture.agentAddsTwo();
  fixture.git('notes', '--ref=ai', 'remove', 'HEAD');
  fixture.git('checkout', '--quiet', '-b', 'topic', 'HEAD~1');
  fixture.git('cherry-pick', 'main');
  assert.deepEqual((await fixture.verdicts('a.ts')).slice(6), ['unknown', 'unknown', 'unknown', 'unknown']);
  assert.throws(() => fixture.git('cherry-pick', 'main'));
  fixture.git('cherry-pick', '--skip');
  assert.deepEqual((await fixture.verdicts('a.ts')).slice(6), ['unknown', 'unknown', 'unknown', 'unknown']);
});

test('with core.autocrlf the folder has CRLF and the commit has LF, and no line loses its origin', async () => {
  fixture.agentAddsTwo();
  fixture.git('config', 'core.autocrlf', 'true');
  fixture.remove('a.ts');
  fixture.git('checkout', '--quiet', '--', 'a.ts');
  assert.ok(fixture.read('a.ts').includes('\r\n'));
  assert.deepEqual((await fixture.verdicts('a.ts')).slice(6), ['ai 0.95', 'ai 0.95', 'ai 0.95', 'ai 0.95']);
});

test('a squash that dropped its trailer, and a trailer that is only quoted, name nobody', async () => {
  fixture.write('a.ts', base);
  fixture.commit('first', { at: start });
  fixture.write('a.ts', `${base}${added}`);
  fixture.commit(`Squashed\n\nThe commit said:\n    ${claude}\n> ${claude}\n`, { at: start + minute });
  assert.deepEqual((await fixture.verdicts('a.ts')).slice(6), ['unknown', 'unknown', 'unknown', 'unknown']);
});

test('a line by AI that a person edits in part is neither’s alone, whatever a fuzzy match says of it', async () => {
  const document = showDocument('|');
  document.accept('const total = price * count;\n');
  document.goTo('price');
  document.type('Math.round(');
  const text = document.text();
  fixture.write('a.ts', text);
  const commit = fixture.commit('Round', { at: start });
  const attribution = {
    path: 'a.ts',
    start_line: 1,
    end_line: 1,
    category: 'ai_generated',
    provider: 'cursor',
    match_type: 'line_in_ai_content',
  };
  fixture.git('notes', '--ref=agentblame', 'add', '-m', JSON.stringify({ version: 1, attributions: [attribution] }), commit);
  const own = { text, segments: document.tracker.segments(document.uri) };
  assert.match((await fixture.verdicts('a.ts', { own, text }))[0] ?? '', /^mixed /u);
});

test('where two clones’ notes have gone apart, one’s own stands and the other’s fills what it does not say', async () => {
  fixture.write('a.ts', base);
  const first = fixture.commit('first', { at: start });
  fixture.write('b.ts', added);
  const second = fixture.commit('second', { at: start + minute });
  fixture.note(first, { 'a.ts': ['h_11111111111111 1-6'] });
  fixture.note(first, { 'a.ts': ['s_aa::t_1 1-6'] }, 'understand-this/origin/ai');
  fixture.note(second, { 'b.ts': ['s_aa::t_1 1-4'] }, 'understand-this/origin/ai');
  assert.equal((await fixture.verdicts('a.ts'))[0], 'human 0.7');
  assert.equal((await fixture.verdicts('b.ts'))[0], 'ai 0.95');
});
