import type { ScriptedValue } from '../../terms/proof.ts';
import { matters } from './exploreScenarios.ts';
import type { ScriptedRun } from './runScripts.ts';
import { failureClass, type SecondCall } from './script.ts';
import type { SlotState } from './slots.ts';
import type { Failure, RunnableScenario } from './world.ts';
import type { WorldFrame } from './worldFrame.ts';

/** Words for a scenario: its title names what tells it from the others, its values are those the run looked at. */
export function scenarioOf(parts: {
  readonly id: string;
  readonly run: ScriptedRun;
  readonly all: readonly ScriptedRun[];
  readonly frame: WorldFrame;
}): RunnableScenario {
  const { id, run, all, frame } = parts;
  const seen = [...run.slots.values()].filter((slot) => matters(slot.path, run) && (slot.telling > 1 || isPlain(shownOf(slot))));
  const telling = seen.filter((slot) => all.some((other) => shownOf(other.slots.get(slot.path)) !== shownOf(slot)));
  const named = tellingApart(telling, run, all);
  const title = (named.length > 0 ? named : seen.slice(0, 2))
    .map((slot) => `${slotWords(slot.path, run, frame)} is ${shownOf(slot)}`)
    .join(', ');
  const values = [...new Set([...named, ...telling, ...seen])].slice(0, 12).flatMap((slot): readonly ScriptedValue[] => {
    const chosen = slot.shown[slot.chosen];
    if (chosen === undefined) return [];
    const { shown, source, from } = chosen;
    return [{ slot: slotWords(slot.path, run, frame), value: shown, source, ...(from === undefined ? {} : { from }) }];
  });
  return { id, title: title === '' ? 'a plain call' : title, values, assumptions: assumptionsOf(run) };
}

/** The fewest slots, at most three, that tell a run from the others: each takes away as many of them as it can. */
function tellingApart(telling: readonly SlotState[], run: ScriptedRun, all: readonly ScriptedRun[]): readonly SlotState[] {
  const named: SlotState[] = [];
  let others = all.filter((other) => other !== run);
  while (others.length > 0 && named.length < 3) {
    const alike = (slot: SlotState): readonly ScriptedRun[] =>
      others.filter((other) => shownOf(other.slots.get(slot.path)) === shownOf(slot));
    const [best] = telling.toSorted((left, right) => alike(left).length - alike(right).length);
    if (best === undefined || alike(best).length === others.length) break;
    named.push(best);
    others = [...alike(best)];
  }
  return named;
}

/** The same scenario with one boundary call failing; its id says which. */
export function withFailure(scenario: RunnableScenario, failure: Failure): RunnableScenario {
  const { target, occurrence } = failure.call;
  const which = occurrence === 0 ? '' : ` (call ${occurrence + 1})`;
  return {
    ...scenario,
    id: `${scenario.id}/${target}#${occurrence}:${failure.with}`,
    title: `\`${target}\`${which} ${failure.with}`,
    assumptions: [`\`${target}\`${which} ${failure.with} with an error of class \`${failureClass}\`.`, ...scenario.assumptions],
    failure,
  };
}

/** The same scenario with a second call over the same state; its id says which. */
export function withSecondCall(scenario: RunnableScenario, secondCall: SecondCall): RunnableScenario {
  return { ...scenario, id: `${scenario.id}/twice:${secondCall}`, secondCall };
}

/** A value a reader can use: not merely that some thing is there. */
function isPlain(shown: string): boolean {
  return shown !== 'undefined' && !/^an? /u.test(shown);
}

function shownOf(slot: SlotState | undefined): string {
  return slot?.shown[slot.chosen]?.shown ?? 'not used';
}

/** How a reader is told where a value stands: `argument \`order\``, `what \`load\` returns`. */
export function slotWords(path: string, run: ScriptedRun, frame: WorldFrame): string {
  const awaited = path.startsWith('awaited ') ? path.slice('awaited '.length) : undefined;
  if (awaited !== undefined) return `what \`${awaited}\` resolves to`;
  const part = /^(?:key|item) of /u.exec(path)?.[0];
  if (part !== undefined) return `${part}\`${path.slice(part.length)}\``;
  if (frame.parameterNames.includes(path)) return `argument \`${path}\``;
  if (!path.endsWith('()')) return `\`${path}\``;
  const target = path.slice(0, -2);
  const async = run.calls.some((call) => call.async && call.target === target);
  return `what \`${target}\` ${async ? 'resolves to' : 'returns'}`;
}

/** `while (this.active.size > 0) await wait(100)`: what it waits for is done by others. */
const waitsInLoop = /\b(?:while|for) ?\([^{}]*\bthis\.[^{}]*\)\s*\{?[^{}]*\bawait\b/u;

function assumptionsOf(run: ScriptedRun): readonly string[] {
  const assumptions: string[] = [];
  const { effects } = run.observation;
  const handed = new Set(
    effects
      .filter(({ kind, target, values }) => kind !== 'set' && target !== 'setTimeout' && values.includes('function'))
      .map(({ target }) => target),
  );
  for (const target of handed) assumptions.push(`\`${target}\` does not call the function it is given.`);
  const script = JSON.stringify(run.script);
  for (const target of new Set(run.calls.map((call) => call.target)))
    if (script.includes(`{"kind":"thrown","path":${JSON.stringify(`${target}()`)}}`)) assumptions.push(`\`${target}\` always throws.`);
  const { calling } = run.edited.probed;
  if (calling === 'pulls' || calling === 'pulls async') assumptions.push('Its consumer takes one value after another, to the end.');
  if (run.calls.some((call) => call.async)) assumptions.push('Promises from outside settle one after another, in the order of the calls.');
  if (waitsInLoop.test(run.edited.probed.code)) assumptions.push('Nothing else changes what it looks at while it waits.');
  if (/\bDate\b/u.test(run.edited.probed.code)) assumptions.push('The clock stands at 2026-01-01T00:00:00Z.');
  if (run.edited.probed.code.includes('Math.random')) assumptions.push('`Math.random()` gives 0.5.');
  return assumptions;
}
