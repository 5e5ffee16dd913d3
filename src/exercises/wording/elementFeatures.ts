import type { Observation } from '../../terms/proof.ts';
import type { OutcomeFeature } from './outcomeFeature.ts';

/** `<Button>`, or `<Button>.disabled` for what the only one is given, `<Button>.text` for the text it holds. */
const partOfElement = /^(<[\w$.]+>)(?:\.([\w$-]+))?$/u;
const longestName = 40;

/** Whether an observed value is what a component shows. */
export function isShownElement({ settlement }: Observation): boolean {
  return 'value' in settlement && Object.keys(settlement.fields ?? {}).some((name) => name.startsWith('<'));
}

/** What a component shows: how often each kind of element, and what the only one of a kind is given. */
export function elementFeatures(observations: readonly Observation[]): readonly OutcomeFeature[] {
  if (!observations.some(isShownElement)) return [];
  const names = new Set(observations.flatMap(({ settlement }) => ('value' in settlement ? Object.keys(settlement.fields ?? {}) : [])));
  return [...names].flatMap((name): readonly OutcomeFeature[] => {
    const [, tag, given] = partOfElement.exec(name) ?? [];
    if (tag === undefined || name.length > longestName) return [];
    return [given === undefined ? countFeature(tag, observations) : givenFeature(tag, given)];
  });
}

function countFeature(tag: string, observations: readonly Observation[]): OutcomeFeature {
  const mostlyOnce = observations.every((observation) => countOf(tag, observation) === undefined || Number(countOf(tag, observation)) <= 1);
  return {
    id: `field ${tag}`,
    ask: mostlyOnce ? `is \`${tag}\` shown` : `how often is \`${tag}\` shown`,
    rank: 0.25,
    tell(observation) {
      if ('error' in observation.settlement) return 'the caller gets an error';
      const count = countOf(tag, observation);
      if (count === undefined) return undefined;
      if (count === '0') return `\`${tag}\` is not shown`;
      return count === '1'
        ? `\`${tag}\` is shown once`
        : count === '2'
          ? `\`${tag}\` is shown twice`
          : `\`${tag}\` is shown ${count} times`;
    },
  };
}

function givenFeature(tag: string, name: string): OutcomeFeature {
  return {
    id: `field ${tag}.${name}`,
    ask: name === 'text' ? `what does \`${tag}\` say` : `what is \`${name}\` of \`${tag}\``,
    rank: 0.5,
    tell(observation) {
      const { settlement } = observation;
      if ('error' in settlement) return 'the caller gets an error';
      const count = countOf(tag, observation);
      if (count === '0') return `\`${tag}\` is not shown`;
      const value = 'value' in settlement ? settlement.fields?.[`${tag}.${name}`] : undefined;
      if (count !== '1' || (value === undefined && name === 'text')) return undefined;
      if (value === undefined) return `\`${tag}\` has no \`${name}\``;
      if (/[…`]|\\n/u.test(value)) return undefined;
      return name === 'text' ? `\`${tag}\` says \`${value}\`` : `\`${name}\` of \`${tag}\` is \`${value}\``;
    },
  };
}

/** `undefined` where it is not known what is shown. */
function countOf(tag: string, observation: Observation): string | undefined {
  const { settlement } = observation;
  if (!('value' in settlement)) return undefined;
  if (isShownElement(observation)) return settlement.fields?.[tag] ?? '0';
  return ['null', 'undefined', 'false'].includes(settlement.value) ? '0' : undefined;
}
