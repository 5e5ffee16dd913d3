import type { ts } from 'ts-morph';
import type { ScriptValue } from './script.ts';
import type { Alternative } from './slots.ts';
import type { Usage } from './usageTree.ts';

/** Where the things of a world stand: what the code compares by identity may be the very thing that stands elsewhere. */
export interface Places {
  /** Notes what stands at `path` and answers it. */
  noted(path: string, usage: Usage | undefined, type: ts.Type | undefined, value: ScriptValue): ScriptValue;
  /** The alternatives, and those made before that the code compares this one with or looks it up among. */
  withThose(usage: Usage | undefined, type: ts.Type | undefined, alternatives: readonly Alternative[]): readonly Alternative[];
}

interface Place {
  readonly path: string;
  readonly type: ts.Type | undefined;
  readonly value: ScriptValue;
}

const mostThose = 2;

export function createPlaces(checker: ts.TypeChecker | undefined): Places {
  const byUsage = new Map<Usage, Place>();
  const byPath = new Map<string, Place>();

  const fits = (type: ts.Type | undefined, { type: other }: Place): boolean =>
    type === undefined || other === undefined || checker === undefined
      ? type === other
      : checker.isTypeAssignableTo(checker.getNonNullableType(other), type);

  /** `the first of \`this.observers\`` for what a collection holds, `the same as \`this.current\`` for a thing of its own. */
  const that = (usage: Usage): { readonly place: Place; readonly shown: string; readonly other: string } | undefined => {
    const place = byUsage.get(usage);
    if (place === undefined || !isThing(place.value)) return undefined;
    const list = /^(.*)\[0\]$/u.exec(place.path)?.[1];
    if (list !== undefined) return { place, shown: `the first of \`${list}\``, other: `none of \`${list}\`` };
    return { place, shown: `the same as \`${place.path}\``, other: `another one than \`${place.path}\`` };
  };

  const heldBy = (usage: Usage): ReturnType<typeof that> => {
    const { path = '', value } = byUsage.get(usage) ?? {};
    const held =
      value?.kind === 'array'
        ? value.items[0]
        : value?.kind === 'set'
          ? value.items[0]
          : value?.kind === 'map'
            ? value.entries[0]?.[0]
            : undefined;
    if (held === undefined || !isThing(held)) return undefined;
    const place = byPath.get(held.path);
    const word = value?.kind === 'array' ? 'the first of' : value?.kind === 'set' ? 'the item of' : 'the key of';
    return place && { place, shown: `${word} \`${path}\``, other: `${value?.kind === 'map' ? 'no key' : 'none'} of \`${path}\`` };
  };

  return {
    noted(path, usage, type, value) {
      const place = { path, type, value };
      if (usage !== undefined && !byUsage.has(usage)) byUsage.set(usage, place);
      byPath.set(path, place);
      return value;
    },
    withThose(usage, type, alternatives) {
      if (usage === undefined) return alternatives;
      const those = [...usage.soughtIn.map(heldBy), ...usage.alike.map(that)]
        .filter((found) => found !== undefined)
        .filter(({ place }, index, all) => fits(type, place) && all.findIndex((other) => other.place.path === place.path) === index)
        .slice(0, mostThose);
      const [first] = those;
      if (first === undefined) return alternatives;
      return [
        ...alternatives.map((alternative) =>
          /^an? (?!array|promise|map|set)/u.test(alternative.shown) ? { ...alternative, shown: first.other } : alternative,
        ),
        ...those.map(({ place, shown }): Alternative => ({
          shown,
          source: 'comparison in the code',
          from: 'what the code compares it with',
          make: () => ({ kind: 'same', path: place.path }),
        })),
      ];
    },
  };
}

function isThing(value: ScriptValue): value is Extract<ScriptValue, { kind: 'object' | 'function' }> {
  return value.kind === 'object' || value.kind === 'function';
}
