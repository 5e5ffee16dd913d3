import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactContext, FactDetector } from '../factDetector.ts';
import { isPlainPath, ownNodes, shortName } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'spread-order';
/** Objects that somebody fills in to choose something; `{ ...state, busy: true }` is meant to replace. */
const choosing = /(^|\.)(\w*(opts|options|params|config|settings|init|overrides|props|defaults))$/i;

/**
 * Who wins where a spread and a member name the same thing, as far as types show that they can.
 *
 *     { retries: 3, ...options }     → An `options.retries` that is there but `undefined` replaces `3`: the spread comes after it.
 *     { ...options, signal }         → A `signal` in `options` is never used: the `signal` behind the spread replaces it.
 */
export const spreadOrder: FactDetector = {
  id: kind,
  detect({ node }, context) {
    if (!ts.isFunctionLike(node)) return [];
    return ownNodes(node).flatMap((found) => (ts.isObjectLiteralExpression(found) ? clashes(found, context).slice(0, 1) : []));
  },
};

function clashes(literal: ts.ObjectLiteralExpression, { checker }: FactContext): readonly Fact[] {
  if (!checker) return [];
  return literal.properties.flatMap((part, index) => {
    if (!ts.isSpreadAssignment(part) || !isPlainPath(part.expression)) return [];
    const source = shortName(part.expression);
    if (source === undefined || !choosing.test(source) || !isHandedIn(part.expression)) return [];
    const members = membersOf(checker.getNonNullableType(checker.getTypeAtLocation(part.expression)));
    return literal.properties.flatMap((other, position): readonly Fact[] => {
      const name = other.name && ts.isIdentifier(other.name) ? other.name.text : undefined;
      const member = name === undefined ? undefined : members.get(name);
      if (name === undefined || !member) return [];
      const said = { kind, about: `${source}.${name}`, on: [part, other], basis: 'types' } as const;
      if (position < index) {
        if (!ts.isPropertyAssignment(other) || !(member.flags & ts.SymbolFlags.Optional)) return [];
        const value = other.initializer.getText();
        const what = value.length <= 25 ? `\`${value}\`` : `the \`${name}\` before it`;
        const text = `A \`${source}.${name}\` that is there but \`undefined\` replaces ${what}: the spread comes after it.`;
        return stateFact({ ...said, text, surprise: 0.65 });
      }
      const isDerived = ts.isPropertyAssignment(other) && other.initializer.getText().includes(source);
      if (name.startsWith('_') || isDerived || isReadElsewhere(literal, source, name)) return [];
      const text = `A \`${name}\` in \`${source}\` is never used: the \`${name}\` behind the spread replaces it.`;
      return stateFact({ ...said, text, surprise: 0.4 });
    });
  });
}

function membersOf(type: ts.Type): ReadonlyMap<string, ts.Symbol> {
  return type.isUnion() ? new Map() : new Map(type.getProperties().map((member) => [member.getName(), member]));
}

/** `options.signal` is looked at somewhere in the unit, or taken out of it by name. */
function isReadElsewhere(literal: ts.Node, source: string, name: string): boolean {
  const scope = ts.findAncestor(literal, ts.isFunctionLike);
  const outermost = scope && (ts.findAncestor(scope.parent, ts.isFunctionLike) ?? scope);
  return (
    outermost === undefined ||
    new RegExp(String.raw`\b${source.replaceAll('.', String.raw`\.`)}(\?|!)?\.${name}\b`).test(outermost.getText()) ||
    ownNodes(outermost).some((node) => ts.isBindingElement(node) && (node.propertyName ?? node.name).getText() === name)
  );
}

/** The root of the path is a parameter of a function around it, and no place where defaults are kept. */
function isHandedIn(source: ts.Expression): boolean {
  const [root = ''] = source.getText().split('.');
  const isParameter = (node: ts.Node): boolean =>
    ts.isFunctionLike(node) &&
    node.parameters.some(({ name }) => [name, ...ownNodes(name)].some((part) => ts.isIdentifier(part) && part.text === root));
  return !/default/i.test(source.getText()) && ts.findAncestor(source, isParameter) !== undefined;
}
