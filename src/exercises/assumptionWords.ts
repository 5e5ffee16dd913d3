import type { RunnableScenario } from './world.ts';

const shownAtMost = 3;

/** At most three sentences, most important first: what the scenario assumes, then what goes in and where it comes from. */
export function assumptionsShown(scenario: RunnableScenario, own: readonly string[]): readonly string[] {
  const values = scenario.values
    .filter(({ value }) => value.length <= 60)
    .map(
      ({ slot, value, source, from }) => `${slot} is \`${value}\` (${source}${from === undefined || from === value ? '' : `: ${from}`}).`,
    );
  return [...new Set([...own, ...scenario.assumptions, ...values])].slice(0, shownAtMost);
}
