import { declared, scalarAlternatives } from './scalarAlternatives.ts';
import type { Alternative } from './slots.ts';
import type { Usage } from './usageTree.ts';

const isVariable = /^process\.env(?:\.\w+|\["[^"]+"\])$/u;

/** A variable of the environment is a text or not set, also where Node's types are not installed; `undefined` for any other path. */
export function environmentAlternatives(path: string, usage: Usage | undefined): readonly Alternative[] | undefined {
  if (!isVariable.test(path)) return undefined;
  return [...scalarAlternatives(path, { kind: 'string' }, usage), declared('undefined', () => ({ kind: 'primitive', code: 'undefined' }))];
}
