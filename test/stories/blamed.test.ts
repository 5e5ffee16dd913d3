import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { walkFolder } from '../../src/analysis/walkFolder.ts';
import { uniform } from '../../src/changes/segments.ts';
import { editorOrigin } from '../../src/changes/signals/editSignal.ts';
import { openRepository } from '../../src/git/repository.ts';
import { readSource } from '../../src/safety/readSource.ts';
import { openStore } from '../../src/store/openStore.ts';
import { blame } from '../../src/stories/blamed.ts';
import { claude, createNotedRepository, minute, start } from '../builders/notedRepository.ts';
import type { NotedRepository } from '../builders/notedRepository.ts';
import { systemClock } from '../../src/terms/clock.ts';

let fixture: NotedRepository;
beforeEach(() => {
  fixture = createNotedRepository();
});
afterEach(() => fixture.dispose());

const parts = { openRepository, walkFolder, readText: readSource };

function agentAdds(): string {
  fixture.write('src/a.ts', 'one();\n');
  fixture.write('run.py', 'one()\n');
  const first = fixture.commit('first', { at: start });
  fixture.write('src/a.ts', 'one();\ntwo();\n');
  fixture.write('run.py', 'one()\ntwo()\n');
  fixture.write('package-lock.json', '{}\n');
  fixture.write('picture.png', '\0\0');
  fixture.commit(`second\n\n${claude}\n`, { at: start + minute });
  return first;
}

test('a range is blamed for the lines it added, in files of any language, and totals count them', async () => {
  const first = agentAdds();
  const found = await blame({ repo: fixture.root, from: first, to: 'HEAD' }, parts);
  assert.ok(found.ok);
  assert.deepEqual(
    found.value.files.map(({ path, lines }) => [path, lines.map(({ line, origin }) => `${line} ${origin.kind}`)]),
    [
      ['package-lock.json', ['1 unknown']],
      ['run.py', ['2 ai']],
      ['src/a.ts', ['2 ai']],
    ],
  );
  assert.deepEqual(found.value.totals, { ai: 2, human: 0, mixed: 0, unknown: 1 });
});

test('a folder stands for its supported files, a line for itself', async () => {
  agentAdds();
  const folder = await blame(fixture.root, parts);
  assert.deepEqual(folder.ok && folder.value.files.map(({ path }) => path), ['src/a.ts']);
  const line = await blame(`${fixture.root}/run.py:2`, parts);
  assert.deepEqual(line.ok && line.value.totals, { ai: 1, human: 0, mixed: 0, unknown: 0 });
});

test('what the editor recorded is read from its database by the file’s own name', async () => {
  fixture.write('my files/[a] é.ts', 'one();\n');
  fixture.commit('first', { at: start });
  const file = join(fixture.root, '.git/understand.db');
  const store = openStore({ file, clock: systemClock });
  const typed = editorOrigin('human', 'keyboard-receipt', 0.93, 'a.ts', 'Typed on the keyboard.');
  const uri = `file://${fixture.root}/my%20files/%5Ba%5D%20%C3%A9.ts`;
  store.segments.save({ uri, sequence: 1, text: 'one();\n', segments: uniform(7, typed) });
  const found = await blame(`${fixture.root}/my files/[a] é.ts`, { ...parts, segments: store.segments });
  store.close();
  assert.deepEqual(found.ok && found.value.totals, { ai: 0, human: 1, mixed: 0, unknown: 0 });
});

test('without git every line is unknown', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'understand-blame-')));
  writeFileSync(join(folder, 'a.ts'), 'one();\ntwo();\n');
  const found = await blame(join(folder, 'a.ts'), parts);
  assert.deepEqual(found.ok && found.value.totals, { ai: 0, human: 0, mixed: 0, unknown: 2 });
  rmSync(folder, { recursive: true });
});

test('what cannot be blamed is a sentence', async () => {
  agentAdds();
  const asked = [`${fixture.root}/picture.png`, `${fixture.root}/none.ts`, `${fixture.root}/run.py:9`];
  const found = await Promise.all(asked.map(async (path) => await blame(path, parts)));
  assert.deepEqual(
    found.map((each) => (each.ok ? 'found' : `${each.kind}: ${each.reason.replace(`${fixture.root}/`, '')}`)),
    ['unreadable: picture.png is not text.', 'unreadable: none.ts does not exist.', 'nothing: run.py has no line 9.'],
  );
  const empty = await blame({ repo: fixture.root, from: 'HEAD', to: 'HEAD' }, parts);
  assert.deepEqual(empty.ok ? empty : empty.reason, 'HEAD..HEAD adds no lines of text.');
});
