import { ts } from 'ts-morph';
import { contrast, type UntoldOption } from '../wording/contrast.ts';
import { mutantsOf, type Mutant } from '../mutants.ts';
import { failureClass } from '../worlds/script.ts';
import { sameObservation } from '../wording/runWords.ts';
import { errorAssumptions, failsInWords } from './failureWords.ts';
import type { Ran } from '../runs.ts';
import { capitalised } from '../wording/stemWords.ts';
import type { BoundaryCall } from '../worlds/world.ts';
import type { Draft, ExerciseKind, KindRequest } from './exerciseKind.ts';

/**
 * What a lost `await` does when the awaited call fails.
 *
 *     try { return await load(id); } catch { return cached(id); }   // line 3
 *
 * "The `await` in line 3 is dropped, and `load` rejects. What does the caller see, and does `cached` run?" Asked only where the
 * compiler stays silent: the awaited value is returned or not used.
 */
export const awaitDrop: ExerciseKind = {
  id: 'E18 await-drop',
  level: 'change-impact',
  async draft(request) {
    const drafts: Draft[] = [];
    const mutants = mutantsOf(request.unit.located);
    for (const mutant of mutants) {
      if (mutant.kind !== 'await dropped' || !compilerIsSilent(mutant.node)) continue;
      for (const base of request.baseline.slice(0, 3)) {
        const call = base.run.boundaryCalls.find((made) => made.async && made.line >= mutant.lines[0] && made.line <= mutant.lines[1]);
        const draft = call === undefined ? undefined : await draftFor(request, base, mutant, call, mutants);
        if (draft !== undefined) drafts.push(draft);
        if (draft !== undefined) break;
      }
    }
    return drafts;
  },
};

async function draftFor(
  request: KindRequest,
  base: Ran,
  dropped: Mutant,
  call: BoundaryCall,
  mutants: readonly Mutant[],
): Promise<Draft | undefined> {
  const scenario = request.runs.world.withFailure(base.scenario, {
    call: { target: call.target, occurrence: call.occurrence },
    with: 'rejects',
  });
  const kept = await request.runs.run(scenario);
  const asked = await request.runs.run(scenario, dropped.edits);
  if (kept === undefined || asked === undefined) return undefined;
  const same = sameObservation(kept.run.observation, asked.run.observation);
  // `return await` outside a `try`: what is returned is waited for all the same.
  if (same && !ts.isReturnStatement(dropped.node.parent)) return undefined;
  const line = dropped.lines[0];
  const others: UntoldOption[] = [
    {
      shownBy: kept,
      happensWhen: `with the \`await\` in line ${line}`,
      reason: `That is what happens with the \`await\`: only then does line ${line} notice the failure.`,
    },
    { shownBy: base, happensWhen: `when \`${call.target}\` succeeds`, reason: `That is the run in which \`${call.target}\` succeeds.` },
  ];
  for (const mutant of mutants) {
    if (
      mutant === dropped ||
      !['catch rethrows', 'failure swallowed', 'finally emptied', 'await dropped', 'rethrow dropped', 'statement removed'].includes(
        mutant.kind,
      )
    )
      continue;
    const ran = await request.runs.run(scenario, mutant.edits);
    if (ran !== undefined && !breaksDown(ran))
      others.push({ shownBy: ran, happensWhen: mutant.happensWhen, reason: `That is what happens ${mutant.happensWhen}.` });
  }
  const told = contrast({
    key: {
      shownBy: asked,
      happensWhen: `without the \`await\` in line ${line}`,
      reason: same
        ? 'What is returned is waited for by the caller: no `try` stands around it that would have to notice first.'
        : ts.isReturnStatement(dropped.node.parent)
          ? 'What is returned is waited for by the caller alone: the `try` around it is over by then, and its `catch` never hears of the failure.'
          : `Without the \`await\` nothing in this function waits for \`${call.target}\`, so its failure passes by: a rejection that nobody handles.`,
    },
    others,
    ...(!same && { apartFrom: kept }),
    words: {
      settled: new Set(base.run.boundaryCalls.slice(0, base.run.boundaryCalls.indexOf(call)).map((made) => made.target)),
      injected: failureClass,
      excludes: (target: string) => target === call.target,
    },
  });
  const of = errorAssumptions(request.unit.located);
  if (told === undefined || of === undefined) return undefined;
  return {
    stem: `The \`await\` in line ${line} is dropped, and \`${call.target}\` ${failsInWords(call, 'rejects', request.unit.located, [base, kept, asked])}. ${capitalised(told.ask)}?`,
    assumptions: of,
    aspects: told.aspects,
    judge: told.judge,
    scenarioClass: `await ${call.target}#${call.occurrence}`,
    key: told.key,
    distractors: told.distractors,
    lines: [dropped.lines],
    weight: same ? 0.5 : 0.65,
  };
}

/** An error of the engine's own is nobody's belief. */
function breaksDown({ run: { observation } }: Ran): boolean {
  return 'error' in observation.settlement && /^(?:Type|Range|Reference)Error$/.test(observation.settlement.error);
}

/** The awaited value is dropped or handed on, so no type gets in the way. */
function compilerIsSilent(node: ts.Node): boolean {
  return ts.isExpressionStatement(node.parent) || ts.isReturnStatement(node.parent);
}
