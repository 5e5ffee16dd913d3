import { toCheckPanel } from '../exercises/wording/toCheckPanel.ts';
import { whyItIsThere } from '../explain/whyItIsThere.ts';
import type { CommittedUnit } from '../explain/whyItIsThere.ts';
import type { AnswerStore } from '../learning/answerStore.ts';
import { visibleText } from '../safety/visibleText.ts';
import type { ConceptLevels } from '../terms/concept.ts';
import type { ChangeSummary } from '../terms/change.ts';
import type { UnitExercises } from '../terms/exercise.ts';
import type { Sentence } from '../terms/explanation.ts';
import { originInWords } from '../terms/origin.ts';
import type { Origin } from '../terms/origin.ts';
import type { UnitPanel } from '../terms/panel.ts';
import type { LineRange } from '../terms/ranges.ts';
import { explainStudied } from './explainStudied.ts';
import { alteredFacts } from './alteredFacts.ts';
import type { StudiedUnit } from './studyCode.ts';

export interface PanelRequest {
  readonly studied: StudiedUnit;
  /** Absolute path, for a unit that is on disk. */
  readonly file: string | undefined;
  readonly origin: Origin;
  /** Which commits last wrote it, where git knows. */
  readonly committed: CommittedUnit | undefined;
  /** The file before the change that touched the unit. */
  readonly before: string | undefined;
  /** What agents recorded of why it is there. */
  readonly whys: readonly Sentence[];
  /** Changes that touched the unit, newest first. */
  readonly changes: readonly ChangeSummary[];
  /** `undefined`: still being proven. A string says why nothing is asked here. */
  readonly questions: UnitExercises | string | undefined;
  readonly answers: AnswerStore;
  readonly levels: ConceptLevels;
}

/** What the sidebar says of a unit. A question that was answered is not put again while an unanswered one is left. */
export function unitPanel({
  studied,
  file,
  origin,
  committed,
  before,
  whys,
  changes,
  questions,
  answers,
  levels,
}: PanelRequest): UnitPanel {
  const { key, path, name, kind, lines } = studied.located.unit;
  const given = answers.forUnit(key).filter((answer) => !answer.voided && answer.verdict !== 'not sure');
  const last = given.at(-1);
  return {
    key,
    path,
    ...(file !== undefined && { file }),
    name,
    kind,
    lines,
    originText: originInWords(origin),
    evidence: origin.evidence,
    explanation: explainStudied(studied, {
      recorded: [...whys, ...recorded(changes, lines, committed)],
      levels,
      ...(before !== undefined && { altered: alteredFacts(studied, before) }),
    }),
    check: checkOf(questions, answers, path, name),
    ...(last && { answered: { correct: last.verdict === 'right', at: last.answer.at } }),
  };
}

function checkOf(questions: PanelRequest['questions'], answers: AnswerStore, path: string, name: string): UnitPanel['check'] {
  if (questions === undefined) return 'pending';
  if (typeof questions === 'string') return { why: questions };
  const fresh = questions.exercises.find((exercise) => answers.forExercise(exercise.id).length === 0);
  const next = fresh ?? questions.exercises[0];
  return next === undefined ? { why: questions.why ?? 'nothing here is worth a question' } : toCheckPanel(next, path, name);
}

/** What git says of the unit's lines; of its changes those that this does not tell already. */
function recorded(changes: readonly ChangeSummary[], lines: LineRange, committed: CommittedUnit | undefined): readonly Sentence[] {
  const subjects = new Set(committed?.commits.map(({ info }) => info.subject));
  const others = changes.filter(({ kind, title }) => kind !== 'commit' || !subjects.has(title)).slice(0, 2);
  return [
    ...(committed ? whyItIsThere(committed) : []),
    ...others.map((change): Sentence => ({ text: recordedText(change), lines: [lines] })),
  ];
}

function recordedText(change: ChangeSummary): string {
  const day = new Date(change.at).toISOString().slice(0, 10);
  const title = visibleText(change.title);
  switch (change.kind) {
    case 'commit':
      return `Committed on ${day} as “${title}”, ${change.originText}.`;
    case 'suggestion':
      return `Arrived on ${day} in one insertion that was not typed; ${change.originText}.`;
    case 'agent-run':
      return `Written on disk on ${day}, outside this editor; ${change.originText}.`;
    case 'range':
    case 'staged':
      return `Part of “${title}”, ${change.originText}.`;
  }
}
