import { inCall } from '../wording/callWords.ts';
import { sameObservation } from '../wording/runWords.ts';
import { uncapitalised } from '../wording/stemWords.ts';
import type { Ran } from '../runs.ts';
import type { Draft, DraftOption, ExerciseKind, KindRequest } from './exerciseKind.ts';
import { handlerMutants, lostReturns, meet, type Lost } from './lostReturns.ts';
import { responderOf, type Responder } from './responses.ts';

const mostDrafts = 3;

/**
 * What becomes of a request when the `return` after a response is lost.
 *
 *     if (!order) { res.status(404).end(); return; }       // line 9
 *     res.json(order);
 *
 * "The `return` in line 9 got lost in a merge. What does this handler send?" `404` is sent, then another is tried: not the `404` alone.
 */
export const httpReturn: ExerciseKind = {
  id: 'E38 http-return',
  level: 'change-impact',
  async draft(request) {
    const { located, checker } = request.unit;
    const responder = responderOf(located, checker);
    if (responder === undefined) return [];
    const drafts: Draft[] = [];
    for (const lost of lostReturns(located, responder)) {
      const draft = await draftFor(request, lost, responder);
      if (draft !== undefined) drafts.push(draft);
    }
    return drafts.slice(0, mostDrafts);
  },
};

async function draftFor(request: KindRequest, lost: Lost, responder: Responder): Promise<Draft | undefined> {
  if (lost.kind === 'kept') return undefined;
  const { located } = request.unit;
  for (const base of request.baseline.filter(({ run }) => run.executedLines.includes(lost.line))) {
    const probed = await request.runs.run(base.scenario, lost.probe);
    if (probed === undefined || sameObservation(probed.run.observation, base.run.observation)) continue;
    const asked = await request.runs.run(base.scenario, lost.edits);
    const usual = responder.tell(base.run.observation);
    const text = asked && responder.tell(asked.run.observation);
    if (asked === undefined || text === undefined || usual === undefined) continue;
    const others: DraftOption[] = [];
    const add = (ran: Ran | undefined, happensWhen: string, reason = `That is what happens ${happensWhen}.`): void => {
      const told = ran && responder.tell(ran.run.observation);
      if (ran !== undefined && told !== undefined && told !== text) others.push({ text: told, shownBy: ran, happensWhen, reason });
    };
    add(base, `with the \`return\` in line ${lost.line}`, 'That is what the `return` sees to; sending alone does not end the function.');
    for (const mutant of handlerMutants(located)) {
      for (const edits of [mutant.edits, [...mutant.edits, ...lost.edits].toSorted((left, right) => left.start - right.start)]) {
        if (edits !== mutant.edits && meet(mutant.edits, lost.edits)) continue;
        add(await request.runs.run(base.scenario, edits), edits === mutant.edits ? mutant.happensWhen : `${mutant.happensWhen} as well`);
      }
    }
    for (const other of request.baseline) add(other, uncapitalised(inCall(other.scenario)));
    return {
      stem: `The \`return\` in line ${lost.line} got lost in a merge. What does this handler send?`,
      aspects: ['http'],
      scenarioClass: `return ${lost.line - located.unit.lines[0]} ${base.scenario.title}`,
      key: {
        text,
        shownBy: asked,
        happensWhen: `without the \`return\` in line ${lost.line}`,
        reason:
          text === usual
            ? 'Nothing that sends anything comes after it in this call.'
            : 'Sending a response does not end the function: without the `return` it goes on.',
      },
      async judge(again) {
        const now = await again(asked);
        return now !== undefined && responder.tell(now.run.observation) === text;
      },
      distractors: inOrder(others, responder),
      lines: [[lost.line, lost.line]],
      weight: 0.75,
    };
  }
  return undefined;
}

/** Without the loss first; then one that sends twice as well, so that two responses are not the answer by themselves. */
function inOrder(others: readonly DraftOption[], responder: Responder): readonly DraftOption[] {
  const [usual, ...rest] = others;
  const rank = ({ shownBy }: DraftOption): number => Number(!responder.isDouble(shownBy.run.observation));
  return usual === undefined ? [] : [usual, ...rest.toSorted((left, right) => rank(left) - rank(right))];
}
