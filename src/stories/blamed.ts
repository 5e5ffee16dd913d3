import { attributeLines } from '../changes/lineHistory.ts';
import type { AskedText, AttributedText } from '../changes/lineHistory.ts';
import type { CommitLineStore } from '../changes/commitLines.ts';
import { recordedState } from '../changes/keptStates.ts';
import type { SegmentStore } from '../changes/segmentStore.ts';
import type { Transcripts } from '../changes/transcripts/transcripts.ts';
import type { Repository } from '../git/repository.ts';
import type { OriginKind } from '../terms/origin.ts';
import { documentUri } from './documentUri.ts';
import { inputAt, unusable } from './inputAt.ts';
import type { Found, InputParts } from './inputAt.ts';

/** A file with what is known of who wrote its lines. */
export interface BlamedFile extends AttributedText {
  readonly text: string;
}

export interface Blamed {
  readonly files: readonly BlamedFile[];
  /** Lines of each kind. */
  readonly totals: Readonly<Record<OriginKind, number>>;
}

export interface BlameParts extends InputParts {
  /** Text of a file on disk; nothing for what cannot be read. */
  readonly readText: (file: string) => Promise<string | undefined>;
  /** What was recorded in the editor, where the user names that file. */
  readonly segments?: SegmentStore;
  readonly commitLines?: CommitLineStore;
  /** Local records of agents, where the user asked for them. */
  readonly transcripts?: Pick<Transcripts, 'edits'>;
  readonly onProgress?: (done: number, total: number, path: string) => void;
}

const maxBytes = 4_000_000;
const maxFiles = 2_000;

/** A range of commits of the repository around the folder `repo`. */
export interface BlamedRange {
  readonly repo: string;
  readonly from: string;
  readonly to: string;
}

/** Who wrote the lines of PATH, PATH:LINE, or those that a range of commits added. */
export async function blame(target: string | BlamedRange, parts: BlameParts, signal?: AbortSignal): Promise<Found<Blamed>> {
  return typeof target === 'string' ? await blamePath(target, parts, signal) : await blameRange(target, parts, signal);
}

/** Who wrote each line of PATH, PATH:LINE or the supported files of a folder, as they stand on disk. */
async function blamePath(path: string, parts: BlameParts, signal?: AbortSignal): Promise<Found<Blamed>> {
  const input = await inputAt(path, { ...parts, anyLanguage: true }, signal);
  if (!input.ok) return input;
  const { root, paths, line, folder } = input.value;
  const files: AskedText[] = [];
  for (const each of paths) {
    const text = await parts.readText(`${root}/${each}`);
    if (text !== undefined && !isBinary(text))
      files.push({ path: each, text, ...(line !== undefined && { lines: [[line, line]] as const }) });
    else if (folder === undefined) return unusable('unreadable', `${each} ${text === undefined ? 'cannot be read' : 'is not text'}.`);
  }
  const opened = await parts.openRepository(root, signal);
  const repository = opened.ok ? opened.value : undefined;
  const blamed = await attribute(files, { root, repository, commit: await repository?.head() }, parts, signal);
  const isEmpty = line !== undefined && blamed.files.every(({ lines }) => lines.length === 0);
  return isEmpty ? unusable('nothing', `${paths[0] ?? path} has no line ${line}.`) : { ok: true, value: blamed };
}

/** Who wrote the lines that a range of commits added or altered, as its last commit has them. */
async function blameRange({ repo, from, to }: BlamedRange, parts: BlameParts, signal?: AbortSignal): Promise<Found<Blamed>> {
  const opened = await parts.openRepository(repo, signal);
  if (!opened.ok) return unusable('unreadable', `${repo}: ${opened.reason}`);
  const repository = opened.value;
  const range = await repository.range(from, to, { accept: () => true, maxBytes, maxFiles, signal });
  if (!range.ok) return unusable('unreadable', range.reason);
  const changed = range.value.files.filter(({ lines }) => lines.length > 0);
  const texts = await repository.texts(
    changed.flatMap(({ blob }) => blob ?? []),
    signal,
  );
  if (!texts.ok) return unusable('unreadable', texts.reason);
  const files = changed.flatMap(({ path, blob = '', lines }): AskedText[] => {
    const text = texts.value.get(blob);
    return text === undefined || isBinary(text) ? [] : [{ path, text, lines }];
  });
  if (files.length === 0) return unusable('nothing', `${from}..${to} adds no lines of text.`);
  return { ok: true, value: await attribute(files, { root: repository.root, repository, commit: range.value.to }, parts, signal) };
}

async function attribute(
  files: readonly AskedText[],
  where: { readonly root: string; readonly repository: Repository | undefined; readonly commit: string | undefined },
  { segments, commitLines, transcripts, readText, onProgress }: BlameParts,
  signal?: AbortSignal,
): Promise<Blamed> {
  const asked = files.map((file) => {
    const own = segments && recordedState(segments, documentUri(`${where.root}/${file.path}`), file.text);
    return own === undefined ? file : { ...file, own };
  });
  const told = transcripts && (async (file: string) => await transcripts.edits(where.root, file));
  const parts = { ...where, readText, transcripts: told, ...(commitLines && { commitLines }), ...(onProgress && { onProgress }) };
  const attributed = await attributeLines(asked, parts, signal);
  const totals = { ai: 0, human: 0, mixed: 0, unknown: 0 };
  for (const { lines } of attributed) for (const { origin } of lines) totals[origin.kind] += 1;
  return { files: attributed.map((file, index) => ({ ...file, text: files[index]?.text ?? '' })), totals };
}

function isBinary(text: string): boolean {
  return text.slice(0, 8000).includes('\0');
}
