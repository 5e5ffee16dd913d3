import { ts } from 'ts-morph';

export type ScalarShape =
  | { readonly kind: 'literal'; readonly code: string }
  | { readonly kind: 'nothing'; readonly code: 'undefined' | 'null' }
  | { readonly kind: 'string' | 'number' | 'boolean' | 'bigint' | 'symbol' };

/** What the world can make of one constituent of a declared type. */
export type TypeShape =
  | ScalarShape
  | { readonly kind: 'date' }
  /** `open`: `any` or `unknown` by declaration, not for want of a type that could be found. */
  | { readonly kind: 'unknown'; readonly type: ts.Type; readonly open: boolean }
  | { readonly kind: 'array'; readonly items: readonly ts.Type[]; readonly fixed: boolean }
  | { readonly kind: 'map'; readonly key: ts.Type | undefined; readonly value: ts.Type | undefined; readonly weak: boolean }
  | { readonly kind: 'set'; readonly item: ts.Type | undefined; readonly weak: boolean }
  | { readonly kind: 'promise'; readonly value: ts.Type | undefined }
  | { readonly kind: 'error'; readonly name: string; readonly type: ts.Type }
  | { readonly kind: 'function' | 'object'; readonly type: ts.Type }
  | { readonly kind: 'refused'; readonly reason: string };

/** What holds bytes. A stream of them, or a `ObservableArray` of somebody's own, is a thing with methods like any other. */
const binary =
  /^(?:(?:Ui|I)nt(?:8|16|32)(?:Clamped)?Array|(?:Big(?:Ui|I)nt64|Float(?:16|32|64))Array|(?:Shared)?ArrayBuffer(?:Like|View)?|DataView|Buffer|Blob|File)$/u;

/** The constituents of a type, values before `undefined` and `null`, `boolean` as one. */
export function constituents(type: ts.Type): readonly ts.Type[] {
  if (!type.isUnion() || type.flags & ts.TypeFlags.Boolean) return [type];
  const parts = type.types.filter((part) => !(part.flags & ts.TypeFlags.BooleanLiteral));
  const booleans = type.types.filter((part) => part.flags & ts.TypeFlags.BooleanLiteral);
  const nothing = parts.filter((part) => part.flags & nullish);
  return [...parts.filter((part) => !(part.flags & nullish)), ...booleans, ...nothing];
}

const nullish = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void;

export function isPromiseLike(type: ts.Type): boolean {
  const name = type.symbol?.name;
  return name === 'Promise' || name === 'PromiseLike';
}

export function shapeOf(given: ts.Type, checker: ts.TypeChecker): TypeShape {
  const type = given.flags & ts.TypeFlags.Instantiable ? (checker.getBaseConstraintOfType(given) ?? given) : given;
  const { flags } = type;
  if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Instantiable)) return unknownShape(type);
  if (flags & ts.TypeFlags.Never) return { kind: 'refused', reason: 'a value that cannot exist' };
  if (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return { kind: 'nothing', code: 'undefined' };
  if (flags & ts.TypeFlags.Null) return { kind: 'nothing', code: 'null' };
  if (flags & ts.TypeFlags.BooleanLiteral) return { kind: 'literal', code: checker.typeToString(type) };
  if (type.isStringLiteral()) return { kind: 'literal', code: JSON.stringify(type.value) };
  if (type.isNumberLiteral()) return { kind: 'literal', code: String(type.value) };
  if (flags & ts.TypeFlags.BigIntLiteral) return { kind: 'literal', code: checker.typeToString(type) };
  if (flags & ts.TypeFlags.TemplateLiteral) return { kind: 'refused', reason: 'a text of a special form' };
  if (flags & ts.TypeFlags.StringLike) return { kind: 'string' };
  if (flags & ts.TypeFlags.NumberLike) return { kind: 'number' };
  if (flags & ts.TypeFlags.BooleanLike) return { kind: 'boolean' };
  if (flags & ts.TypeFlags.BigIntLike) return { kind: 'bigint' };
  if (flags & ts.TypeFlags.ESSymbolLike) return { kind: 'symbol' };
  if (flags & ts.TypeFlags.NonPrimitive) return unknownShape(type);
  return shapeOfObject(type, checker);
}

function shapeOfObject(type: ts.Type, checker: ts.TypeChecker): TypeShape {
  const [first, second] = argumentsOf(type, checker);
  if (checker.isTupleType(type)) return { kind: 'array', items: argumentsOf(type, checker), fixed: true };
  if (checker.isArrayType(type)) return { kind: 'array', items: first ? [first] : [], fixed: false };
  const name = type.symbol?.name ?? '';
  switch (name) {
    case 'Iterable':
    case 'ArrayLike':
      return { kind: 'array', items: first ? [first] : [], fixed: false };
    case 'Date':
      return { kind: 'date' };
    case 'Map':
    case 'ReadonlyMap':
    case 'WeakMap':
      return { kind: 'map', key: first, value: second, weak: name === 'WeakMap' };
    case 'Set':
    case 'ReadonlySet':
    case 'WeakSet':
      return { kind: 'set', item: first, weak: name === 'WeakSet' };
    case 'Promise':
    case 'PromiseLike':
      return { kind: 'promise', value: first };
    case 'RegExp':
      return { kind: 'refused', reason: 'a regular expression from outside' };
    case 'Function':
    case 'CallableFunction':
      return unknownShape(type);
    default:
  }
  if (binary.test(name)) return { kind: 'refused', reason: 'binary data' };
  if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) return { kind: 'function', type };
  if (isErrorType(type, checker)) return { kind: 'error', name: name === '' ? 'Error' : name, type };
  return { kind: 'object', type };
}

function unknownShape(type: ts.Type): TypeShape {
  return { kind: 'unknown', type, open: !(type.flags & ts.TypeFlags.Any) || Reflect.get(type, 'intrinsicName') === 'any' };
}

export function isErrorType(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (type.symbol?.name === 'Error') return true;
  return type.isClassOrInterface() && checker.getBaseTypes(type).some((base) => isErrorType(base, checker));
}

function argumentsOf(type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] {
  const isReference = type.flags & ts.TypeFlags.Object && Reflect.get(type, 'target') !== undefined;
  return isReference ? checker.getTypeArguments(type as ts.TypeReference) : [];
}

/** A declared property, `#private` ones included; `undefined` where the type has none of that name. */
export function propertyOf(type: ts.Type, name: string): ts.Symbol | undefined {
  const symbol = /^Symbol\((.*)\)$/u.exec(name)?.[1];
  // A key under `const STATE: unique symbol` is named `__@STATE@12`.
  if (symbol !== undefined) return type.getProperties().find(({ escapedName }) => String(escapedName).startsWith(`__@${symbol}@`));
  const found = type.getProperty(name);
  if (found !== undefined || !name.startsWith('#')) return found;
  return type.getProperties().find((symbol) => {
    const declared = symbol.valueDeclaration;
    return declared !== undefined && ts.isPropertyDeclaration(declared) ? declared.name.getText() === name : memberName(declared) === name;
  });
}

function memberName(declared: ts.Declaration | undefined): string | undefined {
  return declared !== undefined && (ts.isMethodDeclaration(declared) || ts.isAccessor(declared)) ? declared.name.getText() : undefined;
}

/** A method or accessor of a class: no field of its instances. */
export function isOfPrototype({ valueDeclaration }: ts.Symbol): boolean {
  return (
    valueDeclaration !== undefined &&
    (ts.isMethodDeclaration(valueDeclaration) || ts.isAccessor(valueDeclaration)) &&
    ts.isClassLike(valueDeclaration.parent)
  );
}

/** What a dictionary holds under a name; `undefined` where it is none, `not known` where its keys are still open: `Record<Id, Entry>`. */
export function entryType(type: ts.Type, name: string, checker: ts.TypeChecker | undefined): ts.Type | 'not known' | undefined {
  const apparent = checker?.getApparentType(type) ?? type;
  const found = /^\d+$/u.test(name) ? (apparent.getNumberIndexType() ?? apparent.getStringIndexType()) : apparent.getStringIndexType();
  const isMapped = ((Reflect.get(type, 'objectFlags') as number | undefined) ?? 0) & ts.ObjectFlags.Mapped;
  return found ?? (isMapped && type.getProperties().length === 0 ? 'not known' : undefined);
}
