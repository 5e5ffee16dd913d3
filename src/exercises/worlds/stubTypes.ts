import { ts } from 'ts-morph';
import { constituents, isErrorType, isPromiseLike } from './typeShape.ts';
import { isOfSnippet } from './unitCode.ts';
import type { Usage } from './usage.ts';

/** What a function or class from outside gives, by its declared type and by how the unit calls it. */
export interface StubTypes {
  /** What a call answers; what the promise settles to when `async`. */
  readonly answer: ts.Type | undefined;
  readonly async: boolean;
  readonly instance: ts.Type | undefined;
  readonly makesErrors: boolean;
  readonly isTypeTest: boolean;
}

export function stubTypes(
  path: string,
  type: ts.Type | undefined,
  usage: Usage | undefined,
  checker: ts.TypeChecker | undefined,
): StubTypes {
  const constructs = type?.getConstructSignatures()[0];
  const [call] = usage?.calls.filter((node) => ts.isCallExpression(node)) ?? [];
  const [creation] = usage?.calls.filter((node) => ts.isNewExpression(node)) ?? [];
  const [signature] = type?.getCallSignatures() ?? [];
  const typeAt = (node: ts.Expression | undefined, declared: ts.Signature | undefined): ts.Type | undefined => {
    if (checker === undefined) return undefined;
    const found = node === undefined || isOfSnippet(node) ? undefined : checker.getTypeAtLocation(node);
    if (found !== undefined && !(found.flags & ts.TypeFlags.Any)) return found;
    return declared?.getReturnType();
  };
  const answered = typeAt(call, signature);
  const parts = answered === undefined ? [] : constituents(answered);
  const async = parts.some(isPromiseLike) || (usage?.answer?.awaited === true && parts.length === 0);
  const instance = typeAt(creation, constructs);
  const isError = instance !== undefined && checker !== undefined ? isErrorType(instance, checker) : /(?:Error|Exception)$/u.test(path);
  return {
    answer: async && answered !== undefined ? (checker?.getAwaitedType(answered) ?? answered) : answered,
    async,
    instance,
    makesErrors: (usage?.instance !== undefined || constructs !== undefined) && isError,
    isTypeTest: signature !== undefined && checker?.getTypePredicateOfSignature(signature) !== undefined,
  };
}

/** What is used of a function beside what every function has. */
export function withoutFunctionMembers(usage: Usage | undefined): Usage | undefined {
  if (usage === undefined) return undefined;
  const steps = new Map([...usage.steps].filter(([name]) => !(name in Function.prototype)));
  return { ...usage, steps };
}
