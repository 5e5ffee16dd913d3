import type { Observation, Settlement } from '../terms/proof.ts';

/** What was seen, one step a line, in the order it happened. Code stands in backticks. */
export function stepsOf(observation: Observation): readonly string[] {
  const steps = observation.effects.map((effect) => {
    const values = effect.values.join(', ');
    if (effect.kind === 'call') return `\`${effect.target}(${values})\``;
    if (effect.kind === 'new') return `\`new ${effect.target}(${values})\``;
    if (effect.kind === 'delete') return `\`delete ${effect.target}\``;
    return `\`${effect.target} = ${values}\``;
  });
  return [...steps, settlementStep(observation.settlement)];
}

function settlementStep(settlement: Settlement): string {
  if (settlement.kind === 'pending') return 'The returned promise stays pending.';
  if ('error' in settlement) {
    return settlement.kind === 'throws'
      ? `It throws \`${settlement.error}\`.`
      : `The returned promise rejects with \`${settlement.error}\`.`;
  }
  return settlement.kind === 'returns'
    ? `It returns \`${settlement.value}\`.`
    : `The returned promise resolves to \`${settlement.value}\`.`;
}

/** Equal strings mean nothing observable differs. */
export function sameObservation(left: Observation, right: Observation): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
