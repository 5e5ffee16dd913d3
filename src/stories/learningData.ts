import type { AnswerStore } from '../learning/answerStore.ts';
import { readLearningRecord, writeLearningRecord } from '../learning/learningRecord.ts';
import type { MutedConcepts } from '../learning/learningRecord.ts';
import { success } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';
import type { DataStore } from './dataStore.ts';

/** The tutor's part about what it keeps of a person. Nothing of it leaves the machine: what is exported goes to the one who asked. */
export interface LearningData {
  /** Everything that nothing else can rebuild, as JSON; `muted` is kept by the editor. */
  exportData(muted: MutedConcepts): Promise<Result<string>>;
  /** Adds what is not known yet; the same text again adds nothing. All of it is taken over or none. */
  importData(text: string): Promise<Result<ImportedData>>;
  /** Deletes everything that is kept. What is in memory still stays until the process ends. */
  deleteData(): Promise<Result<null>>;
}

export interface ImportedData {
  readonly added: number;
  readonly known: number;
  /** For the editor to keep. */
  readonly muted: MutedConcepts;
}

export function createLearningData({ answers, data }: { readonly answers: AnswerStore; readonly data: DataStore }): LearningData {
  return {
    exportData: async (muted) => success(writeLearningRecord({ answers: answers.all(), muted })),
    async importData(text) {
      const read = readLearningRecord(text);
      if (!read.ok) return read;
      const added = answers.merge(read.value.answers);
      return success({ added, known: read.value.answers.length - added, muted: read.value.muted });
    },
    deleteData: async () => data.wipe(),
  };
}
