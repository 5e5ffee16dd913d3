import { ts } from 'ts-morph';
import { namesDeclaredBy } from '../../analysis/localScopes.ts';
import { isReference } from './isReference.ts';
import { plainExpression } from './plainExpression.ts';
import { scalarCode } from './scalarCode.ts';
import { soughtText } from './soughtTexts.ts';
import { emptyUsage, type Usage } from './usageTree.ts';

export interface OutsideName {
  readonly identifiers: ts.Identifier[];
  assigned: boolean;
  readonly usage: Usage;
}

export interface UnitUsage {
  readonly outside: ReadonlyMap<string, OutsideName>;
  readonly self: Usage;
  readonly base: Usage;
  readonly usesBase: boolean;
  readonly parameters: readonly Usage[];
}

/** Methods of arrays that hand each element to a function, and as which argument (0-based). */
const itemParameter: ReadonlyMap<string, number> = new Map([
  ...['map', 'flatMap', 'filter', 'forEach', 'some', 'every', 'find', 'findIndex', 'findLast', 'findLastIndex'].map(
    (name) => [name, 0] as const,
  ),
  ...['reduce', 'reduceRight'].map((name) => [name, 1] as const),
]);

interface Scope {
  /** `undefined`: a name of the unit's own. */
  readonly names: Map<string, Usage | undefined>;
  readonly outer: Scope | undefined;
}

/** Methods of lists, sets and maps whose first argument is looked up. */
const lookups: ReadonlySet<string> = new Set(['has', 'get', 'delete', 'includes', 'indexOf', 'lastIndexOf']);

/** Walks a function-like node once: which names are free, and how each thing from outside is used. */
export function collectUsage(unit: ts.FunctionLikeDeclaration): UnitUsage {
  const outside = new Map<string, OutsideName>();
  const self = emptyUsage();
  const base = emptyUsage();
  const parameters: Usage[] = [];
  let usesBase = false;

  const lookup = (scope: Scope | undefined, identifier: ts.Identifier): Usage | undefined => {
    for (let current = scope; current; current = current.outer) {
      if (current.names.has(identifier.text)) return current.names.get(identifier.text);
    }
    if (identifier.text === 'undefined') return undefined;
    let found = outside.get(identifier.text);
    if (found === undefined) outside.set(identifier.text, (found = { identifiers: [], assigned: false, usage: emptyUsage() }));
    if (!found.identifiers.includes(identifier)) found.identifiers.push(identifier);
    return found.usage;
  };

  const usageOf = (expression: ts.Expression, scope: Scope): Usage | undefined => {
    const node = plainExpression(expression);
    if (ts.isIdentifier(node)) return lookup(scope, node);
    if (node.kind === ts.SyntaxKind.ThisKeyword) {
      if (!ownThis(node, unit)) return undefined;
      self.seen = true;
      return self;
    }
    if (node.kind === ts.SyntaxKind.SuperKeyword) {
      usesBase = true;
      return base;
    }
    if (ts.isPropertyAccessExpression(node)) return step(usageOf(node.expression, scope), node.name.text);
    if (ts.isElementAccessExpression(node)) {
      const owner = usageOf(node.expression, scope);
      return ts.isStringLiteralLike(node.argumentExpression) ? step(owner, node.argumentExpression.text) : step(owner, '0');
    }
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const callee = usageOf(node.expression, scope);
      if (callee === undefined) return undefined;
      if (!callee.calls.includes(node)) callee.calls.push(node);
      return ts.isNewExpression(node) ? (callee.instance ??= emptyUsage()) : (callee.answer ??= emptyUsage());
    }
    if (ts.isAwaitExpression(node)) {
      const awaited = usageOf(node.expression, scope);
      if (awaited) awaited.awaited = true;
      return awaited;
    }
    if (ts.isBinaryExpression(node) && isFallback(node.operatorToken.kind)) return usageOf(node.left, scope);
    return undefined;
  };

  const bind = (name: ts.BindingName, usage: Usage | undefined, scope: Scope): void => {
    if (ts.isIdentifier(name)) {
      scope.names.set(name.text, usage);
      return;
    }
    if (usage && ts.isArrayBindingPattern(name)) usage.iterated = true;
    for (const [index, element] of name.elements.entries()) {
      if (!ts.isBindingElement(element)) continue;
      const key = element.propertyName ?? (ts.isIdentifier(element.name) ? element.name : undefined);
      const keyText = ts.isArrayBindingPattern(name)
        ? String(index)
        : key && (ts.isIdentifier(key) || ts.isStringLiteral(key))
          ? key.text
          : undefined;
      const inner = element.dotDotDotToken || keyText === undefined ? undefined : step(usage, keyText);
      if (inner && element.initializer) inner.tested = true;
      bind(element.name, inner, scope);
    }
  };

  const note = (node: ts.Node, scope: Scope): void => {
    const test = (expression: ts.Expression): void => {
      const usage = usageOf(expression, scope);
      if (usage) usage.tested = true;
    };
    if (ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)) test(node.expression);
    else if (ts.isConditionalExpression(node)) test(node.condition);
    else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) test(node.operand);
    else if (
      (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) || ts.isCallExpression(node)) &&
      node.questionDotToken
    )
      test(node.expression);
    else if (ts.isForOfStatement(node)) {
      const usage = usageOf(node.expression, scope);
      if (usage) usage.iterated = true;
    } else if (ts.isSwitchStatement(node)) {
      for (const clause of node.caseBlock.clauses) if (ts.isCaseClause(clause)) noteType(node.expression, clause.expression, scope);
      const usage = usageOf(node.expression, scope);
      for (const clause of node.caseBlock.clauses) if (ts.isCaseClause(clause)) compare(usage, clause.expression, false);
    } else if (ts.isBinaryExpression(node)) noteBinary(node, scope, test);
    else if (ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) markAssigned(node.operand, node.operator, scope);
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && lookups.has(node.expression.name.text)) {
      const collection = usageOf(node.expression.expression, scope);
      const [given] = node.arguments;
      if (collection && given) usageOf(given, scope)?.soughtIn.push(collection);
    }
    if (ts.isCallExpression(node) && /^(?:Array\.)?isArray$/u.test(node.expression.getText()) && node.arguments[0] !== undefined)
      usageOf(node.arguments[0], scope)?.types.add('array');
    if (ts.isElementAccessExpression(node) && !ts.isLiteralExpression(node.argumentExpression)) {
      const collection = usageOf(node.expression, scope);
      if (collection) usageOf(node.argumentExpression, scope)?.soughtIn.push(collection);
    }
    const sought = ts.isCallExpression(node) ? soughtText(node) : undefined;
    if (sought) for (const text of sought.texts) usageOf(sought.within, scope)?.sought.add(text);
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      for (const [index, given] of node.arguments.entries()) usageOf(given, scope)?.handed.push([node.expression.text, index]);
    }
    if (ts.isExpression(node) && !ts.isIdentifier(node)) usageOf(node, scope);
  };

  const noteBinary = (node: ts.BinaryExpression, scope: Scope, test: (expression: ts.Expression) => void): void => {
    const operator = node.operatorToken.kind;
    if (isFallback(operator) || operator === ts.SyntaxKind.AmpersandAmpersandToken) {
      test(node.left);
      if (operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.BarBarToken) test(node.right);
    } else if (operator === ts.SyntaxKind.InstanceOfKeyword) {
      const type = usageOf(node.right, scope);
      if (type) type.instanceTested = true;
      if (ts.isIdentifier(node.right)) usageOf(node.left, scope)?.instanceOf.add(node.right.text);
    } else if (operator === ts.SyntaxKind.InKeyword) {
      const owner = usageOf(node.right, scope);
      const held = ts.isStringLiteralLike(node.left) ? step(owner, node.left.text) : undefined;
      if (held) held.tested = true;
    } else if (isComparison(operator)) {
      noteType(node.left, node.right, scope);
      const left = plainExpression(node.left);
      const subject = ts.isTypeOfExpression(left) ? undefined : left;
      if (subject) compare(usageOf(subject, scope), node.right, isOrdering(operator));
      compare(usageOf(node.right, scope), node.left, isOrdering(operator));
      if (subject && !isOrdering(operator)) {
        const [left, right] = [usageOf(subject, scope), usageOf(node.right, scope)];
        if (left && right && left !== right) {
          left.alike.push(right);
          right.alike.push(left);
        }
      }
      if (subject && ts.isPropertyAccessExpression(subject) && (subject.name.text === 'length' || subject.name.text === 'size')) {
        const owner = usageOf(subject.expression, scope);
        if (owner) owner.lengthTested = true;
      }
    } else if (operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment) {
      markAssigned(node.left, ts.SyntaxKind.PlusPlusToken, scope);
      if (operator !== ts.SyntaxKind.EqualsToken) test(node.left);
    }
  };

  /** `typeof value === 'function'` */
  const noteType = (given: ts.Expression, type: ts.Expression, scope: Scope): void => {
    const test = plainExpression(given);
    if (ts.isTypeOfExpression(test) && ts.isStringLiteralLike(type)) usageOf(test.expression, scope)?.types.add(type.text);
  };

  const markAssigned = (target: ts.Expression, operator: ts.SyntaxKind, scope: Scope): void => {
    if (operator !== ts.SyntaxKind.PlusPlusToken && operator !== ts.SyntaxKind.MinusMinusToken) return;
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) {
        const usage = lookup(scope, node);
        const found = outside.get(node.text);
        if (found && usage === found.usage) found.assigned = true;
      } else if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node) || ts.isPropertyAssignment(node))
        ts.forEachChild(node, visit);
    };
    visit(target);
  };

  /** `items.some((item) => …)`: what is done with `item` is done with an element of `items`. */
  const bindItem = (node: ts.ArrowFunction | ts.FunctionExpression, scope: Scope): void => {
    const call = node.parent;
    if (!ts.isCallExpression(call) || call.arguments[0] !== node || !ts.isPropertyAccessExpression(call.expression)) return;
    const item = node.parameters[itemParameter.get(call.expression.name.text) ?? -1];
    if (item !== undefined) bind(item.name, step(usageOf(call.expression.expression, scope), '0'), scope);
  };

  const walk = (node: ts.Node, outer: Scope): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    let scope = outer;
    const declared = namesDeclaredBy(node);
    if (declared !== undefined) {
      scope = { names: new Map(declared.map((name) => [name, undefined])), outer };
      if (node === unit) {
        for (const parameter of unit.parameters) {
          if (ts.isIdentifier(parameter.name) && parameter.name.text === 'this') continue;
          const usage = emptyUsage();
          if (parameter.initializer) usage.tested = true;
          parameters.push(usage);
          bind(parameter.name, usage, scope);
        }
      }
    }
    note(node, scope);
    if (ts.isIdentifier(node)) {
      if (isReference(node)) lookup(scope, node);
      return;
    }
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) bindItem(node, scope);
    if (ts.isForOfStatement(node) && ts.isVariableDeclarationList(node.initializer)) {
      const [item] = node.initializer.declarations;
      if (item !== undefined) bind(item.name, step(usageOf(node.expression, outer), '0'), scope);
    }
    ts.forEachChild(node, (child) => walk(child, scope));
    if (ts.isVariableDeclaration(node) && node.initializer) {
      const usage = usageOf(node.initializer, scope);
      if (usage) bind(node.name, usage, nearestHolding(scope, node.name));
    }
  };
  walk(unit, { names: new Map(), outer: undefined });
  return { outside, self, base, usesBase, parameters };
}

function step(owner: Usage | undefined, name: string): Usage | undefined {
  if (owner === undefined) return undefined;
  let found = owner.steps.get(name);
  if (found === undefined) owner.steps.set(name, (found = emptyUsage()));
  return found;
}

function compare(usage: Usage | undefined, other: ts.Expression, ordering: boolean): void {
  if (usage === undefined) return;
  const literal = scalarCode(other);
  if (literal === undefined) usage.comparedOpenly = true;
  else {
    usage.compared.add(literal);
    if (ordering) usage.ordered.add(literal);
  }
}

function nearestHolding(scope: Scope, name: ts.BindingName): Scope {
  if (!ts.isIdentifier(name)) return scope;
  for (let current: Scope | undefined = scope; current; current = current.outer) if (current.names.has(name.text)) return current;
  return scope;
}

function isFallback(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.QuestionQuestionToken || kind === ts.SyntaxKind.BarBarToken;
}

function isOrdering(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.LessThanToken && kind <= ts.SyntaxKind.GreaterThanEqualsToken;
}

function isComparison(kind: ts.SyntaxKind): boolean {
  return isOrdering(kind) || (kind >= ts.SyntaxKind.EqualsEqualsToken && kind <= ts.SyntaxKind.ExclamationEqualsEqualsToken);
}

/** Whether `this` here is the unit's own: no other function with a `this` lies between. */
function ownThis(node: ts.Node, unit: ts.Node): boolean {
  for (let current = node.parent; current !== unit && !ts.isSourceFile(current); current = current.parent) {
    if (ts.isClassLike(current)) return false;
    if (ts.isFunctionLike(current) && !ts.isArrowFunction(current)) return false;
  }
  return true;
}
