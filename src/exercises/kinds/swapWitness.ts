import { ts } from 'ts-morph';
import { contrast, type UntoldOption } from '../wording/contrast.ts';
import { mutantsOf, type Mutant } from '../mutants.ts';
import { sameObservation } from '../wording/runWords.ts';
import type { Ran } from '../runs.ts';
import { capitalised } from '../wording/stemWords.ts';
import { otherCalls } from './otherCalls.ts';
import { belongsTo } from './removedStatements.ts';
import type { Draft, ExerciseKind, KindRequest } from './exerciseKind.ts';

const rivalsTried = 16;
/** So many of the slips that show nothing in a call are asked about as well, so that "nothing changes" is a real answer. */
const shareOfUnseenSlips = 0.2;
/** Where both `??` and `||` take the default, most readers have to think twice. */
const shareOfNothing = 0.5;

/**
 * What a small slip in a condition would do.
 *
 *     const limit = options.limit ?? defaults.limit;      // line 4
 *
 * "Suppose line 4 had `||` instead of `??`. In the call where `options.limit` is 0, what does `fetchPage` receive?"
 */
export const swapWitness: ExerciseKind = {
  id: 'E25 swap-witness',
  level: 'change-impact',
  async draft(request) {
    const mutants = mutantsOf(request.unit.located);
    const slips = mutants.filter((mutant) => mutant.kind === 'operator swapped' && isEasilyMissed(mutant) && standsAlone(mutant, request));
    const drafts: Draft[] = [];
    for (const slip of slips) {
      for (const base of request.baseline) {
        const draft = await draftFor(request, slip, base, mutants);
        if (draft === undefined) continue;
        drafts.push(draft);
        break;
      }
    }
    return drafts.toSorted((left, right) => right.weight - left.weight);
  },
};

async function draftFor(request: KindRequest, slip: Mutant, base: Ran, mutants: readonly Mutant[]): Promise<Draft | undefined> {
  if (!base.run.executedLines.includes(slip.lines[0])) return undefined;
  const asked = await request.runs.run(base.scenario, slip.edits);
  if (asked === undefined) return undefined;
  const unseen = sameObservation(asked.run.observation, base.run.observation);
  // Far from where the operators differ, of course nothing changes: the slip has to lead elsewhere, and to the same all the same.
  const isNothing = defaultsOnNothing(slip, base);
  if (unseen && ((sameWay(asked, base) && !isNothing) || request.random() >= (isNothing ? shareOfNothing : shareOfUnseenSlips)))
    return undefined;
  const line = slip.lines[0];
  const others: UntoldOption[] = [];
  if (!unseen)
    others.push({
      shownBy: base,
      happensWhen: `with line ${line} as it is`,
      reason: `That is the call with line ${line} as it is; the slip can be seen here.`,
    });
  for (const rival of mutants.filter((mutant) => mutant !== slip && mutant.kind !== 'neighbours swapped').slice(0, rivalsTried)) {
    const ran = await request.runs.run(base.scenario, rival.edits);
    if (ran !== undefined)
      others.push({ shownBy: ran, happensWhen: rival.happensWhen, reason: `That is what happens ${rival.happensWhen}.` });
  }
  others.push(...otherCalls(request, base));
  const told = contrast({
    key: {
      shownBy: asked,
      happensWhen: slip.happensWhen,
      reason: unseen ? 'In this call both operators come to the same.' : `Running the same call with the slip in line ${line} shows it.`,
    },
    others,
    words: { excludes: belongsTo(slip, request.unit.located) },
    unchanged: base,
  });
  if (told === undefined) return undefined;
  return {
    stem: `Suppose line ${line} had ${operatorsIn(slip)}. ${capitalised(told.ask)}?`,
    aspects: told.aspects,
    judge: told.judge,
    scenarioClass: `operator ${slip.edits[0]?.text ?? ''} ${line - request.unit.located.unit.lines[0]} ${base.scenario.title}`,
    key: told.key,
    distractors: told.distractors,
    lines: [slip.lines],
    weight: 0.65,
  };
}

/** `limit ?? 20` against `limit || 20`, and `limit` is `undefined` or `null`: falsy, and no difference. */
function defaultsOnNothing({ node, happensWhen }: Mutant, { scenario, run }: Ran): boolean {
  if (!ts.isBinaryExpression(node) || !/`\|\|` instead of `\?\?`/.test(happensWhen)) return false;
  const name = node.left.getText().replaceAll(/[?!]/g, '');
  return [...scenario.values, ...(run.values ?? [])].some(
    ({ slot, value }) => slot.includes(`\`${name}\``) && /^(?:undefined|null)$/.test(value),
  );
}

function sameWay(asked: Ran, base: Ran): boolean {
  return asked.run.executedLines.join() === base.run.executedLines.join();
}

function operatorsIn(slip: Mutant): string {
  return /`[^`]+` instead of `[^`]+`/.exec(slip.happensWhen)?.[0] ?? '';
}

/** `===` for `!==` is seen at once; these slips are not. */
function isEasilyMissed(mutant: Mutant): boolean {
  const [edit] = mutant.edits;
  if (/[!=]==/.test(edit?.text ?? '')) return false;
  // `&&` for `||` in a default is seen at once.
  // `node && node.parent`: the compiler knows what the left side guards.
  if (ts.isBinaryExpression(mutant.node) && /&&|\|\|/.test(edit?.text ?? '')) {
    const [guarded = ''] = mutant.node.left.getText().match(/[\w$]+/) ?? [];
    if (mutant.node.right.getText().includes(guarded)) return false;
  }
  const inCondition = ts.isIfStatement(mutant.node.parent) || ts.isConditionalExpression(mutant.node.parent);
  return inCondition || !/&&/.test(`${edit?.text ?? ''}${mutant.happensWhen}`);
}

/** The line holds this operator once, so a line number names it. */
function standsAlone(mutant: Mutant, { unit }: KindRequest): boolean {
  if (!ts.isBinaryExpression(mutant.node)) return false;
  const { sourceFile } = unit.located;
  const { kind } = mutant.node.operatorToken;
  const line = sourceFile.text.split(/\r?\n/)[mutant.lines[0] - 1] ?? '';
  const written = mutant.node.operatorToken.getText(sourceFile);
  const count = line.split(written).length - 1;
  return count === 1 || (count > 0 && kind === ts.SyntaxKind.LessThanToken && !/<\w/.test(line));
}
