import type { ExerciseStore } from '../exercises/exerciseStore.ts';
import type { AnswerStore } from '../learning/answerStore.ts';
import type { ExerciseId } from '../terms/ids.ts';
import type { PlayPanel } from '../terms/play.ts';
import { failure, type Result } from '../terms/result.ts';
import { keepTest } from './keptTest.ts';
import type { KeepParts, KeepRequest, KeptTest } from './keptTest.ts';
import { createPlays } from './played.ts';
import type { PlaysParts, PlaySubject, TriedWish } from './played.ts';
import { questionRecord } from './questionRecord.ts';

/** What can be done with a unit that is really run, and with the runs behind an answer. */
export interface Playing {
  /** The unit in scenarios it was really run in, or the run that a question's answer rests on. */
  play(subject: PlaySubject, signal?: AbortSignal): Promise<Result<PlayPanel>>;
  /** The same play with another text beside the unit's own, and what it does differently. */
  tryText(playId: string, wish: TriedWish, signal?: AbortSignal): Promise<Result<PlayPanel>>;
  /** A scenario of an open play as a test in the project's own runner. */
  keepAsTest(request: KeepRequest): Promise<Result<KeptTest>>;
  /** A question with its proofs as JSON, for whoever is to look into it. */
  questionRecord(exerciseId: ExerciseId): Promise<Result<string>>;
}

export interface PlayingParts extends PlaysParts, KeepParts {
  readonly trusted: () => boolean;
  readonly exercises: ExerciseStore;
  readonly answers: AnswerStore;
}

const untrusted = failure('Playing a function runs it in a sandbox, which starts once this workspace is trusted.');
const closed = failure('The function is no longer open here; play it again.');

export function createPlaying(parts: PlayingParts): Playing {
  const plays = createPlays(parts);
  return {
    play: async (subject, signal) => (parts.trusted() ? await plays.open(subject, signal) : untrusted),
    tryText: async (playId, wish, signal) => (parts.trusted() ? await plays.tryText(playId, wish, signal) : untrusted),
    async keepAsTest(request) {
      const open = plays.find(request.playId);
      return open === undefined ? closed : await keepTest(open, request, parts);
    },
    questionRecord: async (id) => questionRecord(id, parts),
  };
}
