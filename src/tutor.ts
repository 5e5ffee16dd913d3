import type { openBoundedProgram } from './analysis/boundedProgram.ts';
import { isSupported } from './analysis/skipReason.ts';
import type { AgentRuns } from './changes/agentRun.ts';
import type { ChangeStore } from './changes/changeStore.ts';
import type { CommitLineStore } from './changes/commitLines.ts';
import type { Transcripts } from './changes/transcripts/transcripts.ts';
import type { WhyStore } from './changes/whyStore.ts';
import type { OriginTracker } from './changes/originTracker.ts';
import type { SegmentStore } from './changes/segmentStore.ts';
import type { ExerciseStore } from './exercises/exerciseStore.ts';
import type { AnswerStore } from './learning/answerStore.ts';
import type { ModelStore } from './llm/modelStore.ts';
import { answered } from './stories/answered.ts';
import { createChangeBook } from './stories/changeBook.ts';
import { changeArrived } from './stories/changeArrived.ts';
import { commitSeen } from './stories/commitSeen.ts';
import { createHeadWatch } from './stories/headWatch.ts';
import type { ModelTalk } from './stories/askedModel.ts';
import { createAskedPlaces } from './stories/askedPlaces.ts';
import { createEditorSymbols } from './stories/editorSymbols.ts';
import type { EditorSymbols } from './stories/editorSymbols.ts';
import { createPlaying, type Playing } from './stories/playing.ts';
import { ownRecords } from './stories/ownRecords.ts';
import { packagesChanged } from './stories/packagesChanged.ts';
import type { DataStore } from './stories/dataStore.ts';
import { createLearningData, type LearningData } from './stories/learningData.ts';
import type { LeaseStore } from './stories/leaseStore.ts';
import { createModelMethods } from './stories/modelMethods.ts';
import type { ModelMethods } from './stories/modelMethods.ts';
import type { Projects } from './stories/projects.ts';
import { createRecordsConsent } from './stories/recordsConsent.ts';
import { createQuestionQueue } from './stories/questionQueue.ts';
import { createReader } from './stories/reader.ts';
import { notesFetched } from './stories/notesFetched.ts';
import { originMarked } from './stories/originMarked.ts';
import { savedLater } from './stories/savedLater.ts';
import { createShownDocuments } from './stories/shownDocuments.ts';
import type { CodeStudy } from './stories/studyCode.ts';
import { createUnitPanels } from './stories/unitPanels.ts';
import type { Change, ChangeSummary } from './terms/change.ts';
import type { Clock } from './terms/clock.ts';
import type { DocumentView } from './terms/documentView.ts';
import type { Edit } from './terms/edit.ts';
import type { AnswerId, ChangeId, ExerciseId } from './terms/ids.ts';
import type { ModelProgress } from './terms/model.ts';
import type { Origin } from './terms/origin.ts';
import type { PackageNews } from './terms/packageNews.ts';
import type { Answer, AnswerOutcome, UnitPanel } from './terms/panel.ts';
import { success } from './terms/result.ts';
import type { Result } from './terms/result.ts';
import type { ShownDocument } from './terms/shownDocument.ts';

export interface Place {
  readonly uri: string;
  /** 1-based. */
  readonly line: number;
}

/** Pushed by the tutor whenever it changes; each is a whole snapshot, never a delta. */
export interface TutorEvents {
  view(view: DocumentView): void;
  changes(changes: readonly ChangeSummary[]): void;
  /** How far a model's answer has come. */
  said(progress: ModelProgress): void;
  /** A sentence for the log and the sidebar, e.g. that memory lasts only for this session. */
  notice(sentence: string): void;
}

/**
 * The product without VS Code: one method per thing a user can see happen.
 * Every method may be called twice with the same ids without a second effect; expected failures are values.
 */
export interface Tutor extends ModelMethods, Playing, EditorSymbols, LearningData {
  documentShown(document: ShownDocument): Promise<void>;
  /** Resolves once the edits are durable: `durable` is the highest sequence that survives a crash. */
  documentEdited(edits: readonly Edit[]): Promise<{ readonly durable: number }>;
  documentHidden(uri: string): Promise<void>;
  /** Files written on disk by something else than the editor: absolute paths. */
  filesWritten(root: string, paths: readonly string[]): Promise<void>;
  /** Files or folders that the editor gave another name, by their addresses. */
  filesRenamed(renames: readonly { readonly from: string; readonly to: string }[]): Promise<void>;
  /** HEAD of the repository at `root` may have moved: commits not seen before become Changes. */
  headMoved(root: string): Promise<void>;
  /**
   * Whether local records of agents may be read; `windows` are the folders where VS Code keeps what belongs to this project’s windows.
   * Until then, and in a window that is not trusted, none is.
   */
  allowTranscripts(allowed: boolean, windows: readonly string[]): Promise<void>;
  /** Whether the window is trusted; until then only syntax facts of open buffers. */
  trust(trusted: boolean): Promise<void>;
  /** The idioms that the person muted: they count as known. */
  knows(concepts: readonly string[]): Promise<void>;
  explain(place: Place, signal?: AbortSignal): Promise<Result<UnitPanel>>;
  /** The unit of a Change that is most worth checking and not checked yet. */
  openChange(changeId: ChangeId, signal?: AbortSignal): Promise<Result<UnitPanel>>;
  answer(answer: Answer): Promise<Result<AnswerOutcome>>;
  /** Freezes the question, voids the answer; `answerId` where one was given. */
  reportWrong(exerciseId: ExerciseId, answerId?: AnswerId): Promise<Result<null>>;
  markOrigin(place: Place, kind: 'human' | 'ai'): Promise<Result<null>>;
  /** Who wrote a line of an open document, with the evidence; unknown for a document that is not open. */
  originOf(place: Place): Promise<Origin>;
  /** Fetches the notes that a remote keeps about AI-written lines, into refs of our own; a network act that only a person asks for. */
  fetchNotes(root: string, remote: string): Promise<Result<readonly string[]>>;
  changes(): Promise<readonly ChangeSummary[]>;
}

export interface TutorParts {
  readonly study: CodeStudy;
  readonly openProgram: typeof openBoundedProgram;
  readonly origins: OriginTracker;
  readonly agentRuns: AgentRuns;
  readonly changes: ChangeStore;
  readonly commitLines: CommitLineStore;
  readonly transcripts: Transcripts;
  readonly whys: WhyStore;
  readonly segments: SegmentStore;
  readonly exercises: ExerciseStore;
  readonly answers: AnswerStore;
  readonly leases: LeaseStore;
  readonly data: DataStore;
  readonly models: ModelStore;
  readonly talk: ModelTalk;
  /** Names this window among those that share the database. */
  readonly holder: string;
  readonly projects: Projects;
  readonly events: TutorEvents;
  readonly clock: Clock;
  /** Text of a file on disk; `undefined` when it cannot be read. */
  readonly readFile: (file: string) => Promise<string | undefined>;
  readonly seed: number;
}

/** A tutor with a lifetime of its own. */
export interface RunningTutor extends Tutor {
  /** Resolves when no question is being proven and no package looked up. */
  settled(): Promise<void>;
  dispose(): void;
}

export function createTutor(parts: TutorParts): RunningTutor {
  const { origins, agentRuns, answers, clock, events, exercises, projects, study } = parts;
  let trusted = false;
  const pushChanges = (): void => {
    events.changes(book.list());
    documents.pushAll();
  };
  const book = createChangeBook({ store: parts.changes, onChanged: () => pushChanges() });
  const questions = createQuestionQueue({
    study,
    store: exercises,
    seed: parts.seed,
    onReady: () => pushChanges(),
    log: (sentence) => events.notice(sentence),
  });
  const documents = createShownDocuments({
    study,
    origins,
    book,
    clock,
    trusted: () => trusted,
    understood: ({ located }) => answers.forUnit(located.unit.key).some((answer) => answer.verdict === 'right' && !answer.voided),
    onSettled: (root, { file, text }) => isSupported(file) && projects.indexOf(root)?.update(file, text),
    onView: (view) => events.view(view),
  });
  const reader = createReader(answers);
  const playing = createPlaying({
    study,
    documents,
    exercises,
    answers,
    roots: book.roots,
    readFile: parts.readFile,
    listFiles: projects.filesOf,
    trusted: () => trusted,
  });
  let arriving: Promise<void> = Promise.resolve();
  const packagesOf = async (change: Change): Promise<readonly PackageNews[]> => {
    const index = await projects.whenIndexed(change.root);
    return index === undefined ? [] : await packagesChanged(change, { index, readText: parts.readFile, openProgram: parts.openProgram });
  };
  const arrived = (change: Change): void => {
    if (!trusted) return;
    const told = changeArrived(change, { book, questions, packagesOf }).catch((error: unknown) =>
      events.notice(`The packages of “${change.title}” could not be looked up: ${String(error)}`),
    );
    arriving = Promise.all([arriving, told]).then(() => undefined);
  };
  const readCommits = new Set<string>();
  const heads = createHeadWatch({
    leases: parts.leases,
    holder: parts.holder,
    clock,
    lastHead: parts.changes.lastHead,
    seen: async (repository) => {
      const own = ownRecords(repository.root, parts);
      await commitSeen(repository, { store: parts.changes, lines: parts.commitLines, ...own, read: readCommits, clock, onChange: arrived });
    },
    onSeen: (root) => {
      origins.committed(root);
      pushChanges();
    },
    notice: (sentence) => events.notice(sentence),
  });
  const runArrived = (change: Change): void => {
    arrived(change);
    // What a document took for a write on disk has a name now.
    if (change.origin.kind !== 'unknown') origins.committed(change.root);
  };
  const stopListening = [origins.onClosed(arrived), agentRuns.onClosed(runArrived), origins.onRevised(() => documents.pushAll())];
  const records = createRecordsConsent(parts.transcripts, () => book.roots().forEach(origins.committed));

  const panelOf = createUnitPanels({ ...parts, book, questions, reader, trusted: () => trusted });
  const symbols = createEditorSymbols({ ...parts, documents, trusted: () => trusted });

  /** Who calls what is known once the index is built; until then no sentence speaks of callers. */
  const startProject = (root: string): void => {
    const building = projects.open(root).then((finished) => finished && documents.restudy());
    building.catch((error: unknown) => events.notice(`The index of ${root} could not be built: ${String(error)}`));
  };

  const codeParts = { study, book, documents, readFile: parts.readFile, trusted: () => trusted, panelOf };
  return {
    ...createAskedPlaces({ ...codeParts, exercises, origins }),
    ...createModelMethods({ ...codeParts, talk: parts.talk, store: parts.models, answers, reader, symbols }),
    knows: async (concepts) => reader.knows(concepts),
    explainSymbol: symbols.explainSymbol,
    async documentShown(document) {
      origins.shown(document);
      documents.show(document);
      if (document.root === undefined) return;
      book.addRoot(document.root);
      startProject(document.root);
    },
    async documentEdited(edits) {
      const saved = origins.edited(edits);
      for (const edit of edits) documents.edited(edit.uri, edit.sequence);
      const last = edits.at(-1);
      const ends = last === undefined || saved >= last.sequence || origins.text(last.uri) === undefined;
      return { durable: ends ? saved : await savedLater(last, origins) };
    },
    async documentHidden(uri) {
      origins.hidden(uri);
      documents.hide(uri);
    },
    async filesWritten(root, paths) {
      if (!trusted) return;
      book.addRoot(root);
      await agentRuns.written(root, paths);
      await projects.filesChanged(root, paths);
    },
    filesRenamed: async (renames) => renames.forEach(({ from, to }) => origins.renamed(from, to)),
    async headMoved(root) {
      if (!trusted) return;
      const repository = await projects.repository(root);
      if (repository === undefined) return;
      book.addRoot(repository.root);
      await heads.moved(repository);
    },
    async allowTranscripts(allowed, given) {
      records.allow(allowed, given);
    },
    async trust(value) {
      if (trusted === value) return;
      trusted = value;
      records.trust(value);
      projects.trust(value);
      for (const root of value ? book.roots() : []) startProject(root);
      documents.restudy();
    },
    answer: async (answer) => answered(answer, { exercises, answers, book }),
    async reportWrong(exerciseId, answerId) {
      exercises.freeze(exerciseId, 'reported as wrong');
      if (answerId !== undefined) answers.voidAnswer(answerId);
      return success(null);
    },
    ...playing,
    ...createLearningData(parts),
    markOrigin: async (place, kind) => originMarked(place, kind, { documents, origins, book }),
    originOf: async ({ uri, line }) => origins.originOfLines(uri, [line, line]),
    fetchNotes: async (root, remote) => await notesFetched(root, remote, { trusted, projects, committed: origins.committed }),
    changes: async () => book.list(),
    async settled() {
      await arriving;
      await questions.settled();
    },
    dispose() {
      for (const stop of stopListening) stop();
      heads.dispose();
      for (const root of book.roots()) parts.leases.release(root, parts.holder);
      documents.dispose();
      questions.dispose();
      origins.dispose();
      agentRuns.dispose();
      projects.dispose();
    },
  };
}
