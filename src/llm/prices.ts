export interface Price {
  /** US dollars for a million tokens. */
  readonly input: number;
  readonly output: number;
}

/** List prices by family. They change: what is computed from them is an estimate, and an unknown model counts as the dearest. */
const families: readonly (readonly [RegExp, Price])[] = [
  [/haiku/iu, { input: 1, output: 5 }],
  [/sonnet/iu, { input: 3, output: 15 }],
  [/opus-4-(?:[5-9]|\d\d)/iu, { input: 5, output: 25 }],
];
const dearest: Price = { input: 15, output: 75 };

export function priceOf(model: string): Price {
  return families.find(([name]) => name.test(model))?.[1] ?? dearest;
}
