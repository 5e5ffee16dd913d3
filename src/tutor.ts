import type { ChangeSummary } from './terms/change.ts';
import type { DocumentView } from './terms/documentView.ts';
import type { Edit } from './terms/edit.ts';
import type { AnswerId, ChangeId, ExerciseId } from './terms/ids.ts';
import type { Answer, AnswerOutcome, UnitPanel } from './terms/panel.ts';
import type { Result } from './terms/result.ts';

/** A document an editor shows, as its text stands at `sequence`. */
export interface ShownDocument {
  readonly uri: string;
  /** Absolute path on disk, `/` between parts; absent for unsaved and virtual documents. */
  readonly path?: string;
  /** Absolute path of the workspace folder it belongs to. */
  readonly root?: string;
  readonly languageId: string;
  readonly text: string;
  /** Sequence of the last edit already contained in `text`; 0 when shown for the first time. */
  readonly sequence: number;
  readonly dirty: boolean;
}

export interface Place {
  readonly uri: string;
  /** 1-based. */
  readonly line: number;
}

/** Pushed by the tutor whenever it changes; each is a whole snapshot, never a delta. */
export interface TutorEvents {
  view(view: DocumentView): void;
  changes(changes: readonly ChangeSummary[]): void;
  /** A sentence for the log and the sidebar, e.g. that memory lasts only for this session. */
  notice(sentence: string): void;
}

/**
 * The product without VS Code: one method per thing a user can see happen.
 * Every method may be called twice with the same ids without a second effect; expected failures are values.
 */
export interface Tutor {
  documentShown(document: ShownDocument): Promise<void>;
  /** Resolves once the edits are durable: `durable` is the highest sequence that survives a crash. */
  documentEdited(edits: readonly Edit[]): Promise<{ readonly durable: number }>;
  documentHidden(uri: string): Promise<void>;
  /** Files written on disk by something else than the editor: absolute paths. */
  filesWritten(root: string, paths: readonly string[]): Promise<void>;
  /** HEAD of the repository at `root` may have moved: commits not seen before become Changes. */
  headMoved(root: string): Promise<void>;
  /** Whether the window is trusted; until then only syntax facts of open buffers. */
  trust(trusted: boolean): Promise<void>;
  explain(place: Place, signal?: AbortSignal): Promise<Result<UnitPanel>>;
  /** The unit of a Change that is most worth checking and not checked yet. */
  openChange(changeId: ChangeId, signal?: AbortSignal): Promise<Result<UnitPanel>>;
  answer(answer: Answer): Promise<Result<AnswerOutcome>>;
  /** Freezes the question, voids the answer; `answerId` where one was given. */
  reportWrong(exerciseId: ExerciseId, answerId?: AnswerId): Promise<Result<null>>;
  markOrigin(place: Place, kind: 'human' | 'ai'): Promise<Result<null>>;
  changes(): Promise<readonly ChangeSummary[]>;
}
