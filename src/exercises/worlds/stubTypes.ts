import { ts } from 'ts-morph';
import { constituents, isErrorType, isPromiseLike } from './typeShape.ts';
import { isOfSnippet } from './unitCode.ts';
import type { Usage } from './usageTree.ts';

/** What a function or class from outside gives, by its declared type and by how the unit calls it. */
export interface StubTypes {
  /** What a call answers; what the promise settles to when `async`. */
  readonly answer: ts.Type | undefined;
  readonly async: boolean;
  readonly instance: ts.Type | undefined;
  readonly makesErrors: boolean;
  /** `die(): never` */
  readonly neverReturns: boolean;
  /** It tells the types of things whose type is declared: the script cannot answer for it. What is handed to it as `any` or `unknown` may be either. */
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
    neverReturns: !async && answered !== undefined && (answered.flags & ts.TypeFlags.Never) !== 0,
    instance,
    makesErrors: (usage?.instance !== undefined || constructs !== undefined) && isError,
    isTypeTest:
      signature !== undefined &&
      checker?.getTypePredicateOfSignature(signature) !== undefined &&
      !(usage !== undefined && usage.calls.length > 0 && usage.calls.every((node) => isAnswerFree(node, signature, checker))),
  };
}

/** Whether a test may come out either way: it is no assertion, and what it is handed may be anything. */
function isAnswerFree(node: ts.Expression, signature: ts.Signature, checker: ts.TypeChecker): boolean {
  if (checker.getTypePredicateOfSignature(signature)?.kind !== ts.TypePredicateKind.Identifier) return false;
  const given = ts.isCallExpression(node) ? node.arguments[0] : undefined;
  return (
    given !== undefined && !isOfSnippet(node) && (checker.getTypeAtLocation(given).flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0
  );
}

/** What is used of a function beside what every function has. */
export function withoutFunctionMembers(usage: Usage | undefined): Usage | undefined {
  if (usage === undefined) return undefined;
  const steps = new Map([...usage.steps].filter(([name]) => !(name in Function.prototype)));
  return { ...usage, steps };
}
