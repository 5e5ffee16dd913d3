import { elementFeatures, isShownElement } from './elementFeatures.ts';
import type { OutcomeFeature } from './outcomeFeature.ts';
import type { Effect, Observation, Settlement } from '../../terms/proof.ts';

/** How the settlement of the unit is spoken of. */
export interface SettlementWords {
  /** Class of the scripted failure, where one is injected: it is "that error". */
  readonly injected?: string;
  /** Calls made before what is asked about: whether they run is hardly worth telling. */
  readonly settled?: ReadonlySet<string>;
  /** Calls that belong to the answer wherever they can be told. */
  readonly telling?: ReadonlySet<string>;
  /** What the caller gets is built from the very thing the altered line fills. */
  readonly hidesSettlement?: boolean;
  /** Things that would only repeat the line in question, or that a reader of this question need not hear of. */
  excludes?(target: string): boolean;
  /** Things of which only what they receive is worth telling: that they happen stands in the question's own line. */
  onlyReceives?(target: string): boolean;
}

/** What a call receives is beside the point where a failure is asked about. */
const besideFailure = 8;

/** Longer values say nothing at a glance. */
const longestValue = 60;
const longestFieldName = 30;

/** Everything that can be told apart among these observations; features on which all agree are left out. */
export function featuresAmong(observations: readonly Observation[], words: SettlementWords): readonly OutcomeFeature[] {
  const targets = new Map<string, Effect['kind']>();
  for (const observation of observations) {
    for (const effect of observation.effects) targets.set(`${effect.kind} ${effect.target}`, effect.kind);
  }
  const twice = observations.some(({ second }) => second !== undefined);
  const features = twice
    ? [settlementFeature(observations, words, 'first'), settlementFeature(observations, words, 'second')]
    : words.hidesSettlement === true
      ? []
      : [settlementFeature(observations, words), errorFeature(words), ...fieldFeatures(observations), ...elementFeatures(observations)];
  const atMostOnce = (kind: 'call' | 'new', target: string): boolean =>
    observations.every((observation) => callsOf(observation, kind, target).length <= 1);
  for (const [name, kind] of targets) {
    const target = name.slice(kind.length + 1);
    if (!isReadable(target) || words.excludes?.(target) === true) continue;
    if (kind === 'call' || kind === 'new') {
      const late = words.settled?.has(target) === true ? 4 : 0;
      if (words.onlyReceives?.(target) !== true) features.push(callCount(kind, target, twice ? late - 1 : late, atMostOnce(kind, target)));
      features.push(callArguments(kind, target, observations, late + (words.injected === undefined ? 0 : besideFailure)));
    } else if (words.onlyReceives?.(target) !== true) features.push(lastWrite(target, words.settled?.has(target) === true ? 4 : 0, twice));
  }
  return features.filter((feature) => new Set(observations.map((observation) => feature.tell(observation) ?? '')).size > 1);
}

function settlementFeature(observations: readonly Observation[], words: SettlementWords, call?: 'first' | 'second'): OutcomeFeature {
  const settlementOf = ({ settlement, second }: Observation): Settlement => (call === 'second' ? (second ?? settlement) : settlement);
  const who = call === undefined ? 'the caller' : `the ${call} caller`;
  const values = new Set<string>();
  for (const observation of observations) {
    const settlement = settlementOf(observation);
    if ('value' in settlement) values.add(settlement.value);
  }
  const valueMatters = values.size > 1;
  const kinds = new Set<string>(observations.map((observation) => settlementOf(observation).kind));
  const mannerMatters = kinds.has('throws') && kinds.has('rejects');
  return {
    id: call === undefined ? 'settlement' : `${call} settlement`,
    ask: valueMatters ? `what does ${who} get` : `what does ${who} see`,
    // Two calls are about what they share.
    rank: call === undefined ? 0 : 1,
    tell(observation) {
      const settlement = settlementOf(observation);
      if (settlement.kind === 'pending') return `${who} waits for ever`;
      if ('error' in settlement) {
        if (settlement.error.startsWith('thrown ')) return `${who} gets ${valueInWords(settlement.error.slice(7))} as an error`;
        if (mannerMatters && settlement.kind === 'throws')
          return `the call itself throws ${articleFor(settlement.error)} \`${settlement.error}\``;
        if (mannerMatters) return `the promise rejects with ${articleFor(settlement.error)} \`${settlement.error}\``;
        if (settlement.error === words.injected) return `${who} gets that error`;
        // Beside the failure that was put in, any other error is a new one.
        const article = words.injected === undefined ? articleFor(settlement.error) : 'a new';
        return `${who} gets ${article} \`${settlement.error}\``;
      }
      if (!valueMatters) return `${who} sees no error`;
      if (isShownElement(observation)) return undefined;
      // An error that is handed back reads like one that is thrown.
      if (/^\w*Error$/.test(settlement.value)) return undefined;
      if (call !== undefined) return toldOfTwo(settlement.value, `${who} gets`);
      return isShort(settlement.value) ? `${who} gets ${valueInWords(settlement.value)}` : undefined;
    },
  };
}

/** The parts of a value that is too long to be told as a whole. */
function fieldFeatures(observations: readonly Observation[]): readonly OutcomeFeature[] {
  const names = new Set(observations.flatMap(({ settlement }) => ('value' in settlement ? Object.keys(settlement.fields ?? {}) : [])));
  return [...names].flatMap((name): readonly OutcomeFeature[] =>
    name.length > longestFieldName || !/^[\w$.]+$/.test(name)
      ? []
      : [
          {
            id: `field ${name}`,
            ask: `what is \`${name}\` in the result`,
            rank: 0.5,
            tell({ settlement }) {
              if ('error' in settlement) return 'the caller gets an error';
              if (!('value' in settlement) || settlement.fields === undefined) return undefined;
              const value = settlement.fields[name];
              if (value === undefined) return `the result has no \`${name}\``;
              return isShort(value) ? `the result's \`${name}\` is \`${value}\`` : undefined;
            },
          },
        ],
  );
}

/** Only whether an error comes through, where values are many or long. */
function errorFeature(words: SettlementWords): OutcomeFeature {
  return {
    id: 'error settlement',
    ask: 'what does the caller see',
    rank: 0.5,
    tell({ settlement }) {
      if (settlement.kind === 'pending') return 'the caller waits for ever';
      if (!('error' in settlement)) return 'the caller sees no error';
      if (settlement.error === words.injected) return 'the caller gets that error';
      return words.injected === undefined ? 'the caller gets an error' : 'the caller gets another error';
    },
  };
}

function callCount(kind: 'call' | 'new', target: string, late: number, once: boolean): OutcomeFeature {
  const shown = kind === 'new' ? `new ${target}` : target;
  return {
    id: `${kind} count ${target}`,
    ask: once ? `does \`${shown}\` run` : `how often does \`${shown}\` run`,
    rank: late + (isLogging(target) ? 6 : 1),
    tell(observation) {
      const count = callsOf(observation, kind, target).length;
      // Clauses of one length, so that length gives nothing away.
      if (count === 0) return `\`${shown}\` never runs`;
      if (count === 1) return `\`${shown}\` runs once`;
      return count === 2 ? `\`${shown}\` runs twice` : `\`${shown}\` runs ${count} times`;
    },
  };
}

function callArguments(kind: 'call' | 'new', target: string, observations: readonly Observation[], late: number): OutcomeFeature {
  const once = observations.every((observation) => callsOf(observation, kind, target).length <= 1);
  const shown = kind === 'new' ? `new ${target}` : target;
  return {
    id: `${kind} arguments ${target}`,
    ask: `what does \`${shown}\` receive`,
    rank: late + (isLogging(target) ? 7 : 2),
    tell(observation) {
      const [first] = callsOf(observation, kind, target);
      if (!once) return undefined;
      if (first === undefined) return `\`${shown}\` never runs`;
      if (first.values.length === 0) return `\`${shown}\` gets no argument`;
      const values = first.values.join(', ');
      return isShort(values) ? `\`${shown}\` gets \`${values}\`` : undefined;
    },
  };
}

function lastWrite(target: string, late: number, twice: boolean): OutcomeFeature {
  return {
    id: `write ${target}`,
    ask: twice ? `what is \`${target}\` in the end` : `what becomes of \`${target}\``,
    rank: late + (twice ? 0.25 : 1),
    tell(observation) {
      const last = observation.effects.findLast(
        (effect) => effect.target === target && (effect.kind === 'set' || effect.kind === 'delete'),
      );
      if (last === undefined) return `\`${target}\` is not touched`;
      if (last.kind === 'delete') return `\`${target}\` is deleted`;
      const value = last.values[0] ?? 'undefined';
      if (twice) return toldOfTwo(value, `\`${target}\` ends as`);
      return isShort(value) ? `\`${target}\` becomes \`${value}\`` : undefined;
    },
  };
}

function callsOf(observation: Observation, kind: 'call' | 'new', target: string): readonly Effect[] {
  return observation.effects.filter((effect) => effect.kind === kind && effect.target === target);
}

/** `api.load()` names what a scripted call answered. */
function valueInWords(value: string): string {
  return /^[\w$.[\]()#]+\(\)$/.test(value) ? `the answer of \`${value.slice(0, -2)}\`` : `\`${value}\``;
}

/** With two calls, `api.load()#2` is what the second call of `api.load` was answered. */
function toldOfTwo(value: string, opening: string): string | undefined {
  const answer = /^([\w$.]+)\(\)(#2)?$/.exec(value);
  if (answer !== null) return `${opening} the answer to the ${answer[2] === undefined ? 'first' : 'second'} \`${answer[1]}\` call`;
  if (value === 'Promise' || value === 'function') return `${opening} a ${value.toLowerCase()}`;
  return isShort(value) && !/\(\)|#\d/.test(value) ? `${opening} \`${value}\`` : undefined;
}

function articleFor(noun: string): string {
  return /^[aeiou]/i.test(noun) ? 'an' : 'a';
}

/** Whether a call only writes to a log: worth telling when nothing else differs. */
export function isLogging(target: string): boolean {
  return /^(console|log|logger|debug|trace|telemetry)\b|\.(log|debug|info|warn|trace)$|(^|\.)(log|logger)\./i.test(target);
}

function isReadable(target: string): boolean {
  // What an answer of an answer does has no name in the code.
  return target.length <= 44 && !target.endsWith('()') && /^[\w$.#]+((\(\)|\[\d+\])[\w$.#]*)*$/.test(target);
}

function isShort(value: string): boolean {
  // How the world tells things apart that have no other name means nothing to a reader.
  if (/\bawaited \w|Symbol\(/.test(value)) return false;
  return value.length <= longestValue && !value.includes('`') && !value.includes('…') && !value.includes('\n');
}
