import * as z from 'zod/mini';
import type { AnswerId, ChangeId, ExerciseId, UnitKey } from '../terms/ids.ts';
import { failure, success } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';
import type { RecordedAnswer } from './answerStore.ts';

/** What a person said to know: no more of it is shown. */
export interface MutedConcepts {
  readonly concepts: readonly string[];
  /** Kinds of cards. */
  readonly kinds: readonly string[];
}

/**
 * What a person takes along to another machine. Content keys stand for code and questions: no code, no path, no text of a question and
 * nothing that a model said is in it, no key and no consent.
 */
export interface LearningRecord {
  readonly answers: readonly RecordedAnswer[];
  readonly muted: MutedConcepts;
}

const schema = 1;
const mostCharacters = 200_000_000;
const id = z.string().check(z.minLength(1), z.maxLength(200));
const names = z.array(z.string().check(z.maxLength(200))).check(z.maxLength(10_000));
const recorded = z.object({
  answer: z.object({
    id,
    exerciseId: id,
    chosen: z.array(id).check(z.maxLength(20)),
    confidence: z.optional(z.enum(['guess', 'leaning', 'sure'])),
    at: z.number(),
    changeId: z.optional(id),
  }),
  unitKey: id,
  kind: id,
  verdict: z.enum(['right', 'wrong', 'not sure']),
  voided: z.boolean(),
  concepts: names,
});
const envelope = z.object({ tool: z.literal('understand-this'), record: z.literal('learning'), schema: z.number() });
const content = z.object({ answers: z.array(recorded), muted: z.object({ concepts: names, kinds: names }) });

/** JSON, two spaces: `{ schema, tool, record: "learning", answers, muted }`, answers in the order they were given. */
export function writeLearningRecord({ answers, muted }: LearningRecord): string {
  return `${JSON.stringify({ schema, tool: 'understand-this', record: 'learning', answers, muted }, null, 2)}\n`;
}

/** Fails with one sentence on what is no such record; unknown members are left out. */
export function readLearningRecord(text: string): Result<LearningRecord> {
  const none = failure('This file holds no learning data of Understand This.');
  if (text.length > mostCharacters) return failure('This file is too large to be learning data.');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return none;
  }
  const known = envelope.safeParse(parsed);
  if (!known.success) return none;
  if (known.data.schema > schema)
    return failure('This learning data was written by a newer version of Understand This. Update the extension first.');
  const read = content.safeParse(parsed);
  if (!read.success) return failure('This learning data is damaged: nothing of it was taken over.');
  const { answers, muted } = read.data;
  return success({ muted, answers: answers.map(withIds) });
}

/** What was checked to be text counts as an id of its kind from here on. */
function withIds({ answer, unitKey, ...rest }: z.infer<typeof recorded>): RecordedAnswer {
  const { id: answerId, exerciseId, changeId, confidence, chosen, at } = answer;
  return {
    ...rest,
    unitKey: unitKey as UnitKey,
    answer: {
      id: answerId as AnswerId,
      exerciseId: exerciseId as ExerciseId,
      chosen,
      at,
      ...(confidence !== undefined && { confidence }),
      ...(changeId !== undefined && { changeId: changeId as ChangeId }),
    },
  };
}
