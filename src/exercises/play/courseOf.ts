import type { PlayRun, PlayStep } from '../../terms/play.ts';
import type { Ran } from '../runs.ts';
import type { Run } from '../worlds/world.ts';
import { effectsInWords, endingInWords } from '../wording/effectWords.ts';

/** More than this nobody walks through. */
const mostSteps = 80;

/**
 * A run as lines in the order they began, each with the effects seen before the next one began.
 *
 *     steps   [12, 0,  13, 0,  15, 2]      line 13 saw effects 0 and 1, line 15 the rest
 *
 * `firstLine`: where effects belong that no line's probe precedes, as in an arrow function without a block.
 */
export function courseOf(ran: Pick<Ran, 'scenario' | 'run'>, firstLine: number): PlayRun {
  const words = effectsInWords(ran);
  const { steps: recorded = [] } = ran.run;
  const begun: { line: number; from: number }[] = [];
  for (let index = 0; index + 1 < recorded.length; index += 2) begun.push({ line: recorded[index] ?? 0, from: recorded[index + 1] ?? 0 });
  if (begun[0] === undefined || begun[0].from > 0) begun.unshift({ line: firstLine, from: 0 });
  const { secondCall } = ran.run;
  let told = false;
  const steps: { line: number; seen: string[] }[] = [];
  for (const [index, { line, from }] of begun.entries()) {
    const to = begun[index + 1]?.from ?? words.length;
    const seen = words.slice(from, to);
    const comesIn = secondCall !== undefined && secondCall.effects >= from && (secondCall.effects < to || index === begun.length - 1);
    if (comesIn && !told) seen.splice(secondCall.effects - from, 0, 'the second call starts');
    told ||= comesIn;
    const before = steps.at(-1);
    // `if (…) return …;` begins twice on one line.
    if (before?.line === line && before.seen.length === 0) before.seen.push(...seen);
    else steps.push({ line, seen });
  }
  const shown: readonly PlayStep[] = steps.slice(0, mostSteps);
  return { steps: shown, cut: steps.length > mostSteps || recorded.length >= 800, ending: endingOf(ran.run) };
}

function endingOf({ observation: { settlement, second } }: Run): string {
  if (second === undefined) return endingInWords(settlement);
  return `first call: ${endingInWords(settlement)}; second call: ${endingInWords(second)}`;
}
