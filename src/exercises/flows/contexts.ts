import { ts } from 'ts-morph';
import type { Place } from './place.ts';
import type { Reader } from './reading.ts';

/** A place in the code from which the run may not go on to what comes next. */
interface Exit {
  readonly node: ts.Node;
  /** The function that it leaves, or the loop or `switch` within which it goes elsewhere. */
  readonly leaves: ts.Node;
  /** What decides it beside where it stands. */
  readonly by: readonly Place[];
}

/**
 * What decides whether a node is reached: the conditions around it, the lists that loops and callbacks go through, and the same of every
 * exit that comes before it or lies in a loop with it. That a call fails is left out.
 */
export function contextsIn(unit: ts.Node, reader: Reader, checker: ts.TypeChecker): { of(node: ts.Node): readonly Place[] } {
  const exits: Exit[] = [];
  const around = new Map<ts.Node, readonly Place[]>();

  function collect(node: ts.Node): void {
    if (ts.isReturnStatement(node) || ts.isThrowStatement(node)) exits.push({ node, leaves: functionOf(node, unit), by: [] });
    if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) exits.push({ node, leaves: loopOf(node, unit), by: [] });
    // A step into what may not be there ends the run with an error.
    if ((ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) && mayMiss(node))
      exits.push({ node, leaves: functionOf(node, unit), by: reader.reads(node.expression) });
    ts.forEachChild(node, collect);
  }
  function mayMiss(node: ts.PropertyAccessExpression | ts.ElementAccessExpression): boolean {
    if (node.questionDotToken !== undefined) return false;
    const inner = ts.isParenthesizedExpression(node.expression) ? node.expression.expression : node.expression;
    return (
      ts.isNonNullExpression(inner) ||
      ts.isAsExpression(inner) ||
      (checker.getTypeAtLocation(node.expression).flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0
    );
  }
  collect(unit);

  function structural(node: ts.Node): readonly Place[] {
    const known = around.get(node);
    if (known !== undefined) return known;
    const found: Place[] = [];
    for (let at = node; at !== unit && at.parent !== undefined; at = at.parent) found.push(...decidedIn(at.parent, at));
    around.set(node, found);
    return found;
  }

  /** What decides in `parent` whether its part `child` is reached. */
  function decidedIn(parent: ts.Node, child: ts.Node): readonly Place[] {
    const { reads } = reader;
    if (ts.isIfStatement(parent)) return child === parent.expression ? [] : reads(parent.expression);
    if (ts.isConditionalExpression(parent)) return child === parent.condition ? [] : reads(parent.condition);
    if (ts.isBinaryExpression(parent) && isLogical(parent.operatorToken.kind)) return child === parent.right ? reads(parent.left) : [];
    if (ts.isWhileStatement(parent) || ts.isDoStatement(parent)) return reads(parent.expression);
    if (ts.isForStatement(parent)) return child === parent.initializer ? [] : reads(parent.condition);
    if (ts.isForOfStatement(parent)) return child === parent.expression ? [] : reader.howMany(parent.expression);
    if (ts.isCaseOrDefaultClause(parent)) {
      const { clauses, parent: whole } = parent.parent;
      const tests = clauses.flatMap((clause) => (ts.isCaseClause(clause) ? reads(clause.expression) : []));
      return [...reads(whole.expression), ...tests];
    }
    if (ts.isPropertyAccessExpression(parent) || ts.isCallExpression(parent) || ts.isElementAccessExpression(parent)) {
      const handed = ts.isFunctionLike(child) && ts.isCallExpression(parent) && child !== parent.expression;
      if (handed) {
        const owner = ts.isPropertyAccessExpression(parent.expression) ? reader.howMany(parent.expression.expression) : [];
        return [...owner, ...parent.arguments.filter((other) => other !== child).flatMap(reads), ...steps(parent)];
      }
      return child === parent.expression ? [] : steps(parent);
    }
    if (ts.isCatchClause(parent)) {
      const { tryBlock } = parent.parent;
      return exits
        .filter((exit) => !ts.isReturnStatement(exit.node) && holds(tryBlock, exit.node))
        .flatMap((exit) => [...structural(exit.node), ...exit.by]);
    }
    return [];
  }

  /** `a?.b(c)`: whether it is called, and `c` looked at. */
  function steps(node: ts.Expression): readonly Place[] {
    const found: Place[] = [];
    let at: ts.Node = node;
    while (ts.isPropertyAccessExpression(at) || ts.isCallExpression(at) || ts.isElementAccessExpression(at)) {
      if (at.questionDotToken !== undefined) found.push(...reader.reads(at.expression));
      at = at.expression;
    }
    return found;
  }

  const all = new Map<ts.Node, readonly Place[]>();
  return {
    of(node) {
      const known = all.get(node);
      if (known !== undefined) return known;
      const found = [...structural(node), ...steps(node as ts.Expression)];
      for (const exit of exits) {
        if (exit.node === node || !holds(exit.leaves, node)) continue;
        if (exit.node.pos < node.pos || inOneLoop(exit.node, node, unit)) found.push(...structural(exit.node), ...exit.by);
      }
      all.set(node, found);
      return found;
    },
  };
}

function holds(outer: ts.Node, node: ts.Node): boolean {
  return outer.pos <= node.pos && outer.end >= node.end;
}

function inOneLoop(left: ts.Node, right: ts.Node, unit: ts.Node): boolean {
  for (let at = left.parent; at !== unit && at !== undefined; at = at.parent) {
    if ((ts.isIterationStatement(at, false) || ts.isFunctionLike(at)) && holds(at, right)) return true;
  }
  return false;
}

function functionOf(node: ts.Node, unit: ts.Node): ts.Node {
  for (let at = node.parent; at !== unit && at !== undefined; at = at.parent) if (ts.isFunctionLike(at)) return at;
  return unit;
}

function loopOf(node: ts.BreakStatement | ts.ContinueStatement, unit: ts.Node): ts.Node {
  for (let at = node.parent; at !== unit && at !== undefined; at = at.parent) {
    if (ts.isIterationStatement(at, false) || (ts.isBreakStatement(node) && ts.isSwitchStatement(at))) return at;
  }
  return unit;
}

function isLogical(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken ||
    kind === ts.SyntaxKind.BarBarEqualsToken ||
    kind === ts.SyntaxKind.QuestionQuestionEqualsToken
  );
}
