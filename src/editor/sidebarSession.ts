import type { Snapshot } from '../protocol.ts';
import type { Clock } from '../terms/clock.ts';
import { contentId } from '../terms/ids.ts';
import type { AnswerId, ExerciseId, UnitKey } from '../terms/ids.ts';
import type { Answer, Confidence, UnitPanel } from '../terms/panel.ts';
import type { PlayPanel } from '../terms/play.ts';
import type { PlaySubject, TriedWish } from '../stories/played.ts';
import { failure } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';
import type { EditorSymbol } from '../terms/editorSymbol.ts';
import type { Place, Tutor } from '../tutor.ts';
import { shownRun } from './sidebarPlay.ts';
import { reduceSidebar } from './sidebarReduce.ts';
import { sidebarSnapshot } from './sidebarSnapshot.ts';
import { currentExercise, currentPlay, initialSidebarState } from './sidebarState.ts';
import type { Answered, Reading, Request, SidebarEvent, SidebarState } from './sidebarState.ts';

export type SidebarTutor = Pick<
  Tutor,
  'explain' | 'explainSymbol' | 'openChange' | 'answer' | 'reportWrong' | 'markOrigin' | 'play' | 'tryText'
>;

export interface SidebarSessionParts {
  readonly tutor: SidebarTutor;
  /** What the editor knows of code that is not analysed. */
  readonly symbolAt: (place: Place, language: string) => Promise<EditorSymbol | undefined>;
  readonly clock: Clock;
  /** A new id each time, never one given before. */
  readonly randomId: () => string;
  /** Called only while the sidebar is visible. */
  readonly draw: (snapshot: Snapshot) => void;
  /** The URI, as documents carry it, of an absolute path. */
  readonly uriOfFile: (file: string) => string;
  /** Hears which unit is on screen, again and again. */
  readonly onUnit: (key: UnitKey | undefined) => void;
  /** A play came to a line (1-based) of a file, or none is on screen any more. */
  readonly stepShown: (step: ShownStep | undefined) => void;
  /** A bug: somebody threw. */
  readonly crashed: (error: unknown) => void;
}

export interface ShownStep {
  /** Absolute path. */
  readonly file: string;
  readonly line: number;
}

export interface SidebarSession {
  state(): SidebarState;
  dispatch(event: SidebarEvent): void;
  /** `chosen`: option ids, empty for "Not sure". Ignored unless it answers the question on screen. */
  answer(exerciseId: string, chosen: readonly string[], confidence?: Confidence): Promise<void>;
  reportWrong(exerciseId: string): Promise<void>;
  /** Runs a unit in its scenarios and shows them; `name` is what is said while that takes long. */
  play(subject: PlaySubject, name: string): Promise<void>;
  /** Ignored unless it is about the play on screen. */
  tryText(playId: string, wish: TriedWish): Promise<void>;
  dispose(): void;
}

const nothingKnown =
  'The editor knows of no function here. What it knows of this language comes from an extension; with none, there is nothing to show.';
const skeletonAfterMs = 150;
const slowAfterMs = 1000;

/** Holds the sidebar's state and keeps exactly the newest wanted request under way, and none while hidden. */
export function createSidebarSession(parts: SidebarSessionParts): SidebarSession {
  let state = initialSidebarState;
  let running: { readonly id: number; readonly stop: () => void } | undefined;

  let opening: { readonly id: number; readonly stop: () => void } | undefined;
  let shownStep: ShownStep | undefined;
  let plays = 0;

  function dispatch(event: SidebarEvent): void {
    state = reduceSidebar(state, event);
    pursue();
    parts.onUnit(state.content.kind === 'unit' ? state.content.panel.key : undefined);
    if (opening !== undefined && (state.mode.kind !== 'opening' || state.mode.id !== opening.id)) {
      opening.stop();
      opening = undefined;
    }
    const step = stepOf(state);
    if (step?.file !== shownStep?.file || step?.line !== shownStep?.line) parts.stepShown((shownStep = step));
    if (state.visible) parts.draw(sidebarSnapshot(state));
  }

  function pursue(): void {
    const wanted = state.visible ? state.request : undefined;
    if (wanted?.id === running?.id) return;
    running?.stop();
    running = wanted && start(wanted);
  }

  function start(request: Request): { readonly id: number; readonly stop: () => void } {
    const controller = new AbortController();
    const requestId = request.id;
    const timers = request.silent
      ? []
      : [
          parts.clock.after(skeletonAfterMs, () => dispatch({ type: 'waited', requestId, stage: 'skeleton' })),
          parts.clock.after(slowAfterMs, () => dispatch({ type: 'waited', requestId, stage: 'slow' })),
        ];
    const stopTimers = (): void => timers.forEach((stop) => stop());
    void explain(request, controller.signal).then(
      (result) => {
        stopTimers();
        if (controller.signal.aborted) return;
        if (!result.ok) return dispatch({ type: 'refused', requestId, reason: result.reason });
        const uri = documentOf(request, result.value);
        dispatch({ type: 'explained', requestId, panel: result.value, ...(uri !== undefined && { uri }) });
      },
      (error: unknown) => {
        stopTimers();
        if (controller.signal.aborted) return;
        parts.crashed(error);
        dispatch({ type: 'crashed', requestId });
      },
    );
    const stop = (): void => {
      stopTimers();
      controller.abort();
    };
    return { id: requestId, stop };
  }

  async function explain({ subject }: Request, signal: AbortSignal): Promise<Result<UnitPanel>> {
    if (subject.kind === 'change') return await parts.tutor.openChange(subject.changeId, signal);
    const { place, language } = subject;
    if (language === undefined) return await parts.tutor.explain(place, signal);
    const symbol = await parts.symbolAt(place, language);
    return symbol === undefined ? failure(nothingKnown) : await parts.tutor.explainSymbol(place.uri, symbol);
  }

  function documentOf({ subject }: Request, panel: UnitPanel): string | undefined {
    if (subject.kind === 'place') return subject.place.uri;
    return panel.file === undefined ? undefined : parts.uriOfFile(panel.file);
  }

  /** The run behind an answer is made ready at once: it is shown on a key press, and says whether something looks like a bug. */
  async function playAnswer(exerciseId: ExerciseId): Promise<void> {
    try {
      const result = await parts.tutor.play({ kind: 'exercise', exerciseId });
      dispatch(
        result.ok
          ? { type: 'answerPlayed', exerciseId, play: result.value }
          : { type: 'answerPlayRefused', exerciseId, reason: result.reason },
      );
    } catch (error) {
      parts.crashed(error);
    }
  }

  return {
    state: () => state,
    dispatch,

    async answer(exerciseId, chosen, confidence) {
      const answer = answerTo(state, exerciseId, chosen, confidence, parts);
      if (answer === undefined) return;
      dispatch({ type: 'answering', answer });
      try {
        const result = await parts.tutor.answer(answer);
        dispatch(result.ok ? { type: 'answered', outcome: result.value } : { type: 'answerRefused', answer, reason: result.reason });
        if (result.ok && result.value.program !== undefined) void playAnswer(answer.exerciseId);
      } catch (error) {
        parts.crashed(error);
        dispatch({ type: 'answerRefused', answer, reason: 'The answer could not be recorded. Try again.' });
      }
    },

    async play(subject, name) {
      plays += 1;
      const id = plays;
      const controller = new AbortController();
      dispatch({ type: 'playWanted', id, name });
      const timers = [
        parts.clock.after(skeletonAfterMs, () => dispatch({ type: 'playWaited', id, stage: 'skeleton' })),
        parts.clock.after(slowAfterMs, () => dispatch({ type: 'playWaited', id, stage: 'slow' })),
      ];
      const stopTimers = (): void => timers.forEach((stop) => stop());
      const stop = (): void => {
        stopTimers();
        controller.abort();
      };
      opening = { id, stop };
      try {
        const known = subject.kind === 'exercise' && state.mode.kind === 'opening' ? knownPlay(state.mode.back) : undefined;
        const result: Result<PlayPanel> = known ?? (await parts.tutor.play(subject, controller.signal));
        stopTimers();
        dispatch(result.ok ? { type: 'played', id, play: result.value } : { type: 'playRefused', id, reason: result.reason });
      } catch (error) {
        stopTimers();
        if (controller.signal.aborted) return;
        parts.crashed(error);
        dispatch({ type: 'playRefused', id, reason: 'This code could not be run; the log says why.' });
      }
    },

    async tryText(playId, wish) {
      if (currentPlay(state, playId)?.trying !== false) return;
      dispatch({ type: 'trying', playId });
      try {
        const result = await parts.tutor.tryText(playId, wish);
        dispatch(result.ok ? { type: 'tried', play: result.value } : { type: 'tryRefused', playId, reason: result.reason });
      } catch (error) {
        parts.crashed(error);
        dispatch({ type: 'tryRefused', playId, reason: 'This text could not be run; the log says why.' });
      }
    },

    async reportWrong(exerciseId) {
      const current = currentExercise(state, exerciseId);
      if (current === undefined) return;
      const answerId = state.mode.kind === 'answered' ? state.mode.outcome.answerId : undefined;
      const result = await parts.tutor.reportWrong(current, answerId);
      if (result.ok) dispatch({ type: 'reported', exerciseId });
    },

    dispose() {
      opening?.stop();
      running?.stop();
      running = undefined;
    },
  };
}

/** The play of an answer that was made ready. */
function knownPlay(back: Reading | Answered): Result<PlayPanel> | undefined {
  return back.kind === 'answered' && back.play !== undefined ? { ok: true, value: back.play } : undefined;
}

function stepOf({ mode }: SidebarState): ShownStep | undefined {
  if (mode.kind !== 'playing' || mode.play.file === undefined || mode.stale) return undefined;
  const step = shownRun(mode)?.steps[mode.step];
  return step === undefined ? undefined : { file: mode.play.file, line: step.line };
}

/** The answer as the tutor takes it, or undefined when it does not fit the question on screen. */
function answerTo(
  state: SidebarState,
  exerciseId: string,
  chosen: readonly string[],
  confidence: Confidence | undefined,
  parts: Pick<SidebarSessionParts, 'clock' | 'randomId'>,
): Answer | undefined {
  const { mode, content } = state;
  if (mode.kind !== 'asking' || mode.sending || mode.check.exerciseId !== exerciseId) return undefined;
  if (!mode.check.multi && chosen.length > 1) return undefined;
  if (new Set(chosen).size !== chosen.length) return undefined;
  if (!chosen.every((id) => mode.check.options.some((option) => option.id === id))) return undefined;
  const before = mode.refused?.answer;
  if (before && before.confidence === confidence && before.chosen.join() === chosen.join()) return before;
  const changeId = content.kind === 'unit' && content.panel.key === mode.check.unitKey ? content.subject.changeId : undefined;
  return {
    id: contentId<AnswerId>(parts.randomId()),
    exerciseId: mode.check.exerciseId,
    chosen,
    at: parts.clock.now(),
    ...(confidence !== undefined && { confidence }),
    ...(changeId !== undefined && { changeId }),
  };
}
