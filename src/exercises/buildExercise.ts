import type { LocatedUnit } from '../analysis/sourceText.ts';
import type { Exercise, Option, QuestionCode } from '../terms/exercise.ts';
import { contentId, type ExerciseId } from '../terms/ids.ts';
import type { Proof } from '../terms/proof.ts';
import { failure, success, type Result } from '../terms/result.ts';
import { chooseDistractors } from './chooseOptions.ts';
import { codeExcerpt, type CodeExcerpt } from './wording/codeExcerpt.ts';
import { difficultyOf } from './difficulty.ts';
import { unexplained } from './gates/explainedAnswers.ts';
import { hiddenCall } from './gates/hiddenCalls.ts';
import { ambiguity, showsTheSame } from './gates/uniqueKey.ts';
import type { OpenTest } from './gates/statedConditions.ts';
import { unshownName } from './gates/shownNames.ts';
import { triviality } from './gates/triviality.ts';
import type { Draft, DraftOption, ExerciseKind, KindRequest } from './kinds/exerciseKind.ts';
import { namedAsInCode } from './wording/namedAsInCode.ts';
import { stepsSeen } from './wording/runSteps.ts';
import { shuffled } from './seededRandom.ts';
import { situationOf } from './wording/situation.ts';
import { valueOf } from './value.ts';
import type { UnitEdit } from './worlds/world.ts';

export interface BuildRequest extends KindRequest {
  /** 0–1, see `value.ts`. */
  readonly unfamiliarity: number;
  /** What the unit tests and no type settles. */
  readonly tests: readonly OpenTest[];
  /** Slots of the values that the answer hangs on, where runs have shown it; otherwise the code tells. */
  readonly decisive?: ReadonlySet<string>;
}

export interface BuiltExercise {
  readonly exercise: Exercise;
  /** Slots of the values that the question states. */
  readonly stated: ReadonlySet<string>;
}

/** A draft that passed every gate, as an exercise with a proof for each option; otherwise the gate's phrase. */
export function buildExercise(kind: ExerciseKind, draft: Draft, request: BuildRequest): Result<BuiltExercise> {
  const { located } = request.unit;
  const { unit } = located;
  const keyProof = proofOf(draft, draft.key, request);
  if (keyProof === undefined) return failure('no independent program shows the answer');
  const proofs = new Map<DraftOption, Proof>([[draft.key, keyProof]]);
  const usable: DraftOption[] = [];
  for (const option of draft.distractors) {
    if (option.text === draft.key.text || showsTheSame(option, draft.key)) continue;
    const proof = proofOf(draft, option, request);
    if (proof === undefined || proof.expected === keyProof.expected) continue;
    proofs.set(option, proof);
    usable.push(option);
  }
  let trivial: string | undefined;
  const passes = (options: readonly DraftOption[]): boolean => {
    if (!eachAspectTells([draft.key, ...options])) return false;
    trivial = triviality(draft, options, located);
    return trivial === undefined;
  };
  const chosen = chooseDistractors(draft.key, usable, passes, draft.optionsAreNames);
  if (chosen === undefined) return failure(trivial ?? 'too few wrong answers that look like right ones');
  const kept: Draft = { ...draft, distractors: chosen };
  const ambiguous = ambiguity(kept);
  if (ambiguous !== undefined) return failure(ambiguous);
  if (claimsNoChange(draft.key) && mayHide(draft, located)) return failure('what the line does may stay unseen here');
  const texts = [draft.key, ...chosen].map((option) => option.text);
  const helpers = request.runs.world.recorded(draft.key.shownBy.run)?.helperCode;
  const stated: ReturnType<typeof situationOf> =
    draft.statesNoCall === true
      ? success({ opening: '', assumptions: draft.assumptions ?? [], stated: new Set() })
      : situationOf(request.unit, kept, texts, request.tests, { helpers, decisive: request.decisive });
  // Of two refusals the first one names what is really missing.
  const reached = stated.ok ? undefined : draft.reached;
  const further =
    reached && situationOf(request.unit, kept, texts, request.tests, { helpers, from: reached.line, decisive: request.decisive });
  const situation = further?.ok === true ? further : stated;
  if (!situation.ok) return situation;
  const { opening, assumptions } = situation.value;
  const stem = `${opening} ${(reached ?? draft).stem}`.trim();
  const excerpt = codeExcerpt(located, draft.lines, draft.key.shownBy.run.executedLines, draft.alteredText);
  if (excerpt === undefined) return failure('the code that decides is too long to read here');

  const code = withChange(excerpt, draft);
  if (code === undefined) return failure('the code that decides is too long to read here');

  const unstated = draft.calls !== undefined ? undefined : unexplained(texts, excerpt.text, `${stem} ${assumptions.join(' ')}`);
  if (unstated !== undefined) return failure(unstated);

  const unshown =
    draft.calls !== undefined ? undefined : unshownName([draft.stem, ...texts], excerpt.text, `${opening} ${assumptions.join(' ')}`);
  if (unshown !== undefined) return failure(unshown);
  const hidden = hiddenCall([draft.key, ...chosen], [stem, ...assumptions, ...texts].join(' '), located);
  if (hidden !== undefined) return failure(hidden);

  const named = namedAsInCode(located);
  const id = contentId<ExerciseId>(unit.key, kind.id, draft.scenarioClass);
  const options = [draft.key, ...chosen].flatMap((option): Option[] => {
    const proof = proofs.get(option);
    return proof === undefined
      ? []
      : [
          {
            id: contentId<string>(id, option.text),
            text: named(option.text),
            correct: option === draft.key,
            reason: named(option.reason),
            proof,
          },
        ];
  });
  const difficulty = difficultyOf(draft, options.length);
  const exercise: Exercise = {
    id,
    unitKey: unit.key,
    kind: kind.id,
    level: kind.level,
    stem: named(stem),
    assumptions: assumptions.map(named),
    code,
    multi: false,
    options:
      draft.ordered === true
        ? options.toSorted((left, right) => left.text.localeCompare(right.text, 'en', { numeric: true }))
        : shuffled(options, request.random),
    value: valueOf({ unit: request.unit, draft, unfamiliarity: request.unfamiliarity, difficulty, novelty: 1 }),
    difficulty,
    lines: draft.lines,
  };
  return success({ exercise, stated: situation.value.stated });
}

function proofOf(draft: Draft, option: DraftOption, request: BuildRequest): Proof | undefined {
  const claim = `${draft.stem} ${option.text}`;
  if (option.recompiled !== undefined) return { engine: 'recompile', claim, ...option.recompiled };
  const { scenario, run, edits } = option.shownBy;
  const shown = request.runs.world.program(scenario, run, edits, draft.beside?.run);
  if (!shown.ok) return undefined;
  const { located } = request.unit;
  const asked = stepsSeen(draft.key.shownBy, located).join('\n');
  const isKey = option === draft.key;
  return {
    engine: edits.length > 0 ? 'mutation' : 'execution',
    claim,
    observed: option.seen
      ? withRemark([...option.seen, ...stepsSeen(option.shownBy, located)].join('\n'), option)
      : isKey
        ? withRemark(asked, option)
        : option.remark !== undefined
          ? withRemark(`${capitalisedWhen(option.happensWhen)}:\n${stepsSeen(option.shownBy, located).join('\n')}`, option)
          : `${capitalisedWhen(option.happensWhen)}:\n${stepsSeen(option.shownBy, located).join('\n')}\nBut in the asked run:\n${asked}`,
    program: shown.value.program,
    expected: shown.value.expected,
    replay: { scenario: scenario.id, edits: edits.map((edit) => movedBy(edit, -located.node.getStart(located.sourceFile))) },
  };
}

/** What a change took out is shown where it stood, or the question is not asked. */
function withChange(excerpt: CodeExcerpt, { change }: Draft): QuestionCode | undefined {
  if (change === undefined) return excerpt;
  const end = excerpt.firstLine + excerpt.text.split('\n').length;
  return change.removed.every(({ before }) => before < end) ? { ...excerpt, change } : undefined;
}

function movedBy({ start, end, text }: UnitEdit, offset: number): UnitEdit {
  return { start: start + offset, end: end + offset, text };
}

function withRemark(steps: string, { remark }: DraftOption): string {
  return remark === undefined ? steps : `${steps}\n${remark}`;
}

function claimsNoChange({ text }: DraftOption): boolean {
  return /nothing changes|the same as before|stays as it was/i.test(text);
}

/**
 * Whether the altered lines may do what the world does not show: a function handed to the outside that nobody calls, or a write to a
 * field that no run records.
 */
function mayHide({ key, lines }: Draft, { sourceFile }: LocatedUnit): boolean {
  if (key.shownBy.scenario.assumptions.some((sentence) => sentence.includes('does not call the function'))) return true;
  const [first, last] = lines[0] ?? [0, 0];
  const altered = sourceFile.text.split(/\r?\n/).slice(first - 1, last);
  return altered.some((line) => /[\w$)\]]\.[\w$#]+\s*=(?![=>])/.test(line));
}

/** An aspect in which all answers agree only makes them longer. */
function eachAspectTells(options: readonly DraftOption[]): boolean {
  const all = options.map((option) => option.clauses ?? [option.text]);
  return (all[0] ?? []).every((_, index) => new Set(all.map((clauses) => clauses[index])).size > 1);
}

function capitalisedWhen(happensWhen: string): string {
  return `This is what happens ${happensWhen}`;
}
