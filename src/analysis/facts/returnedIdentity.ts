import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactContext, FactDetector } from '../factDetector.ts';
import { scopesAround } from '../localScopes.ts';
import { bodyOf, ownNodes, withoutParentheses } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';
import { isCollection, ownWrites } from '../writes.ts';

const kind = 'returned-identity';

/**
 * Whether what comes back is a new thing, the one that was passed in, or the one kept inside.
 *
 *     class Cart { items: Item[] = []; all() { return this.items; } }
 *     → Hands out `this.items` itself, not a copy: a caller who changes what it gets changes it here.
 *     get options() { return { ...this.defaults }; }
 *     → Each read of `options` makes a new object: two reads are never `===`.
 */
export const returnedIdentity: FactDetector = {
  id: kind,
  detect({ node }, context) {
    const body = bodyOf(node);
    if (!body || !ts.isFunctionLike(node) || ('asteriskToken' in node && node.asteriskToken)) return [];
    const returned = ownNodes(body).flatMap((found) => (ts.isReturnStatement(found) && found.expression ? [found] : []));
    if (ts.isGetAccessorDeclaration(node)) {
      const fresh = freshGetter(node, body, returned);
      return fresh.length > 0 ? fresh : handedOut(node, returned);
    }
    return [...handedOut(node, returned), ...sameArgument(node, body, returned, context)];
  },
};

type Returned = readonly (ts.ReturnStatement & { expression?: ts.Expression })[];

function freshGetter(node: ts.GetAccessorDeclaration, body: ts.Block, returned: Returned): readonly Fact[] {
  const [first] = returned;
  if (!first || !returned.every(({ expression }) => expression && isFresh(expression, body))) return [];
  const name = node.name.getText();
  const isMemory = ownWrites(body).some(({ root }) => root.kind === ts.SyntaxKind.ThisKeyword);
  if (isMemory) return [];
  const text = `Each read of \`${name}\` makes a new object: two reads are never \`===\`, and nothing done to one is there in the next.`;
  return stateFact({ kind, about: `fresh:${name}`, text, on: [first], surprise: 0.65 });
}

/** A literal, `new …`, or a constant of the body that holds one and is not handed to anything that could keep it. */
function isFresh(expression: ts.Expression, body: ts.Block): boolean {
  const value = withoutParentheses(expression);
  if (ts.isObjectLiteralExpression(value) || ts.isArrayLiteralExpression(value)) return true;
  if (!ts.isIdentifier(value)) return false;
  return body.statements.some(
    (statement) =>
      ts.isVariableStatement(statement) &&
      (statement.declarationList.flags & ts.NodeFlags.Const) !== 0 &&
      statement.declarationList.declarations.some(
        ({ name, initializer }) =>
          name.getText() === value.text &&
          initializer !== undefined &&
          (ts.isObjectLiteralExpression(initializer) || ts.isArrayLiteralExpression(initializer)),
      ),
  );
}

function handedOut(node: ts.SignatureDeclaration, returned: Returned): readonly Fact[] {
  const owner = node.parent;
  if (!ts.isClassLike(owner) || /readonly/i.test(node.type?.getText() ?? '')) return [];
  return returned.flatMap((exit) => {
    const value = exit.expression;
    if (!value || !ts.isPropertyAccessExpression(value) || value.expression.kind !== ts.SyntaxKind.ThisKeyword) return [];
    const field = owner.members.find((member) => member.name?.getText() === value.name.text);
    if (!field || !ts.isPropertyDeclaration(field) || !isCollection(field) || /readonly|Weak/i.test(field.type?.getText() ?? '')) return [];
    const path = value.getText();
    const text = `Hands out \`${path}\` itself, not a copy: a caller who changes what it gets changes it here.`;
    return stateFact({ kind, about: `inside:${path}`, text, on: [exit, field], surprise: 0.65 });
  });
}

/** `if (!rules.length) return items; return items.filter(…)`, and `payload.value = …; return payload`. */
function sameArgument(node: ts.SignatureDeclaration, body: ts.Block, returned: Returned, { checker }: FactContext): readonly Fact[] {
  const scopes = scopesAround(node);
  const names = new Set(
    node.parameters.flatMap(({ name, dotDotDotToken }) => (ts.isIdentifier(name) && !dotDotDotToken ? [name.text] : [])),
  );
  const ofParameter = (expression: ts.Expression | undefined): string | undefined => {
    const value = expression && withoutParentheses(expression);
    return value && ts.isIdentifier(value) && names.has(value.text) && scopes.declaring(value) === node ? value.text : undefined;
  };
  const writes = ownWrites(body);
  return [...names].flatMap((name) => {
    const same = returned.filter(({ expression }) => ofParameter(expression) === name);
    const own = writes.filter((write) => ts.isIdentifier(write.root) && write.root.text === name && scopes.declaring(write.root) === node);
    const [first] = same;
    if (!first?.expression || own.some((write) => write.members.length === 0 && write.how === 'assigned')) return [];
    const changed = own.find((write) => write.how === 'assigned' && write.members.length === 1 && write.members[0] !== '[]');
    if (changed && same.length === returned.length) {
      const text = `Gives back the very \`${name}\` it was passed: setting its \`${changed.members.join('.')}\` (line ${lineOf(changed.node)}) changes the caller's own, there is no copy.`;
      return stateFact({ kind, about: `changed:${name}`, text, on: [changed.node, first], surprise: 0.55 });
    }
    if (own.length > 0) return [];
    const copy = returned.find(({ expression }) => expression && copiesOf(expression, name));
    if (!copy || !isObject(first.expression, name, node, checker)) return [];
    const text = `Line ${lineOf(first)} gives back the very \`${name}\` it was passed, line ${lineOf(copy)} a copy: changing the result changes the caller's own only sometimes.`;
    return stateFact({ kind, about: `sometimes:${name}`, text, on: [first, copy], surprise: 0.7 });
  });
}

/** A text or number given back as it came is no shared thing. */
function isObject(returned: ts.Expression, name: string, node: ts.SignatureDeclaration, checker: ts.TypeChecker | undefined): boolean {
  if (checker) return (checker.getTypeAtLocation(returned).flags & ts.TypeFlags.Object) !== 0;
  const type = node.parameters.find((parameter) => parameter.name.getText() === name)?.type;
  return type !== undefined && (ts.isArrayTypeNode(type) || /^(Readonly)?(Array|Map|Set|Record)</.test(type.getText()));
}

/** `{ ...name, … }`, `[...name]`, `name.filter(…)`. */
function copiesOf(expression: ts.Expression, name: string): boolean {
  const value = withoutParentheses(expression);
  if (ts.isObjectLiteralExpression(value))
    return value.properties.some((part) => ts.isSpreadAssignment(part) && part.expression.getText() === name);
  if (ts.isArrayLiteralExpression(value))
    return value.elements.some((part) => ts.isSpreadElement(part) && part.expression.getText() === name);
  if (!ts.isCallExpression(value) || !ts.isPropertyAccessExpression(value.expression)) return false;
  return (
    value.expression.expression.getText() === name && /^(map|filter|toSorted|toReversed|flatMap|flat)$/.test(value.expression.name.text)
  );
}
