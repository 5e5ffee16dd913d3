import { ts } from 'ts-morph';
import { ownNodes, withoutParentheses } from '../../ownCode.ts';
import { isCollection, writeOf } from '../../writes.ts';
import { inWords } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { allNodes, functionOf, inlineFunction } from '../unitBody.ts';

interface Member {
  readonly name: string;
  readonly node: ts.Node;
}

/**
 * A function that makes an object whose methods share its local variables.
 *
 *     function createCounter() { let count = 0; return { up() { count += 1; }, value: () => count }; }
 */
export const privateState: PatternDetector = {
  id: 'private-state',
  recognise({ node }) {
    const unit = functionOf(node);
    if (!unit || !ts.isBlock(unit.body)) return undefined;
    const last = unit.body.statements.at(-1);
    const value = last && ts.isReturnStatement(last) && last.expression ? withoutParentheses(last.expression) : undefined;
    const object = value && objectBehind(value, unit);
    if (!last || !object) return undefined;
    const locals = unit.body.statements.flatMap((statement) =>
      ts.isVariableStatement(statement)
        ? statement.declarationList.declarations.filter(
            (each) => ts.isIdentifier(each.name) && (isCollection(each) || !(statement.declarationList.flags & ts.NodeFlags.Const)),
          )
        : [],
    );
    const members = membersOf(object, unit);
    const shared = locals.filter((local) => {
      const name = local.name.getText();
      return members.filter((member) => mentions(member.node, name)).length > 1 && members.some((member) => writes(member.node, name));
    });
    if (shared.length === 0 || members.length < 2) return undefined;
    const names = shared.map((local) => `\`${local.name.getText()}\``);
    const using = members.filter((member) => shared.some((local) => mentions(member.node, local.name.getText())));
    return {
      title: 'Object with private state',
      text: `${inWords(
        using.map(({ name }) => `\`${name}\``),
        4,
      )} share ${inWords(names, 3)}; each call of this makes another set of them.`,
      on: [last, ...shared],
    };
  },
};

function objectBehind(value: ts.Expression, unit: ts.Node): ts.ObjectLiteralExpression | undefined {
  if (ts.isObjectLiteralExpression(value)) return value;
  if (!ts.isIdentifier(value)) return undefined;
  const declaration = ownNodes(unit).find(
    (found): found is ts.VariableDeclaration => ts.isVariableDeclaration(found) && found.name.getText() === value.text,
  );
  const initial = declaration?.initializer && withoutParentheses(declaration.initializer);
  return initial && ts.isObjectLiteralExpression(initial) ? initial : undefined;
}

/** Functions of the object, written in place or named: local functions count by their name. */
function membersOf(object: ts.ObjectLiteralExpression, unit: ts.Node): readonly Member[] {
  const functions = new Map(
    ownNodes(unit).flatMap((found): [string, ts.Node][] => {
      if (ts.isFunctionDeclaration(found) && found.name) return [[found.name.text, found]];
      const value = ts.isVariableDeclaration(found) ? inlineFunction(found.initializer) : undefined;
      return value && ts.isVariableDeclaration(found) ? [[found.name.getText(), value]] : [];
    }),
  );
  return object.properties.flatMap((property): Member[] => {
    const name = property.name?.getText() ?? '';
    if (ts.isMethodDeclaration(property) || ts.isAccessor(property)) return [{ name, node: property }];
    if (ts.isShorthandPropertyAssignment(property)) {
      const behind = functions.get(name);
      return behind ? [{ name, node: behind }] : [];
    }
    if (!ts.isPropertyAssignment(property)) return [];
    const behind = inlineFunction(property.initializer) ?? functions.get(property.initializer.getText());
    return behind ? [{ name, node: behind }] : [];
  });
}

function mentions(node: ts.Node, name: string): boolean {
  return allNodes(node).some(
    (found) =>
      ts.isIdentifier(found) && found.text === name && !(ts.isPropertyAccessExpression(found.parent) && found.parent.name === found),
  );
}

function writes(node: ts.Node, name: string): boolean {
  return allNodes(node).some((found) => {
    const write = writeOf(found);
    return write !== undefined && ts.isIdentifier(write.root) && write.root.text === name;
  });
}
