import type { ScriptValue } from './script.ts';
import type { Alternative } from './slots.ts';
import type { ScalarShape } from './typeShape.ts';
import type { Usage } from './usage.ts';

/** An alternative that rests on the declared type. */
export function declared(shown: string, make: () => ScriptValue): Alternative {
  return { shown, source: 'declared type', make };
}

/**
 * Scalars of a declared type: its literals, what the code compares with (and one more and one less), and what tests for emptiness look
 * for. `undefined` and `null` only where the code looks for them or nothing is known of its use.
 */
export function scalarAlternatives(path: string, shape: ScalarShape, usage: Usage | undefined): readonly Alternative[] {
  const scalar = (code: string): Alternative => declared(code, () => ({ kind: 'primitive', code }));
  const compared = (code: string): Alternative => ({ ...scalar(code), source: 'comparison in the code', from: `compared with ${code}` });
  const literals = [...(usage?.compared ?? [])];
  const testsEmpty = usage === undefined || usage.tested;
  switch (shape.kind) {
    case 'literal':
      return [scalar(shape.code)];
    case 'nothing':
      return looksForNothing(usage) ? [scalar(shape.code)] : [];
    case 'boolean':
      return [scalar('true'), scalar('false')];
    case 'string':
      return [
        ...literals.filter((code) => code.startsWith('"')).map(compared),
        scalar('"a"'),
        ...(usage?.comparedOpenly === true ? [scalar('"b"')] : []),
        ...(testsEmpty || usage.lengthTested ? [scalar('""')] : []),
      ];
    case 'number':
      return [
        scalar('1'),
        ...literals.flatMap(near).map(({ number, bound }) => ({ ...compared(String(number)), from: `compared with ${bound}` })),
        ...(testsEmpty ? [scalar('0')] : []),
        ...(usage?.comparedOpenly === true ? [scalar('2'), scalar('0')] : []),
      ];
    case 'bigint':
      return [scalar('1n')];
    case 'symbol':
      return [scalar(`Symbol(${JSON.stringify(path)})`)];
  }
}

function near(bound: string): readonly { readonly number: number; readonly bound: string }[] {
  const number = Number(bound);
  return Number.isSafeInteger(number) && /^-?\d/u.test(bound)
    ? [number, number + 1, number - 1].map((value) => ({ number: value, bound }))
    : [];
}

function looksForNothing(usage: Usage | undefined): boolean {
  if (usage === undefined || usage.tested || usage.compared.has('undefined') || usage.compared.has('null')) return true;
  return usage.steps.size + usage.calls.length === 0;
}
