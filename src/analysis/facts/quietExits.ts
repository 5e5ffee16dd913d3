import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { bodyOf, ownNodes, shortName, startOfChain } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'quiet-exits';
const unimportant = /^(console|log|logger|debug|this\.log|this\.logger|super)\b/;

/**
 * An early return, seen from the effect it skips.
 *
 *     if (!order.items.length) return; … (ten lines) … await save(order);
 *     → `save` (line 14) is skipped without a word when `!order.items.length`: line 3 returns first.
 */
export const quietExits: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    if (!body || ts.isConstructorDeclaration(node)) return [];
    const exit = body.statements.find((statement) => ts.isIfStatement(statement) && isQuiet(statement));
    if (!exit || !ts.isIfStatement(exit)) return [];
    const effects = body.statements.filter((statement) => statement.pos > exit.pos).flatMap((statement) => effectName(statement) ?? []);
    const effect = effects.at(-1);
    const condition = exit.expression.getText().replaceAll(/\s+/g, ' ');
    if (!effect || condition.length > 60 || /^typeof |^!?is[A-Z]|^!?Array\.isArray/.test(condition)) return [];
    const isFar = lineOf(effect.node) - lineOf(exit) >= 6;
    const isNews = isFar && !isAboutTheSame(exit.expression, effect.node);
    const text = `\`${effect.name}\` (line ${lineOf(effect.node)}) is skipped without an error when \`${condition}\`: line ${lineOf(exit)} returns first.`;
    return stateFact({ kind, about: effect.name, text, on: [exit, effect.node], surprise: isNews ? 0.55 : 0.3 });
  },
};

/** What is asked for is what the effect is done with, `if (!timer) return; … clear(timer)`: without it there is nothing to do. */
function isAboutTheSame(condition: ts.Expression, effect: ts.Node): boolean {
  const namesOf = (node: ts.Node): readonly string[] => [node, ...ownNodes(node)].filter(ts.isIdentifier).map(({ text }) => text);
  const used = new Set(namesOf(effect));
  return namesOf(condition).some((name) => used.has(name));
}

/** The branch only returns nothing, or a fixed nothing. */
function isQuiet(statement: ts.IfStatement): boolean {
  if (statement.elseStatement) return false;
  const branch = statement.thenStatement;
  const [only, ...others] = ts.isBlock(branch) ? branch.statements : [branch];
  if (!only || others.length > 0 || !ts.isReturnStatement(only)) return false;
  return !only.expression || /^(undefined|null|false|void 0)$/.test(only.expression.getText());
}

/** A statement of the body that is a call for its effect. */
function effectName(statement: ts.Statement): { readonly name: string; readonly node: ts.Node } | undefined {
  if (!ts.isExpressionStatement(statement)) return undefined;
  const call = [statement.expression, ...ownNodes(statement.expression)].find((node) => ts.isCallExpression(node));
  const isDirect =
    statement.expression === call || (ts.isAwaitExpression(statement.expression) && statement.expression.expression === call);
  const name = call && isDirect ? shortName(startOfChain(call).expression) : undefined;
  return name === undefined || unimportant.test(name) ? undefined : { name, node: statement };
}
