import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { leavesTraces } from '../likelyFailures.ts';
import { awaitedCalls, blocksOutsideTry, bodyOf, callInWords, enclosingTry, ownNodes, withoutParentheses } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';
import { writeOf } from '../writes.ts';

const kind = 'changed-before-saved';

/**
 * An object that came from elsewhere is changed before the step that makes the change last, and that step may fail.
 *
 *     const order = await load(id); order.status = 'paid'; await db.save(order);
 *     → If `db.save` (line 1) fails, `order.status` has been set all the same on the object that `load` handed out.
 */
export const changedBeforeSaved: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    if (!body) return [];
    return blocksOutsideTry(body, node)
      .flatMap((block) => changesIn(block, body))
      .slice(0, 1);
  },
};

function changesIn(block: ts.Block, body: ts.Block): readonly Fact[] {
  return block.statements.flatMap((statement, index) => {
    const write = ts.isExpressionStatement(statement) ? writeOf(statement.expression) : undefined;
    if (!write || write.how !== 'assigned' || write.members.length === 0 || !ts.isIdentifier(write.root)) return [];
    const name = write.root.text;
    const source = sourceOf(name, body);
    const saving = source && savedBy(block.statements.slice(index + 1), name);
    if (!source || !saving || enclosingTry(saving, block)) return [];
    const text = `If ${callInWords(saving)} (line ${lineOf(saving)}) fails, \`${write.target.getText()}\` has been set all the same on the object that ${callInWords(source)} handed out.`;
    return stateFact({ kind, about: write.target.getText(), text, on: [source, statement, saving], surprise: 0.7, reach: 'elsewhere' });
  });
}

/** The call that a `const` came from; an object made here is nobody else's. */
function sourceOf(name: string, body: ts.Block): ts.CallExpression | undefined {
  const declared = ownNodes(body).find((node) => ts.isVariableDeclaration(node) && node.name.getText() === name);
  if (!declared || !ts.isVariableDeclaration(declared) || !declared.initializer || !(declared.parent.flags & ts.NodeFlags.Const))
    return undefined;
  const value = withoutParentheses(declared.initializer);
  const call = ts.isAwaitExpression(value) ? withoutParentheses(value.expression) : value;
  return ts.isCallExpression(call) && !makesNew.test(call.expression.getText()) ? call : undefined;
}

/** Whoever calls these owns what comes back. */
const makesNew = /(^|\.)_?(create|clone|copy|make|build|new|parse|structuredClone|assign|from|map|filter|slice|draft)\w*$/iu;

/** The first awaited call after it, if it is handed the object and its name says that it does something lasting. */
function savedBy(rest: readonly ts.Statement[], name: string): ts.CallExpression | undefined {
  const next = rest.flatMap((statement) => awaitedCalls(statement))[0];
  const isHandedOn = next?.arguments.some((argument) => ts.isIdentifier(argument) && argument.text === name);
  return next && isHandedOn && leavesTraces(next) ? next : undefined;
}
