import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import { linesOf } from '../syntaxLines.ts';

export interface DecidingRequest {
  readonly located: LocatedUnit;
  /** 1-based lines that ran; conditions elsewhere decide nothing. */
  readonly executed: ReadonlySet<number>;
  /** Ids of the aspects asked about, as in `outcomeFeatures.ts`: what flows into them decides as well. */
  readonly aspects: readonly string[];
  /** Calls that leave the unit: what they answer is scripted, so what they receive decides nothing. */
  readonly outside: ReadonlySet<string>;
  /** Source text that an edit brought in. */
  readonly added: readonly string[];
  /** JavaScript of the file's own helpers that really ran with the unit, one declaration each: what they look at decides what they answer. */
  readonly helpers?: readonly string[];
}

/**
 * The names an answer hangs on: those in the conditions that were evaluated and in what the question asks for, and those that flow
 * into them through variables of the unit.
 *
 *     const wasPaid = order.status === 'paid';
 *     if (wasPaid) refund(id);            // wasPaid, order, status; `id` only where what `refund` receives is asked
 */
export function decidingNames(request: DecidingRequest): ReadonlySet<string> {
  const { node: unit, sourceFile } = request.located;
  const names = new Set<string>();
  const flows = new Map<string, Set<string>>();
  const outsideSteps = new Set([...request.outside].map(lastStep));

  function isOutside(call: ts.CallExpression | ts.NewExpression): boolean {
    // `action.execute` is `this.actions[0].execute` where it leaves the unit.
    const callee = call.expression.getText(sourceFile).replaceAll(/[?!]/g, '');
    // `this.pending.get` is itself or it is not; `this.get` has only its last step in common with it.
    return callee.startsWith('this.') ? request.outside.has(callee) : outsideSteps.has(lastStep(callee));
  }
  function take(node: ts.Node | undefined): void {
    if (node !== undefined) for (const name of identifiersIn(node, isOutside)) names.add(name);
  }
  function flow(target: ts.Node, source: ts.Node | undefined): void {
    if (source === undefined) return;
    for (const name of identifiersIn(target, isOutside)) {
      const into = flows.get(name) ?? new Set();
      for (const from of identifiersIn(source, isOutside)) into.add(from);
      flows.set(name, into);
    }
  }
  function ran(node: ts.Node): boolean {
    const place = statementOf(node, unit);
    return place === undefined || request.executed.has(linesOf(place, sourceFile)[0]);
  }
  function visit(node: ts.Node): void {
    if (ts.isTypeNode(node)) return;
    if (ts.isVariableDeclaration(node)) flow(node.name, node.initializer);
    if (ts.isForOfStatement(node) || ts.isForInStatement(node)) flow(node.initializer, node.expression);
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
      const target = node.left.getText(sourceFile);
      if (ts.isIdentifier(node.left)) flow(node.left, node.right);
      else if (ts.isPropertyAccessExpression(node.left)) flow(node.left.name, node.right);
      if (request.aspects.some((aspect) => aspect.startsWith('write ') && lastStep(aspect) === lastStep(target))) take(node.right);
    }
    // `count += 1`: what it becomes rests on what it was.
    const stepped = steppedBy(node);
    if (
      stepped !== undefined &&
      request.aspects.some((aspect) => aspect.startsWith('write ') && lastStep(aspect) === lastStep(stepped.getText(sourceFile)))
    )
      take(stepped);
    if (ran(node)) take(decidedBy(node));
    if (ts.isReturnStatement(node) && ran(node) && isPredicate(functionAround(node, unit))) take(node.expression);
    if (ts.isArrowFunction(node) && !ts.isBlock(node.body) && ran(node) && isPredicate(node)) take(node.body);
    if (ts.isReturnStatement(node) && request.aspects.includes('settlement') && ran(node)) take(node.expression);
    if (ts.isJsxOpeningLikeElement(node)) {
      const tag = `field <${node.tagName.getText(sourceFile)}>`;
      if (request.aspects.some((aspect) => aspect === tag || aspect.startsWith(`${tag}.`))) shownWhere(node).forEach(take);
      for (const given of node.attributes.properties)
        if (ts.isJsxAttribute(given) && request.aspects.includes(`${tag}.${given.name.getText(sourceFile)}`)) take(given.initializer);
      if (request.aspects.includes(`${tag}.text`) && ts.isJsxElement(node.parent)) node.parent.children.forEach(take);
    }
    if ((ts.isPropertyAssignment(node) || ts.isJsxAttribute(node)) && request.aspects.includes(`field ${node.name.getText(sourceFile)}`))
      take(node.initializer);
    if (ts.isShorthandPropertyAssignment(node) && request.aspects.includes(`field ${node.name.text}`)) take(node.name);
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const target = node.expression.getText(sourceFile);
      if (request.aspects.some((aspect) => / arguments /.test(aspect) && lastStep(aspect) === lastStep(target)))
        node.arguments?.forEach(take);
    }
    ts.forEachChild(node, visit);
  }
  ts.forEachChild(unit, visit);
  if (ts.isArrowFunction(unit) && !ts.isBlock(unit.body) && request.aspects.includes('settlement')) take(unit.body);
  for (const text of request.added) for (const name of text.match(/[A-Za-z_$][\w$]*/g) ?? []) names.add(name);
  const within = namesWithin(request.helpers ?? []);
  for (const name of names) for (const from of [...(flows.get(name) ?? []), ...(within.get(name) ?? [])]) names.add(from);
  return names;
}

/** What decides whether an element is shown, and how often: `{items.length > 0 && items.map(() => <Row />)}`. */
function shownWhere(element: ts.Node): readonly ts.Node[] {
  const found: ts.Node[] = [];
  for (let current = element; !ts.isStatement(current) && (current.parent as ts.Node | undefined) !== undefined; current = current.parent) {
    const { parent } = current;
    if (ts.isBinaryExpression(parent) && parent.right === current && isLogical(parent.operatorToken.kind)) found.push(parent.left);
    if (ts.isConditionalExpression(parent) && parent.condition !== current) found.push(parent.condition);
    if (ts.isCallExpression(parent) && parent.arguments.some((argument) => argument === current)) found.push(parent.expression);
  }
  return found;
}

/** What each helper mentions, by the helper's name. */
function namesWithin(helpers: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    helpers.flatMap((code) => {
      const name = /^\s*(?:async\s+)?(?:function\s*\*?|class|const|let|var)\s+([\w$]+)/.exec(code)?.[1];
      return name === undefined ? [] : [[name, code.match(/[A-Za-z_$][\w$]*/g) ?? []] as const];
    }),
  );
}

/** What `count++`, `--count` and `count += 1` alter. */
function steppedBy(node: ts.Node): ts.Expression | undefined {
  if (ts.isPostfixUnaryExpression(node)) return node.operand;
  if (ts.isPrefixUnaryExpression(node) && [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken].includes(node.operator))
    return node.operand;
  const compound =
    ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind) && node.operatorToken.kind !== ts.SyntaxKind.EqualsToken;
  return compound ? node.left : undefined;
}

/** What a node's course or value is decided by. */
function decidedBy(node: ts.Node): ts.Node | undefined {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node) || ts.isSwitchStatement(node)) return node.expression;
  if (ts.isForOfStatement(node) || ts.isForInStatement(node) || ts.isCaseClause(node)) return node.expression;
  if (ts.isForStatement(node)) return node.condition;
  if (ts.isConditionalExpression(node))
    return [node.whenTrue, node.whenFalse].some((branch) => holdsCall(branch) || ts.isFunctionLike(branch)) ? node.condition : undefined;
  if (ts.isBinaryExpression(node) && isLogicalAssignment(node.operatorToken.kind)) return node.left;
  if (ts.isBinaryExpression(node) && isLogical(node.operatorToken.kind)) return holdsCall(node.right) ? node.left : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  const callee = node.expression;
  if (node.questionDotToken !== undefined || (ts.isPropertyAccessExpression(callee) && callee.questionDotToken !== undefined))
    return callee;
  // How often a callback runs is decided by what is gone through.
  return ts.isPropertyAccessExpression(callee) && node.arguments.some(ts.isFunctionLike) ? callee.expression : undefined;
}

function functionAround(node: ts.Node, unit: ts.Node): ts.Node | undefined {
  for (let current = node.parent; current !== unit && current !== undefined; current = current.parent) {
    if (ts.isFunctionLike(current)) return current;
  }
  return undefined;
}

/** `list.every((item) => item.done)`: what the function answers decides. */
export function isPredicate(node: ts.Node | undefined): boolean {
  if (node === undefined || !ts.isCallExpression(node.parent)) return false;
  const { expression } = node.parent;
  return ts.isPropertyAccessExpression(expression) && /^(?:every|some|filter|find\w*)$/.test(expression.name.text);
}

/** `document.createRange().setStart` is `range.setStart` in the code: the last step is what they share. */
function lastStep(path: string): string {
  return path.split(/[. ]/).at(-1) ?? path;
}

/** Whether evaluating it can be seen from outside. */
function holdsCall(node: ts.Node): boolean {
  return ts.isCallExpression(node) || ts.isNewExpression(node) || ts.isAwaitExpression(node) || (ts.forEachChild(node, holdsCall) ?? false);
}

/** `options.limit ??= 20`: whether it writes is decided by what is there. */
export function isLogicalAssignment(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.QuestionQuestionEqualsToken ||
    kind === ts.SyntaxKind.BarBarEqualsToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken
  );
}

function isLogical(kind: ts.SyntaxKind): boolean {
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken
  );
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** The statement a node stands in; `undefined` for the body of an arrow function without one. */
function statementOf(node: ts.Node, unit: ts.Node): ts.Node | undefined {
  for (let current = node; current !== unit && current.parent !== undefined; current = current.parent) {
    if (ts.isStatement(current) && !ts.isBlock(current)) return current;
  }
  return undefined;
}

function identifiersIn(node: ts.Node, isOutside: (call: ts.CallExpression | ts.NewExpression) => boolean): readonly string[] {
  const found: string[] = [];
  function visit(child: ts.Node): void {
    if (ts.isTypeNode(child) || ts.isFunctionLike(child)) return;
    if (ts.isIdentifier(child) || ts.isPrivateIdentifier(child)) found.push(child.text);
    if ((ts.isCallExpression(child) || ts.isNewExpression(child)) && isOutside(child)) visit(child.expression);
    else ts.forEachChild(child, visit);
  }
  visit(node);
  return found;
}

/** The file's own constants with a plain value, by name: JavaScript source of the value. */
export function plainConstants(sourceFile: ts.SourceFile): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const statement of sourceFile.statements) {
    if (!ts.isVariableStatement(statement) || (statement.declarationList.flags & ts.NodeFlags.Const) === 0) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (!ts.isIdentifier(name) || initializer === undefined) continue;
      const text = initializer.getText(sourceFile);
      if (/^(?:-?[\d_.]+(?:\s*[*+]\s*[\d_.]+)*|'[^'\n]{0,30}'|"[^"\n]{0,30}"|true|false|null)$/.test(text)) found.set(name.text, text);
    }
  }
  return found;
}
