import { ts } from 'ts-morph';

/** What types say about a value. Each is `false` for what is not certain, so for `any` too. */

export function typeParts(node: ts.Node, checker: ts.TypeChecker): readonly ts.Type[] {
  const type = checker.getTypeAtLocation(node);
  return type.isUnion() ? type.types : [type];
}

/** A plain array or tuple, not `any`. */
export function isArray(node: ts.Node, checker: ts.TypeChecker): boolean {
  const parts = typeParts(node, checker).filter(({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)));
  return parts.length > 0 && parts.every((part) => checker.isArrayType(part) || checker.isTupleType(part));
}

/** A number, or a number literal, whatever else. */
export function isNumber(node: ts.Node, checker: ts.TypeChecker): boolean {
  return typeParts(node, checker).every(({ flags }) => (flags & ts.TypeFlags.NumberLike) !== 0);
}

/** Objects that others may hold too: no primitives, no functions, not `any`. */
export function isSharedObject(type: ts.Type, checker: ts.TypeChecker): boolean {
  const parts = type.isUnion() ? type.types : [type];
  return parts.some(
    (part) => (part.flags & ts.TypeFlags.Object) !== 0 && checker.getSignaturesOfType(part, ts.SignatureKind.Call).length === 0,
  );
}

/** A value that is falsy and yet there: `0`, `''`, `false`, `0n`. In words, or `undefined` when the type has none. */
export function falsyValue(node: ts.Node, checker: ts.TypeChecker): string | undefined {
  for (const part of typeParts(node, checker)) {
    if (part.flags & ts.TypeFlags.String) return "`''`";
    if (part.flags & ts.TypeFlags.Number) return '`0`';
    if (part.flags & ts.TypeFlags.BigInt) return '`0n`';
    if (part.flags & ts.TypeFlags.BooleanLiteral && checker.typeToString(part) === 'false') return '`false`';
    if (part.isNumberLiteral() && part.value === 0) return '`0`';
    if (part.isStringLiteral() && part.value === '') return "`''`";
  }
  return undefined;
}

const kinds = [ts.TypeFlags.Object, ts.TypeFlags.StringLike, ts.TypeFlags.NumberLike, ts.TypeFlags.BooleanLike, ts.TypeFlags.BigIntLike];

/** Both are text, or both numbers, both objects … whatever they hold: comparing them converts nothing. */
export function isSameKind(left: ts.Node, right: ts.Node, checker: ts.TypeChecker): boolean {
  // `null` and `undefined` equal only each other: they are not converted either.
  const isNothing = ({ flags }: ts.Type): boolean => (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0;
  const parts = [...typeParts(left, checker), ...typeParts(right, checker)].filter((part) => !isNothing(part));
  return kinds.some((kind) => parts.every(({ flags }) => (flags & kind) !== 0));
}
