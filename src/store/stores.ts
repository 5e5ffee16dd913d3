import type { IndexStore } from '../analysis/indexStore.ts';
import type { ChangeStore } from '../changes/changeStore.ts';
import type { CommitLineStore } from '../changes/commitLines.ts';
import type { WhyStore } from '../changes/whyStore.ts';
import type { SegmentStore } from '../changes/segmentStore.ts';
import type { ExerciseStore } from '../exercises/exerciseStore.ts';
import type { AnswerStore } from '../learning/answerStore.ts';
import type { ModelStore } from '../llm/modelStore.ts';
import type { DataStore } from '../stories/dataStore.ts';
import type { LeaseStore } from '../stories/leaseStore.ts';

/** Every owner's port, by name. */
export interface Stores {
  readonly segments: SegmentStore;
  readonly changes: ChangeStore;
  readonly commitLines: CommitLineStore;
  readonly whys: WhyStore;
  readonly exercises: ExerciseStore;
  readonly answers: AnswerStore;
  readonly index: IndexStore;
  readonly leases: LeaseStore;
  readonly models: ModelStore;
  readonly data: DataStore;
}
