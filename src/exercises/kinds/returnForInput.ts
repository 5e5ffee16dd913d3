import { ts } from 'ts-morph';
import { contrast, type UntoldOption } from '../wording/contrast.ts';
import { mutantsOf } from '../mutants.ts';
import type { Ran } from '../runs.ts';
import { capitalised } from '../wording/stemWords.ts';
import { linesOf } from '../syntaxLines.ts';
import { otherCalls } from './otherCalls.ts';
import type { Draft, ExerciseKind, KindRequest } from './exerciseKind.ts';

const rivalsTried = 24;
const fewestDecisions = 3;

/**
 * What a call comes to, where at least three decisions lie on its way.
 *
 *     if (limit === 0) return [];
 *     return cache.has(id) && !force ? cache.get(id) : load(id);
 *
 * "In the call where `cache.has` returns true and `force` is true, what does the caller of `read` see, and does `load` run?" Wrong
 * answers are what the same call comes to when one decision goes the other way.
 */
export const returnForInput: ExerciseKind = {
  id: 'E01 return-for-input',
  level: 'trace',
  async draft(request) {
    const drafts: Draft[] = [];
    for (const base of request.baseline) {
      if (decisionsOn(base, request) < fewestDecisions) continue;
      const draft = await draftFor(request, base);
      if (draft !== undefined) drafts.push(draft);
    }
    return drafts;
  },
};

async function draftFor(request: KindRequest, base: Ran): Promise<Draft | undefined> {
  const others: UntoldOption[] = [];
  for (const mutant of mutantsOf(request.unit.located).slice(0, rivalsTried)) {
    const ran = await request.runs.run(base.scenario, mutant.edits);
    if (ran !== undefined)
      others.push({ shownBy: ran, happensWhen: mutant.happensWhen, reason: `That is what happens ${mutant.happensWhen}.` });
  }
  others.push(...otherCalls(request, base));
  const told = contrast({
    key: { shownBy: base, happensWhen: 'in the asked run', reason: 'Running this very call shows it.' },
    others,
    words: {},
  });
  // What becomes of one field, or of two things at once, is reading aloud or drudgery.
  if (told === undefined || told.aspects.length > 1 || !/^(?:settlement|field )/u.test(told.aspects[0] ?? '')) return undefined;
  return {
    stem: `${capitalised(told.ask)}?`,
    aspects: told.aspects,
    judge: told.judge,
    scenarioClass: base.scenario.title,
    key: told.key,
    distractors: told.distractors,
    lines: [linesOf(request.unit.located.node, request.unit.located.sourceFile)],
    weight: 0.35 + Math.min(0.15, 0.03 * decisionsOn(base, request)),
  };
}

/** Conditions that were evaluated in the run. */
function decisionsOn(base: Ran, { unit }: KindRequest): number {
  const { node: root, sourceFile } = unit.located;
  const executed = new Set(base.run.executedLines);
  let count = 0;
  function visit(node: ts.Node): void {
    const decides =
      ts.isIfStatement(node) ||
      ts.isConditionalExpression(node) ||
      ts.isSwitchStatement(node) ||
      ts.isIterationStatement(node, false) ||
      isLogical(node);
    if (decides && executed.has(linesOf(node, sourceFile)[0])) count += 1;
    ts.forEachChild(node, visit);
  }
  ts.forEachChild(root, visit);
  return count;
}

function isLogical(node: ts.Node): boolean {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken
  );
}
