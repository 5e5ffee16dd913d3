import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { scopesAround } from '../localScopes.ts';
import { bodyOf, isFixedValue, ownNodes, withoutParentheses } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'shared-constant';

/**
 * One object of the module that goes out to everybody who asks.
 *
 *     const none = {};
 *     function attributes(node) { return node.attrs || none; }
 *     → What comes back can be the one `none` of the module (line 1): writing into it would change it for every caller.
 */
export const sharedConstant: FactDetector = {
  id: kind,
  detect({ node, sourceFile }) {
    if (!ts.isFunctionLike(node)) return [];
    const body = bodyOf(node);
    const scopes = scopesAround(node);
    const constants = mutableConstants(sourceFile);
    if (constants.size === 0) return [];
    const given = body
      ? ownNodes(body).flatMap((found) => (ts.isReturnStatement(found) && found.expression ? [found.expression] : []))
      : ts.isArrowFunction(node) && !ts.isBlock(node.body)
        ? [node.body]
        : [];
    const facts = given.flatMap((value) =>
      leavesOf(value).flatMap((leaf): readonly Fact[] => {
        const constant = ts.isIdentifier(leaf) && scopes.isTopLevel(leaf) ? constants.get(leaf.text) : undefined;
        if (!constant || !ts.isIdentifier(leaf)) return [];
        const text = `What comes back can be the one \`${leaf.text}\` of the module (line ${lineOf(constant)}): writing into it would change it for every caller.`;
        return stateFact({ kind, about: leaf.text, text, on: [leaf, constant], surprise: 0.6, reach: 'elsewhere' });
      }),
    );
    return facts.slice(0, 1);
  },
};

/** The values an expression can come to: both sides of `??`, `||` and `? :`. */
function leavesOf(expression: ts.Expression): readonly ts.Expression[] {
  const value = withoutParentheses(expression);
  if (ts.isConditionalExpression(value)) return [...leavesOf(value.whenTrue), ...leavesOf(value.whenFalse)];
  const isChoice =
    ts.isBinaryExpression(value) &&
    (value.operatorToken.kind === ts.SyntaxKind.BarBarToken || value.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken);
  return isChoice ? [...leavesOf(value.left), ...leavesOf(value.right)] : [value];
}

const constantsOf = new WeakMap<ts.SourceFile, ReadonlyMap<string, ts.VariableDeclaration>>();

/** An empty list or object, or defaults: nobody fills in a table of functions by mistake. */
function isPlainData(value: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(value)) return value.elements.length === 0;
  return (
    ts.isObjectLiteralExpression(value) &&
    value.properties.every((property) => ts.isPropertyAssignment(property) && isFixedValue(property.initializer))
  );
}

/** `const none = {}`, `[]`, `new Map()` of the file's top level, not frozen and not declared readonly. */
function mutableConstants(sourceFile: ts.SourceFile): ReadonlyMap<string, ts.VariableDeclaration> {
  const known = constantsOf.get(sourceFile);
  if (known) return known;
  const found = new Map<string, ts.VariableDeclaration>();
  for (const statement of sourceFile.statements) {
    if (!ts.isVariableStatement(statement) || !(statement.declarationList.flags & ts.NodeFlags.Const)) continue;
    for (const declaration of statement.declarationList.declarations) {
      const { name, initializer, type } = declaration;
      if (!ts.isIdentifier(name) || !initializer || /readonly/i.test(type?.getText() ?? '')) continue;
      const isMade = ts.isNewExpression(initializer) && /^(Map|Set)$/.test(initializer.expression.getText());
      if (isMade || isPlainData(initializer)) found.set(name.text, declaration);
    }
  }
  constantsOf.set(sourceFile, found);
  return found;
}
