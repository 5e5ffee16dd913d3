import type { Effect, Settlement } from '../../terms/proof.ts';
import type { Ran } from '../runs.ts';
import { failureClass } from '../worlds/script.ts';

/** Each effect of a run in words, calls with what they answered: `\`releaseAll(order)\` → rejects`, `\`order.total = 3\``. */
export function effectsInWords({ scenario, run }: Pick<Ran, 'scenario' | 'run'>): readonly string[] {
  const answers = new Map((run.values ?? scenario.values).map(({ slot, value }) => [slot, value]));
  const counts = new Map<string, number>();
  return run.observation.effects.map((effect) => {
    if (effect.kind === 'set' || effect.kind === 'delete') return writeWords(effect);
    const occurrence = counts.get(effect.target) ?? 0;
    counts.set(effect.target, occurrence + 1);
    const injected = scenario.failure;
    const fails = injected?.call.target === effect.target && injected.call.occurrence === occurrence;
    const answer = answers.get(`what \`${effect.target}\` resolves to`) ?? answers.get(`what \`${effect.target}\` returns`);
    const outcome = fails ? ` → ${injected.with}` : answer === undefined || answer === 'undefined' ? '' : ` → ${shown(answer)}`;
    return `\`${effect.kind === 'new' ? 'new ' : ''}${effect.target}(${effect.values.map(withoutMark).join(', ')})\`${outcome}`;
  });
}

export function endingInWords(settlement: Settlement): string {
  if (settlement.kind === 'pending') return 'the returned promise stays pending';
  if ('error' in settlement) {
    const error = settlement.error === failureClass ? 'that error' : `\`${settlement.error.replace(/^thrown /, '')}\``;
    return settlement.kind === 'throws' ? `it throws ${error}` : `the returned promise rejects with ${error}`;
  }
  const elements = Object.entries(settlement.fields ?? {}).filter(([name]) => /^<[^>]+>$/u.test(name));
  if (elements.length > 0)
    return `it shows ${elements.map(([tag, count]) => `\`${tag}\`${count === '1' ? '' : ` ${count} times`}`).join(', ')}`;
  const value = withoutMark(settlement.value);
  return settlement.kind === 'returns' ? `it returns \`${value}\`` : `the returned promise resolves to \`${value}\``;
}

/** A long text is cut off and marked, so that those that begin alike differ: the mark says nothing to a reader. */
export function withoutMark(value: string): string {
  return value.replaceAll(/…\((\d+) #[0-9a-z]+\)/gu, '…($1)');
}

function writeWords({ kind, target, values }: Effect): string {
  return kind === 'delete' ? `\`delete ${target}\`` : `\`${target} = ${values.map(withoutMark).join(', ')}\``;
}

function shown(answer: string): string {
  return /^(?:an?|the) |\(empty\)/.test(answer) ? answer : `\`${answer}\``;
}
