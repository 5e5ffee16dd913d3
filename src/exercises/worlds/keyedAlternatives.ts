import type { ts } from 'ts-morph';
import { declared } from './scalarAlternatives.ts';
import type { ScriptValue } from './script.ts';
import type { Alternative } from './slots.ts';
import type { TypeShape } from './typeShape.ts';
import type { Usage } from './usageTree.ts';

/** A map or a set: with one entry, or empty; what is weakly held is known to nobody, so there it is empty. */
export function keyedAlternatives(
  path: string,
  shape: Extract<TypeShape, { kind: 'map' | 'set' }>,
  usage: Usage | undefined,
  made: (path: string, type: ts.Type | undefined, usage: Usage | undefined) => ScriptValue,
): readonly Alternative[] {
  if (shape.kind === 'set') {
    const empty = declared('an empty set', () => ({ kind: 'set', path, items: [] }));
    const one = (): ScriptValue => ({ kind: 'set', path, items: [made(`item of ${path}`, shape.item, undefined)] });
    return shape.weak ? [empty] : [declared('a set with one item', one), empty];
  }
  const { key, value: held } = shape;
  const entry = (): ScriptValue => ({
    kind: 'map',
    path,
    entries: [[made(`key of ${path}`, key, undefined), made(`${path}.get()`, held, usage?.steps.get('get')?.answer)]],
  });
  const empty = declared('an empty map', () => ({ kind: 'map', path, entries: [] }));
  return shape.weak ? [empty] : [declared('a map with one entry', entry), empty];
}
