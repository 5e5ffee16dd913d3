import type { ts } from 'ts-morph';

/** What the code does with one thing that comes from outside, along the path by which it reaches it. */
export interface Usage {
  readonly steps: Map<string, Usage>;
  answer?: Usage;
  instance?: Usage;
  /** Calls and constructions of it, for the types of what they give. */
  readonly calls: ts.Expression[];
  awaited: boolean;
  /** Tested for being there or true: `if`, `?.`, `??`, `||`, `!`. */
  tested: boolean;
  iterated: boolean;
  /** JavaScript scalars it is compared with. */
  readonly compared: Set<string>;
  /** Those of them that it is put in order with, by `<` and its like. */
  readonly ordered: Set<string>;
  /** Compared with something that is no literal. */
  comparedOpenly: boolean;
  /** Texts in which something is found that the code looks for in it. */
  readonly sought: Set<string>;
  /** It is mentioned at all. */
  seen: boolean;
  lengthTested: boolean;
  /** Stands on the right of `instanceof`. */
  instanceTested: boolean;
  /** Names that stand on the right where it stands on the left. */
  readonly instanceOf: Set<string>;
  /** What `typeof` of it is compared with. */
  readonly types: Set<string>;
  /** Things it is compared with by identity. */
  readonly alike: Usage[];
  /** Lists, sets and maps that it is looked up in. */
  readonly soughtIn: Usage[];
  /** Functions that it is handed to, by name, and as which argument (0-based). */
  readonly handed: (readonly [name: string, index: number])[];
}

export function emptyUsage(): Usage {
  return {
    steps: new Map(),
    calls: [],
    awaited: false,
    tested: false,
    iterated: false,
    compared: new Set(),
    ordered: new Set(),
    comparedOpenly: false,
    sought: new Set(),
    seen: false,
    lengthTested: false,
    instanceTested: false,
    instanceOf: new Set(),
    types: new Set(),
    alike: [],
    soughtIn: [],
    handed: [],
  };
}

/** Whether the code asks if it is there. */
export function isLookedFor(usage: Usage | undefined): boolean {
  return usage !== undefined && (usage.tested || usage.compared.has('undefined'));
}

/** What lies right below: fields, answers and instances. */
export function usagesBelow({ steps, answer, instance }: Usage): readonly Usage[] {
  return [...steps.values(), ...(answer === undefined ? [] : [answer]), ...(instance === undefined ? [] : [instance])];
}

/** Adds what else is looked at in a thing, as a helper looks at what it is handed: its calls are not the unit's own. */
export function addLooks(into: Usage, from: Usage): void {
  into.tested ||= from.tested;
  into.iterated ||= from.iterated;
  into.lengthTested ||= from.lengthTested;
  into.comparedOpenly ||= from.comparedOpenly;
  for (const name of ['compared', 'ordered', 'types', 'instanceOf', 'sought'] as const) for (const text of from[name]) into[name].add(text);
  for (const [name, inner] of from.steps) {
    let own = into.steps.get(name);
    if (own === undefined) into.steps.set(name, (own = emptyUsage()));
    addLooks(own, inner);
  }
}
