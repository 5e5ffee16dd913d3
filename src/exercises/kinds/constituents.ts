import { ts } from 'ts-morph';

/** One of the things that a variable of a union type can be. */
export interface Constituent {
  /** As an answer shows it: `` `"paid"` ``, `` `null` ``, `` `Customer` ``. */
  readonly label: string;
  /** Its word as it stands in a condition: `paid`, `null`, `Customer`. */
  readonly plain: string;
  /** As a type that means the same where the variable is used. */
  readonly type: string;
  /** Members of the union that share the label: `boolean` is two. */
  readonly types: readonly ts.Type[];
  readonly order: number;
}

export interface Constituents {
  /** The field that tells them apart, where it does. */
  readonly tag: string | undefined;
  readonly all: readonly Constituent[];
}

/** `undefined` where the type is no union, or a constituent cannot be named so that the compiler and a reader mean the same. */
export function constituentsOf(declared: ts.Type, at: ts.Node, checker: ts.TypeChecker): Constituents | undefined {
  if (!declared.isUnion()) return undefined;
  const objects = declared.types.filter(({ flags }) => (flags & ts.TypeFlags.Object) !== 0);
  const tag = objects.length > 1 && objects.length === declared.types.length ? tagOf(objects, at, checker) : undefined;
  const names = new Map<string, Omit<Constituent, 'order' | 'types'> & { readonly types: ts.Type[] }>();
  for (const type of declared.types) {
    const named = tag === undefined ? plainName(type, at, checker) : taggedName(type, tag, at, checker);
    if (named === undefined) return undefined;
    const known = names.get(named.label);
    // Two objects with one name are no choice.
    if (known !== undefined && named.plain !== 'boolean') return undefined;
    if (known === undefined) names.set(named.label, { ...named, types: [type] });
    else known.types.push(type);
  }
  const all = [...names.values()];
  if (tag === undefined && overlaps(all, checker)) return undefined;
  return { tag, all: all.map((constituent, order) => ({ ...constituent, order })) };
}

type Named = Pick<Constituent, 'label' | 'plain' | 'type'>;

/** A field that holds another literal in each: `kind`, `type`. */
function tagOf(types: readonly ts.Type[], at: ts.Node, checker: ts.TypeChecker): string | undefined {
  return types[0]
    ?.getProperties()
    .map(({ name }) => name)
    .find((name) => {
      const values = types.map((type) => literalOf(type, name, at, checker));
      return !values.includes(undefined) && new Set(values).size === types.length;
    });
}

function literalOf(type: ts.Type, name: string, at: ts.Node, checker: ts.TypeChecker): string | undefined {
  const field = type.getProperty(name);
  const held = field && checker.getTypeOfSymbolAtLocation(field, at);
  return held?.isStringLiteral() === true ? held.value : undefined;
}

function taggedName(type: ts.Type, tag: string, at: ts.Node, checker: ts.TypeChecker): Named | undefined {
  const value = literalOf(type, tag, at, checker);
  if (value === undefined || !/^[\w.:/-]+$/.test(value)) return undefined;
  return { label: `\`"${value}"\``, plain: value, type: `{ ${tag}: "${value}" }` };
}

function plainName(type: ts.Type, at: ts.Node, checker: ts.TypeChecker): Named | undefined {
  if (type.isStringLiteral())
    return /^[\w.:/-]+$/.test(type.value) ? { label: `\`"${type.value}"\``, plain: type.value, type: `"${type.value}"` } : undefined;
  if (type.isNumberLiteral()) return named(String(type.value));
  const { flags } = type;
  if ((flags & ts.TypeFlags.BooleanLike) !== 0) return named('boolean');
  if ((flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.String | ts.TypeFlags.Number)) !== 0)
    return named(checker.typeToString(type));
  const text = checker.typeToString(type, at);
  if ((flags & ts.TypeFlags.Object) === 0 || !/^[A-Z][\w$]*$/.test(text)) return undefined;
  const meant = checker.resolveName(text, at, ts.SymbolFlags.Type, false);
  return meant !== undefined && checker.getDeclaredTypeOfSymbol(meant) === type ? named(text) : undefined;
}

function named(text: string): Named {
  return { label: `\`${text}\``, plain: text, type: text };
}

/** Where one is assignable to another, taking it away takes both. */
function overlaps(all: readonly Pick<Constituent, 'types'>[], checker: ts.TypeChecker): boolean {
  return all.some(({ types: [left] }) =>
    all.some(
      ({ types: [right] }) => left !== undefined && right !== undefined && left !== right && checker.isTypeAssignableTo(left, right),
    ),
  );
}
