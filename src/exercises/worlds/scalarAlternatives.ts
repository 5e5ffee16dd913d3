import type { ScriptValue } from './script.ts';
import type { Alternative } from './slots.ts';
import { textsFor } from './soughtTexts.ts';
import type { ScalarShape, TypeShape } from './typeShape.ts';
import type { Usage } from './usageTree.ts';

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
  // Two items of a list are two different things.
  const [text, number] = path.includes('[1]') ? ['"b"', '2'] : ['"a"', '1'];
  const usual = /(?:^|\.)(?:status|statusCode)$/u.test(path) ? '200' : number;
  const testsEmpty = usage === undefined || usage.tested;
  switch (shape.kind) {
    case 'literal':
      return [scalar(shape.code)];
    case 'nothing':
      return looksForNothing(usage) ? [scalar(shape.code)] : [];
    case 'boolean':
      return [scalar('true'), scalar('false')];
    case 'string':
      // Of the words that it may be, only the code's own and the usual ones are ever met.
      if (path.endsWith('.NODE_ENV'))
        return [...new Set(['"production"', '"development"', ...literals.filter((code) => code.startsWith('"'))])].map(scalar);
      return [
        ...literals.filter((code) => code.startsWith('"')).map(compared),
        ...textsFor(usage).map((found) => ({
          ...scalar(JSON.stringify(found)),
          source: 'comparison in the code' as const,
          from: 'looked for in it',
        })),
        scalar(text),
        ...(usage?.comparedOpenly === true ? [scalar(text === '"a"' ? '"b"' : '"a"')] : []),
        // Neither of the keys and items that stand for those of a collection.
        ...(usage !== undefined && usage.soughtIn.length > 0 ? [scalar('"c"')] : []),
        ...(testsEmpty || usage.lengthTested ? [scalar('""')] : []),
      ];
    case 'number':
      return [
        scalar(usual),
        ...literals.flatMap((bound) =>
          near(bound, usage?.ordered.has(bound) === true).map((value) => ({ ...compared(value), from: `compared with ${bound}` })),
        ),
        ...(testsEmpty ? [scalar('0')] : []),
        ...(usage !== undefined && usage.soughtIn.length > 0 ? [scalar('3')] : []),
        ...(usage?.comparedOpenly === true ? [scalar('2'), scalar('0')] : []),
      ];
    case 'bigint':
      return [
        scalar('1n'),
        ...literals.filter((code) => /^-?\d+n$/u.test(code)).map(compared),
        ...(usage?.comparedOpenly === true ? [scalar('2n'), scalar('0n')] : []),
        ...(testsEmpty ? [scalar('0n')] : []),
      ];
    case 'symbol':
      return [scalar(`Symbol(${JSON.stringify(path)})`)];
  }
}

/** Scalars that the code does not tell from the `known` ones: what else there may be where nothing is compared. */
export function otherScalars(
  path: string,
  shapes: readonly TypeShape[],
  { known, from }: { readonly known: readonly Alternative[]; readonly from: string },
): readonly Alternative[] {
  const codes = shapes.flatMap(({ kind }) => {
    if (kind === 'string') return [path.includes('[1]') ? '"c"' : '"b"'];
    return kind === 'number' ? [path.includes('[1]') ? '3' : '2'] : [];
  });
  return codes
    .filter((code) => !known.some(({ shown }) => shown === code))
    .map((code) => ({ from, ...declared(code, () => ({ kind: 'primitive', code })) }));
}

/** Around a bound there is something on either side; a value that is only tested for needs itself and another. */
function near(bound: string, ordered: boolean): readonly string[] {
  const number = Number(bound);
  if (!Number.isSafeInteger(number) || !/^-?\d/u.test(bound)) return [];
  return (ordered ? [number, number + 1, number - 1] : [number, number + 1]).map(String);
}

function looksForNothing(usage: Usage | undefined): boolean {
  if (usage === undefined || usage.tested || usage.compared.has('undefined') || usage.compared.has('null')) return true;
  return usage.steps.size + usage.calls.length === 0;
}
