import type { ChangeInCode, ExerciseLevel } from '../../terms/exercise.ts';
import type { LineRange } from '../../terms/ranges.ts';
import type { Ran, Runs } from '../runs.ts';
import type { UnitInContext } from '../worlds/world.ts';

/** One option before the gates: what it says, and the executed world that shows it. */
export interface DraftOption {
  readonly text: string;
  /** One clause for each aspect asked about. */
  readonly clauses?: readonly string[];
  /** The world this option was observed in: the asked one for the key, another one for a distractor. */
  readonly shownBy: Ran;
  /** How `shownBy` differs from the asked world, in words that finish "this is what happens …". */
  readonly happensWhen: string;
  /** For the key: why it holds. For a distractor: the belief it comes from. */
  readonly reason: string;
  /** The compiler's record, where the option speaks of the compiler: the option rests on it and not on `shownBy`. */
  readonly recompiled?: { readonly observed: string; readonly expected: string; readonly engine?: 'types' };
  /** Stands before what was observed, where one run alone does not show it. */
  readonly seen?: readonly string[];
  /** Appended to what was observed: what else speaks for or against the option, e.g. that the edit does not compile. */
  readonly remark?: string;
}

/** `again` makes a run once more with some value changed; it answers `undefined` where that cannot be run. */
export type Judge = (again: (ran: Ran) => Promise<Ran | undefined>) => Promise<boolean>;

/** A question before the gates. The first gate checks that no distractor says what the key says. */
export interface Draft {
  /**
   * With `aspects`: what is changed, and the question; the stated call is put before it. Without: the whole question, which opens with
   * the call itself.
   */
  readonly stem: string;
  /** Ids of the aspects asked about (`outcomeFeatures.ts`); `[]` when none is. Two drafts that ask the same of the same line are one. */
  readonly aspects?: readonly string[];
  /** The calls among which the options choose: only what they share is stated. */
  readonly calls?: readonly Ran[];
  /**
   * Used where the stated call would take too many values: every scenario that gets as far as `line` (1-based) has the same answer, so
   * that saying this much is enough. `stem` is the whole question then, save for what decides after that line.
   */
  readonly reached?: { readonly line: number; readonly stem: string };
  /** The answer hangs on no call in particular: nothing is stated but `assumptions`. */
  readonly statesNoCall?: boolean;
  /** The answer depends on which promise from outside settles first. */
  readonly orderMatters?: boolean;
  /** What makes two questions of one kind on one unit different ones, e.g. the failing call. */
  readonly scenarioClass: string;
  readonly key: DraftOption;
  /** Best first; two or three are kept. */
  readonly distractors: readonly DraftOption[];
  /** Options differ in nothing but a name of the code: its length says nothing. */
  readonly optionsAreNames?: boolean;
  /** Further runs whose course a reader has to follow: what they come by is stated as well. */
  readonly followed?: readonly Ran[];
  /** The run that the options are told apart from: their programs note what it writes as well. */
  readonly beside?: Ran;
  /** Source text of which each name bears on the answer. */
  readonly decidedBy?: readonly string[];
  /** Whether the right answer is still the right one, and no other, when runs are made again with some value of the call changed. */
  readonly judge?: Judge;
  /** `false`: that the answer hangs on what is stated and on nothing else is found out by runs, whatever the code looks like. */
  readonly settled?: boolean;
  /** What a change took out of the unit and put into it, shown with the code. */
  readonly change?: ChangeInCode;
  /** Options have an order of their own (lines, numbers) and are not shuffled. */
  readonly ordered?: boolean;
  /** Whether reading the named line alone tells the answer is judged against these lines. */
  readonly lines: readonly LineRange[];
  /** Text shown instead of the unit's own, e.g. with the altered line. */
  readonly alteredText?: string;
  /** 0–1: how far a wrong answer could lead to a bad merge, review or diagnosis. */
  readonly weight: number;
  /** The key's edits only make something visible, or the kind asks the compiler itself: whether they compile is beside the point. */
  readonly needsNoCompiler?: boolean;
  /** Sentences that must be among the assumptions shown. */
  readonly assumptions?: readonly string[];
}

export interface KindRequest {
  readonly unit: UnitInContext;
  readonly runs: Runs;
  /** The unit's scenarios as they run today. */
  readonly baseline: readonly Ran[];
  /** The unit's text and name before the change that is being asked about. */
  readonly before?: { readonly text: string; readonly name: string };
  /** 0 ≤ x < 1. */
  readonly random: () => number;
}

/** A kind of question: one file, one line in `allKinds.ts`, one test. */
export interface ExerciseKind {
  /** Catalogue id and name, e.g. `E12 reject-path`. */
  readonly id: string;
  readonly level: ExerciseLevel;
  /** Drafts, best first; none when the unit gives no honest question of this kind. */
  draft(request: KindRequest): Promise<readonly Draft[]>;
}
