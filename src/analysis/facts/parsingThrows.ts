import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { bodyOf, enclosingTry, isPlainPath, ownNodes, shortName } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'parsing-throws';
/** The name says it already. */
const announced = /parse|deserial|decode|fromJSON|fromString|revive|validate|assert/iu;
/** Zod's habit of naming, and everybody's. */
const schema = /^Z[A-Z]\w*$|(^|[a-z\d])[Ss]chema$/u;

/**
 * Text and data from elsewhere that make the unit throw where they do not fit.
 *
 *     const settings = JSON.parse(row.settings);   → Where `row.settings` is no JSON, line 1 throws, and nothing here catches it.
 *     const input = ZOrder.parse(body);            → Where `body` does not fit `ZOrder`, line 1 throws, and nothing here catches it.
 */
export const parsingThrows: FactDetector = {
  id: kind,
  detect({ node, unit }) {
    const body = bodyOf(node);
    if (!body || announced.test(unit.name.split('.').at(-1) ?? '')) return [];
    return ownNodes(body)
      .flatMap((found) => (ts.isCallExpression(found) ? thrown(found, node) : []))
      .slice(0, 1);
  },
};

function thrown(call: ts.CallExpression, unit: ts.Node): readonly Fact[] {
  const [argument] = call.arguments;
  const callee = call.expression;
  if (!argument || !ts.isPropertyAccessExpression(callee) || callee.name.text !== 'parse') return [];
  if (enclosingTry(call, unit, ({ catchClause }) => catchClause !== undefined) || isOwnText(argument)) return [];
  const owner = callee.expression.getText();
  const isJson = owner === 'JSON';
  // What is in an address is made to fit by most schemas: `.catch(…)` throws nothing.
  if (!isJson && (!schema.test(owner) || /Search|Query/u.test(owner) || isForgiving(owner, call.getSourceFile()))) return [];
  const name = isPlainPath(argument) ? shortName(argument) : undefined;
  const what = name === undefined ? (isJson ? 'the text' : 'what it gets') : `\`${name}\``;
  const misfit = isJson ? `${what} is no JSON` : `${what} does not fit \`${owner}\``;
  const text = `Where ${misfit}, line ${lineOf(call)} throws, and nothing here catches it.`;
  return stateFact({ kind, about: owner, text, on: [call], surprise: isJson ? 0.65 : 0.6, reach: 'elsewhere' });
}

/** A schema of the same file that catches what does not fit. */
function isForgiving(name: string, sourceFile: ts.SourceFile): boolean {
  return sourceFile.statements.some(
    (statement) =>
      ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.some(
        (each) => each.name.getText() === name && /\.catch\(/u.test(each.initializer?.getText() ?? ''),
      ),
  );
}

/** Written here, or made by `JSON.stringify` a moment ago. */
function isOwnText(argument: ts.Expression): boolean {
  return ts.isStringLiteralLike(argument) || ts.isObjectLiteralExpression(argument) || /^JSON\.stringify\b/u.test(argument.getText());
}
