import type { SourceText } from '../analysis/sourceText.ts';
import type { ExerciseStore } from '../exercises/exerciseStore.ts';
import type { Play } from '../exercises/play/openPlay.ts';
import { playPanel, type TriedText } from '../exercises/play/playPanel.ts';
import { replayed } from '../exercises/play/replayed.ts';
import { lineChanged, textTaken } from '../exercises/play/triedText.ts';
import type { ExerciseId } from '../terms/ids.ts';
import type { PlayPanel } from '../terms/play.ts';
import { failure, success, type Result } from '../terms/result.ts';
import type { ShownDocuments } from './shownDocuments.ts';
import { unitAt } from './shownDocuments.ts';
import type { CodeStudy, StudiedFile, StudiedUnit } from './studyCode.ts';

export type PlaySubject =
  /** `line` is 1-based. */
  | { readonly kind: 'place'; readonly uri: string; readonly line: number }
  /** The run a question's answer rests on. */
  | { readonly kind: 'exercise'; readonly exerciseId: ExerciseId };

export type TriedWish =
  /** `line` is 1-based, of the file as it was when the play was opened. */
  | { readonly kind: 'line'; readonly line: number; readonly text: string }
  /** The unit as the editor holds it now. */
  | { readonly kind: 'editor' }
  | { readonly kind: 'nothing' };

export interface OpenPlay {
  readonly panel: PlayPanel;
  readonly play: Play;
  readonly root: string;
  readonly tried?: TriedText;
}

/** The units being played with: the last two opened, so that a question's evidence and a function can stand side by side. */
export interface Plays {
  open(subject: PlaySubject, signal?: AbortSignal): Promise<Result<PlayPanel>>;
  tryText(playId: string, wish: TriedWish, signal?: AbortSignal): Promise<Result<PlayPanel>>;
  find(playId: string): OpenPlay | undefined;
}

export interface PlaysParts {
  readonly study: CodeStudy;
  readonly documents: Pick<ShownDocuments, 'find' | 'findFile'>;
  readonly exercises: ExerciseStore;
  readonly roots: () => readonly string[];
  readonly readFile: (file: string) => Promise<string | undefined>;
}

const mostOpen = 2;
const closed = 'The function is no longer open here; play it again.';

export function createPlays(parts: PlaysParts): Plays {
  const { study, documents } = parts;
  const opened = new Map<string, OpenPlay>();

  const keep = (entry: OpenPlay): PlayPanel => {
    opened.delete(entry.panel.id);
    opened.set(entry.panel.id, entry);
    for (const id of [...opened.keys()].slice(0, -mostOpen)) opened.delete(id);
    return entry.panel;
  };

  const play = async (
    source: SourceText,
    root: string | undefined,
    find: (file: StudiedFile) => StudiedUnit | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Result<{ readonly play: Play; readonly file: string | undefined; readonly root: string }>> => {
    const studied = study.study(source, { root: root ?? '', depth: root === undefined ? 'syntax' : 'types' }, signal);
    if (!studied.ok) return failure(`This file is left alone: ${studied.reason}.`);
    const unit = find(studied.value);
    if (unit === undefined) return failure('Put the cursor inside a function to play it.');
    const made = await study.play(studied.value, unit, signal);
    if (!made.ok) return failure(`\`${unit.located.unit.name}\` cannot be run here: ${made.reason}.`);
    return success({
      play: made.value,
      file: source.file.startsWith('/') || /^[A-Za-z]:/u.test(source.file) ? source.file : undefined,
      root: root ?? '',
    });
  };

  const openPlace = async (uri: string, line: number, signal: AbortSignal | undefined): Promise<Result<PlayPanel>> => {
    const document = documents.find(uri);
    if (document === undefined) return failure('Open the file in an editor first.');
    const made = await play(document, document.root, (file) => unitAt(file, line), signal);
    if (!made.ok) return made;
    const { file, root } = made.value;
    const panel = await playPanel({ play: made.value.play, ...(document.root !== undefined && file !== undefined && { file }) }, signal);
    return panel.ok ? success(keep({ panel: panel.value, play: made.value.play, root })) : panel;
  };

  const openExercise = async (id: ExerciseId, signal: AbortSignal | undefined): Promise<Result<PlayPanel>> => {
    const stored = parts.exercises.find(id);
    const key = stored?.exercise.options.find((option) => option.correct)?.proof;
    if (stored === undefined || key?.replay === undefined) return failure('This answer rests on the compiler, not on a run.');
    const { file, unitName, exercise } = stored;
    const document = documents.findFile(file);
    const text = document?.text ?? (await parts.readFile(file));
    const root = document?.root ?? parts.roots().find((folder) => file.startsWith(`${folder}/`));
    if (text === undefined || root === undefined) return failure('The file of this question cannot be read any more.');
    const source: SourceText = document ?? { file, path: file.slice(root.length + 1), text };
    const isAsked = ({ located: { unit } }: StudiedUnit): boolean => unit.key === exercise.unitKey && unit.name === unitName;
    const made = await play(source, root, ({ units }) => units.find(isAsked), signal);
    if (!made.ok) return made;
    const again = await replayed(made.value.play, key.replay, key.expected);
    if (!again.ok) return again;
    const panel = await playPanel({ file, ...again.value }, signal);
    return panel.ok
      ? success(keep({ panel: panel.value, play: again.value.play, root, ...(again.value.tried && { tried: again.value.tried }) }))
      : panel;
  };

  const triedText = (entry: OpenPlay, wish: TriedWish): Result<TriedText | undefined> => {
    const { located } = entry.play.unit;
    if (wish.kind === 'nothing') return success(undefined);
    if (wish.kind === 'line') return lineChanged(located, wish.line, wish.text);
    const document = entry.panel.file === undefined ? undefined : documents.findFile(entry.panel.file);
    if (document === undefined) return failure('Open the file in an editor first.');
    const now = study.study(document, { root: entry.root, depth: 'syntax' });
    const other = now.ok ? now.value.units.find((unit) => unit.located.unit.name === located.unit.name) : undefined;
    if (other === undefined) return failure(`The editor holds no function called \`${located.unit.name}\`.`);
    return textTaken(located, other.located, 'the text in the editor');
  };

  return {
    open: async (subject, signal) =>
      subject.kind === 'place' ? await openPlace(subject.uri, subject.line, signal) : await openExercise(subject.exerciseId, signal),
    async tryText(playId, wish, signal) {
      const entry = opened.get(playId);
      if (entry === undefined) return failure(closed);
      const tried = triedText(entry, wish);
      if (!tried.ok) return tried;
      const { file, first } = entry.panel;
      const panel = await playPanel(
        { play: entry.play, first, ...(file !== undefined && { file }), ...(tried.value && { tried: tried.value }) },
        signal,
      );
      if (!panel.ok) return panel;
      return success(keep({ panel: panel.value, play: entry.play, root: entry.root, ...(tried.value && { tried: tried.value }) }));
    },
    find: (playId) => opened.get(playId),
  };
}
