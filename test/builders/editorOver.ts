import { existsSync } from 'node:fs';
import assert from 'node:assert/strict';
import { documentUri } from '../../src/stories/documentUri.ts';
import type { EditSignals } from '../../src/terms/edit.ts';
import { askedLines } from '../../src/changes/lineage.ts';
import { silentHost } from '../fakes/silentHost.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';
import type { FakeClock } from '../fakes/fakeClock.ts';
import { createGitRepository } from './gitRepository.ts';
import type { GitRepository } from './gitRepository.ts';
import { ghostText, keyboard } from './trackedDocument.ts';
import { temporaryFolder, tutorOver } from './tutorOver.ts';
import type { TutorOver } from './tutorOver.ts';

interface OpenDocument {
  text: string;
  sequence: number;
  dirty: boolean;
}

/** One window over a real repository, with a real tutor and database behind it: what a person does there, and who wrote each line then. */
export interface EditorOver {
  readonly repository: GitRepository;
  readonly clock: FakeClock;
  readonly over: TutorOver;
  open(path: string): Promise<void>;
  close(path: string): Promise<void>;
  text(path: string): string;
  /** Types in front of the only place where `before` stands; at the end of the text without it. */
  type(path: string, text: string, before?: string): Promise<void>;
  accept(path: string, text: string, before?: string): Promise<void>;
  /** Replaces the only place where `old` stands by one edit. */
  replace(path: string, old: string, text: string, signals: EditSignals): Promise<void>;
  save(path: string): Promise<void>;
  /** Files changed on disk: clean documents are read again, those of files that are gone close, watchers tell. */
  readAgain(...paths: readonly string[]): Promise<void>;
  /** Of the repository, or of one at this path inside it. */
  headMoved(inside?: string): Promise<void>;
  /** The window is closed. */
  end(): Promise<void>;
  /** Waits until the lines of an open document are these kinds. */
  expect(path: string, kinds: readonly string[]): Promise<void>;
}

/** Looking at git takes a while, and longer on a busy machine. */
const patienceMs = 20_000;

export function repositoryForEditors(test: { after(task: () => void): void }): {
  repository: GitRepository;
  database: string;
  clock: FakeClock;
} {
  const repository = createGitRepository();
  test.after(() => repository.dispose());
  repository.git('config', 'core.autocrlf', 'false');
  return {
    repository,
    database: `${temporaryFolder(test, 'understand-window')}/learning.db`,
    clock: createFakeClock(Date.UTC(2026, 8, 1)),
  };
}

/** A window; a second one over the same repository and database is another window, or the same one opened again. */
export async function openWindow(
  test: { after(task: () => void | Promise<void>): void },
  { repository, database, clock }: ReturnType<typeof repositoryForEditors>,
  holder = 'this window',
): Promise<EditorOver> {
  const over = tutorOver(clock, database, silentHost(), '/nowhere', holder);
  let open = true;
  const documents = new Map<string, OpenDocument>();
  const fileOf = (path: string): string => `${repository.root}/${path}`;
  const found = (path: string): OpenDocument => {
    const document = documents.get(path);
    assert.ok(document, `${path} is open`);
    return document;
  };
  const edit = async (path: string, offset: number, length: number, text: string, signals: EditSignals): Promise<void> => {
    const document = found(path);
    document.text = document.text.slice(0, offset) + text + document.text.slice(offset + length);
    document.sequence += 1;
    document.dirty = signals.fromDisk !== true;
    const edits = [
      { uri: documentUri(fileOf(path)), sequence: document.sequence, at: clock.now(), replacements: [{ offset, length, text }], signals },
    ];
    void over.tutor.documentEdited(edits);
    clock.advance(60);
    await Promise.resolve();
  };
  const end = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await over.tutor.settled();
    over.dispose();
  };
  const placeOf = (path: string, before: string | undefined): number => {
    const { text } = found(path);
    const offset = before === undefined ? text.length : text.indexOf(before);
    assert.ok(offset >= 0, `${path} has ${String(before)}`);
    return offset;
  };
  test.after(end);
  await over.tutor.trust(true);
  const editor: EditorOver = {
    repository,
    clock,
    over,
    async open(path) {
      const document = { text: repository.read(path), sequence: 0, dirty: false };
      documents.set(path, document);
      const file = fileOf(path);
      await over.tutor.documentShown({
        ...document,
        uri: documentUri(file),
        path: file,
        root: repository.root,
        languageId: 'typescript',
      });
    },
    async close(path) {
      documents.delete(path);
      await over.tutor.documentHidden(documentUri(fileOf(path)));
    },
    text: (path) => found(path).text,
    async type(path, text, before) {
      let offset = placeOf(path, before);
      for (const character of text) {
        await edit(path, offset, 0, character, keyboard);
        offset += character.length;
      }
    },
    accept: async (path, text, before) => await edit(path, placeOf(path, before), 0, text, ghostText),
    replace: async (path, old, text, signals) => await edit(path, placeOf(path, old), old.length, text, signals),
    async save(path) {
      const document = found(path);
      repository.write(path, document.text);
      document.dirty = false;
      await over.tutor.filesWritten(repository.root, [fileOf(path)]);
      clock.advance(2_000);
    },
    async readAgain(...paths) {
      for (const path of paths) {
        const document = documents.get(path);
        if (document === undefined || document.dirty) continue;
        if (!existsSync(fileOf(path))) {
          await editor.close(path);
          continue;
        }
        const next = repository.read(path);
        if (next === document.text) continue;
        const shorter = Math.min(next.length, document.text.length);
        let [head, tail] = [0, 0];
        while (head < shorter && next[head] === document.text[head]) head += 1;
        while (tail < shorter - head && next.at(-1 - tail) === document.text.at(-1 - tail)) tail += 1;
        await edit(path, head, document.text.length - head - tail, next.slice(head, next.length - tail), { fromDisk: true });
      }
      await over.tutor.filesWritten(
        repository.root,
        paths.filter((path) => existsSync(fileOf(path))).map((path) => fileOf(path)),
      );
      clock.advance(3_000);
    },
    async headMoved(inside) {
      await over.tutor.headMoved(inside === undefined ? repository.root : fileOf(inside));
      clock.advance(4_000);
    },
    end,
    async expect(path, kinds) {
      const uri = documentUri(fileOf(path));
      const ask = async (): Promise<readonly string[]> =>
        await Promise.all(
          askedLines({ path, text: found(path).text }).map(async (line) => (await over.tutor.originOf({ uri, line })).kind),
        );
      const deadline = Date.now() + patienceMs;
      let now = await ask();
      while (now.join() !== kinds.join() && Date.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 30));
        clock.advance(100);
        now = await ask();
      }
      assert.deepEqual(now, kinds, found(path).text);
    },
  };
  return editor;
}
