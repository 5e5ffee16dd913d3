import { readdirSync } from 'node:fs';
import type { Repository } from '../../../src/git/repository.ts';
import { openRepository } from '../../../src/git/repository.ts';
import type { TrackedText } from '../../../src/changes/segmentStore.ts';
import { recordedState } from '../../../src/changes/keptStates.ts';
import { attributeLines } from '../../../src/changes/lineHistory.ts';
import { readSource } from '../../../src/safety/readSource.ts';
import { createSessionMemory } from '../../../src/store/sessionMemory.ts';
import { commitSeen } from '../../../src/stories/commitSeen.ts';
import { documentUri } from '../../../src/stories/documentUri.ts';
import { ownRecords } from '../../../src/stories/ownRecords.ts';
import { recallLines } from '../../../src/stories/recallLines.ts';
import type { CommitLineStore } from '../../../src/changes/commitLines.ts';
import type { GitRepository } from '../../builders/gitRepository.ts';
import { createFakeClock } from '../../fakes/fakeClock.ts';
import type { FakeClock } from '../../fakes/fakeClock.ts';
import { rememberRefs, watchedRepository } from './rememberRefs.ts';
import { createFuzzEditor } from './fuzzEditor.ts';
import type { FuzzEditor } from './fuzzEditor.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';
import { createWrittenLines, expectationOf } from './writtenLines.ts';
import type { WrittenLines } from './writtenLines.ts';

/** A repository, an editor and everyone who writes, with what is true of each character. */
export interface FuzzWorld {
  readonly random: Random;
  readonly fixture: GitRepository;
  readonly clock: FakeClock;
  readonly editor: FuzzEditor;
  readonly lines: WrittenLines;
  /** What happened, one line each. */
  readonly log: string[];
  /** Characters that an agent wrote on disk and whose note comes with the commit. */
  readonly awaitingNote: Set<string>;
  /** Paths of the files in the folder. */
  files(): readonly string[];
  /** git, or false when it refuses. */
  git(...args: readonly string[]): boolean;
  isClean(): boolean;
  /** Commits everything; what an agent wrote on disk gets its note. */
  commit(message: string): void;
  /** The product has seen where HEAD is, and has asked git all it wanted to. */
  settled(): Promise<void>;
  dispose(): void;
}

export interface Findings {
  /** Verdicts that are not allowed, as sentences. */
  readonly wrong: readonly string[];
  /** Characters that somebody saw, and how many of them are decided. */
  readonly seen: number;
  readonly decided: number;
  /** Seen and not decided, for whoever looks for the cause. */
  readonly undecided: readonly string[];
}

const minute = 60_000;
const start = Date.UTC(2026, 8, 1);

export async function createFuzzWorld(seed: number): Promise<FuzzWorld & { check(): Promise<Findings> }> {
  const { fixture, isUnchanged } = watchedRepository();
  fixture.git('config', 'core.autocrlf', 'false');
  const opened = await openRepository(fixture.root);
  if (!opened.ok) throw new Error(opened.reason);
  const repository = rememberRefs(opened.value, isUnchanged);
  const clock = createFakeClock(start);
  const store = createSessionMemory(clock);
  const readCommits = new Set<string>();
  let lastHead = '';
  const reading = new Set<Promise<unknown>>();
  const waited = async <Value>(value: Promise<Value>): Promise<Value> => {
    reading.add(value);
    return await value.finally(() => reading.delete(value));
  };
  const knownToGit = async (file: string, text: string): Promise<boolean> =>
    await waited(
      repository
        .knownTexts([{ path: file.slice(fixture.root.length + 1), text }])
        .then((known) => known.has(file.slice(fixture.root.length + 1))),
    );
  const history = async (file: string, text: string): ReturnType<typeof recallLines> => {
    const parts = {
      repositoryOf: () => Promise.resolve(repository),
      readText: readSource,
      commitLines: store.commitLines,
      transcripts: { allowed: () => false, edits: () => Promise.resolve([]) },
    };
    return await waited(recallLines({ file, text, root: fixture.root }, parts));
  };
  const editor = createFuzzEditor({ fixture, clock, store: store.segments, trackerParts: { knownToGit, history } });
  const { own, keep } = ownRecords(fixture.root, {
    origins: { text: (uri) => editor.tracker.text(uri), segments: (uri) => editor.tracker.segments(uri) },
    segments: store.segments,
  });
  const recorded = (path: string): TrackedText | undefined =>
    editor.isOpen(path) ? own(path)[0] : recordedState(store.segments, documentUri(`${fixture.root}/${path}`), fixture.read(path));
  const lines = createWrittenLines();
  const awaitingNote = new Set<string>();
  const files = (): readonly string[] =>
    readdirSync(fixture.root, { recursive: true, encoding: 'utf8' })
      .filter((path) => !path.startsWith('.git') && path.endsWith('.ts'))
      .toSorted();
  const world: FuzzWorld = {
    random: createRandom(seed),
    fixture,
    clock,
    editor,
    lines,
    log: [],
    awaitingNote,
    files,
    git(...args) {
      clock.advance(minute);
      try {
        fixture.gitAt(clock.now(), ...args);
        return true;
      } catch {
        return false;
      }
    },
    isClean: () => fixture.git('status', '--porcelain') === '',
    commit(message) {
      clock.advance(minute);
      const commit = fixture.commit(message, { at: clock.now() });
      noteAgentLines(commit, { fixture, files: files(), awaitingNote, lines });
    },
    async settled() {
      const onChange = (): void => undefined;
      await commitSeen(repository, { store: store.changes, lines: store.commitLines, own, keep, read: readCommits, clock, onChange });
      const head = (await repository.head()) ?? '';
      if (head !== lastHead) editor.tracker.committed(fixture.root);
      lastHead = head;
      while (reading.size > 0) {
        await Promise.all(reading);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    dispose() {
      editor.tracker.dispose();
      fixture.dispose();
    },
  };
  return {
    ...world,
    async check() {
      await world.settled();
      return await checkAll(world, { repository, commitLines: store.commitLines, own: recorded });
    },
  };
}

/** As git-ai's hook would: an exact note about the lines of this commit that the agent wrote. */
function noteAgentLines(
  commit: string,
  { fixture, files, awaitingNote, lines }: Pick<FuzzWorld, 'fixture' | 'awaitingNote' | 'lines'> & { readonly files: readonly string[] },
): void {
  const attested = new Set<string>();
  const claims = files.flatMap((path) => {
    const numbers = fixture
      .read(path)
      .split('\n')
      .flatMap((line, index) => {
        const [character = ''] = line.trim();
        if (!awaitingNote.has(character)) return [];
        attested.add(character);
        return [index + 1];
      });
    return numbers.length === 0 ? [] : [path, `  s_aa::t_1 ${numbers.join(',')}`];
  });
  if (claims.length === 0) return;
  const metadata = JSON.stringify({ sessions: { s_aa: { agent_id: { tool: 'claude', id: 'session', model: 'opus' } } } });
  fixture.git('notes', '--ref=ai', 'add', '-f', '-m', `${claims.join('\n')}\n---\n${metadata}`, commit);
  lines.attest(attested);
  for (const character of attested) awaitingNote.delete(character);
}

interface Known {
  readonly repository: Repository;
  readonly commitLines: CommitLineStore;
  readonly own: (path: string) => TrackedText | undefined;
}

async function checkAll(world: FuzzWorld, { repository, commitLines, own }: Known): Promise<Findings> {
  const { editor, fixture, lines, files } = world;
  const wrong: string[] = [];
  const undecided: string[] = [];
  let [seen, decided] = [0, 0];
  for (const path of editor.paths()) {
    const text = editor.text(path);
    if (editor.tracker.text(documentUri(`${fixture.root}/${path}`)) !== text) wrong.push(`${path}: the tracker lost the text`);
    for (const { start: from, end, origin } of editor.tracker.segments(documentUri(`${fixture.root}/${path}`)))
      for (let offset = from; offset < end; offset += 1) {
        const character = text[offset] ?? '';
        const expected = expectationOf(character, lines);
        if (expected === undefined || expected.allowed.includes(origin.kind)) continue;
        // History knows lines, not characters: of a line that two hands wrote it can say `mixed` only, and that is true of the line, which is
        // what people are shown. Which character is whose went with the document, so naming one hand for either part would be a guess.
        const line = text.slice(text.lastIndexOf('\n', offset) + 1, text.indexOf('\n', offset));
        if (origin.kind === 'mixed' && expectationOf(line, lines)?.allowed.includes('mixed') === true) continue;
        wrong.push(`${path}, live: ${describe(character, lines)} is called ${origin.kind}`);
      }
  }
  const asked = files().map((path) => {
    const known = own(path);
    return { path, text: fixture.read(path), ...(known !== undefined && { own: known }) };
  });
  const attributed = await attributeLines(asked, { repository, commit: await repository.head(), readText: readSource, commitLines });
  for (const [index, { path, lines: verdicts }] of attributed.entries()) {
    const texts = asked[index]?.text.split('\n') ?? [];
    for (const { line, origin } of verdicts) {
      const text = texts[line - 1] ?? '';
      const expected = expectationOf(text, lines);
      if (expected === undefined) continue;
      const what = `${path}:${line} (${describe(text, lines)}) is called ${origin.kind} ${String(origin.confidence)}: ${origin.evidence.map(({ why }) => why).join(' ')}`;
      if (!expected.allowed.includes(origin.kind)) wrong.push(what);
      seen += expected.seen;
      if (expected.decided.includes(origin.kind)) decided += expected.seen;
      else if (expected.decided.length > 0) undecided.push(what);
    }
  }
  return { wrong, seen, decided, undecided };
}

function describe(text: string, lines: WrittenLines): string {
  return [...new Set(text)]
    .flatMap((character) => {
      const known = lines.of(character);
      return known === undefined ? [] : [`${character} by ${known.author}, seen by ${known.witness}`];
    })
    .join('; ');
}
