import type { ScriptValue } from './script.ts';
import type { Alternative } from './slots.ts';
import { textsFor } from './soughtTexts.ts';
import type { Usage } from './usageTree.ts';
import { lengthWords } from './valueWords.ts';

const arrayMembers: ReadonlySet<string> = new Set([
  'map',
  'filter',
  'forEach',
  'push',
  'reduce',
  'some',
  'every',
  'find',
  'findIndex',
  'join',
  'splice',
]);
const textMembers: ReadonlySet<string> = new Set([
  'toLowerCase',
  'toUpperCase',
  'trim',
  'split',
  'startsWith',
  'endsWith',
  'charAt',
  'replace',
  'padStart',
]);

/** Of each type that `typeof` tells, one value. */
const typedScalars: ReadonlyMap<string, string> = new Map([
  ['string', '"a"'],
  ['number', '1'],
  ['boolean', 'true'],
  ['bigint', '1n'],
  ['undefined', 'undefined'],
]);

/** `latest(state).has(key)` of no declared type: its name says what it answers. */
export const answersYesOrNo = /(?:^|\.)(?:has|is|includes|some|every|startsWith|endsWith)(?:[A-Z]\w*)?\(\)$/u;

export interface UntypedMakers {
  readonly object: () => ScriptValue;
  readonly function: () => ScriptValue;
  readonly array: (length: number) => ScriptValue;
}

/**
 * What the code itself says about something without a declared type: what it compares it with, reaches into or calls.
 * A bare thing becomes an object of which nothing is known, so that reading from it stops the run.
 */
export function untypedAlternatives(usage: Usage | undefined, make: UntypedMakers): readonly Alternative[] {
  const told = (shown: string, value: () => ScriptValue): Alternative => ({
    shown,
    source: 'comparison in the code',
    from: 'how the code uses it',
    make: value,
  });
  const scalar = (code: string): Alternative => told(code, () => ({ kind: 'primitive', code }));
  if (usage === undefined) return [told('an object', make.object)];
  const found: Alternative[] = [];
  const steps = [...usage.steps.keys()];
  if (usage.calls.length > 0) found.push(told('a function', make.function));
  else if (usage.iterated || steps.some((name) => arrayMembers.has(name))) {
    found.push(...[2, 0, 1].map((length) => told(`${length} items`, () => make.array(length))));
  } else if (usage.sought.size > 0 || steps.some((name) => textMembers.has(name))) {
    found.push(...textsFor(usage).map((text) => scalar(JSON.stringify(text))), scalar('"a"'));
  } else if (steps.length > 0) found.push(told('an object', make.object));
  for (const code of usage.compared) {
    if (code === 'null' || code === 'undefined') continue;
    found.push(scalar(code));
    const number = Number(code);
    if (!code.startsWith('"') && Number.isSafeInteger(number) && code !== 'true' && code !== 'false')
      found.push(scalar(String(number + 1)), scalar(String(number - 1)));
    // What is one text may be another.
    if (code.startsWith('"')) found.push(scalar(code === '"a"' ? '"b"' : '"a"'));
    if (code === 'true') found.push(scalar('false'));
    if (code === 'false') found.push(scalar('true'));
  }
  if (found.length === 0 && !usage.types.has('object') && usage.types.size > 0) found.push(told('an object', make.object));
  for (const type of usage.types) {
    if (type === 'function') found.push(told('a function', make.function));
    if (type === 'object') found.push(told('an object', make.object));
    if (type === 'array') found.push(told(lengthWords(2), () => make.array(2)));
    const code = typedScalars.get(type);
    if (code !== undefined) found.push(scalar(code));
  }
  if (found.length === 0) found.push(told('an object', make.object));
  if (usage.tested || usage.compared.has('undefined')) found.push(scalar('undefined'));
  if (usage.compared.has('null')) found.push(scalar('null'));
  return found.filter((alternative, index) => found.findIndex((other) => other.shown === alternative.shown) === index);
}
