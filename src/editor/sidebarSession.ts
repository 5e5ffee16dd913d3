import type { Snapshot } from '../protocol.ts';
import type { Clock } from '../terms/clock.ts';
import { contentId } from '../terms/ids.ts';
import type { AnswerId, UnitKey } from '../terms/ids.ts';
import type { Answer, Confidence, UnitPanel } from '../terms/panel.ts';
import type { Result } from '../terms/result.ts';
import type { Tutor } from '../tutor.ts';
import { reduceSidebar } from './sidebarReduce.ts';
import { sidebarSnapshot } from './sidebarSnapshot.ts';
import { currentExercise, initialSidebarState } from './sidebarState.ts';
import type { Request, SidebarEvent, SidebarState } from './sidebarState.ts';

export type SidebarTutor = Pick<Tutor, 'explain' | 'openChange' | 'answer' | 'reportWrong'>;

export interface SidebarSessionParts {
  readonly tutor: SidebarTutor;
  readonly clock: Clock;
  /** A new id each time, never one given before. */
  readonly randomId: () => string;
  /** Called only while the sidebar is visible. */
  readonly draw: (snapshot: Snapshot) => void;
  /** The URI, as documents carry it, of an absolute path. */
  readonly uriOfFile: (file: string) => string;
  /** Hears which unit is on screen, again and again. */
  readonly onUnit: (key: UnitKey | undefined) => void;
  /** A bug: somebody threw. */
  readonly crashed: (error: unknown) => void;
}

export interface SidebarSession {
  state(): SidebarState;
  dispatch(event: SidebarEvent): void;
  /** `chosen`: option ids, empty for "Not sure". Ignored unless it answers the question on screen. */
  answer(exerciseId: string, chosen: readonly string[], confidence?: Confidence): Promise<void>;
  reportWrong(exerciseId: string): Promise<void>;
  dispose(): void;
}

const skeletonAfterMs = 150;
const slowAfterMs = 1000;

/** Holds the sidebar's state and keeps exactly the newest wanted request under way, and none while hidden. */
export function createSidebarSession(parts: SidebarSessionParts): SidebarSession {
  let state = initialSidebarState;
  let running: { readonly id: number; readonly stop: () => void } | undefined;

  function dispatch(event: SidebarEvent): void {
    state = reduceSidebar(state, event);
    pursue();
    parts.onUnit(state.content.kind === 'unit' ? state.content.panel.key : undefined);
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
    return subject.kind === 'place' ? parts.tutor.explain(subject.place, signal) : parts.tutor.openChange(subject.changeId, signal);
  }

  function documentOf({ subject }: Request, panel: UnitPanel): string | undefined {
    if (subject.kind === 'place') return subject.place.uri;
    return panel.file === undefined ? undefined : parts.uriOfFile(panel.file);
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
      } catch (error) {
        parts.crashed(error);
        dispatch({ type: 'answerRefused', answer, reason: 'The answer could not be recorded. Try again.' });
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
      running?.stop();
      running = undefined;
    },
  };
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
