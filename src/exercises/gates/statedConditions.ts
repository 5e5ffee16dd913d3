import { ts } from 'ts-morph';
import type { ScriptedValue } from '../../terms/proof.ts';
import { isLogicalAssignment, isPredicate } from '../wording/decidingNames.ts';
import { linesOf } from '../syntaxLines.ts';
import type { UnitInContext } from '../worlds/world.ts';

/** A part of a condition whose outcome neither the code nor a type settles. */
export interface OpenTest {
  /** 1-based line of the statement that tests. */
  readonly line: number;
  /** The last step of what is tested; `undefined`: whether two things are the same one. */
  readonly name: string | undefined;
  /** The last steps of the two things. */
  readonly things?: readonly string[];
  /** Whether a dictionary of this name has an entry, or which. */
  readonly entryOf?: string;
}

/** A value that says whether a thing is another one: `samePlaces.ts`. */
const saysWhich = /^(?:the (?:first of|same as|item of|key of) |none of |no key of |another one than )/u;

/** The open tests of a unit; none without types. Ask before anything else is compiled: a checker is good for one program. */
export function openTestsOf({ located, checker }: UnitInContext): readonly OpenTest[] {
  const { node: root, sourceFile } = located;
  if (checker === undefined) return [];
  const types = checker;
  const own = ownNames(root, sourceFile);
  const found: OpenTest[] = [];
  const taken = takenApart(root, own);

  /** Of two values of which no type says anything, both: whether they are equal has to be said. */
  function comparedOpenly(node: ts.BinaryExpression): readonly string[] {
    const sides = [node.left, node.right].map((side) => (ts.isPropertyAccessExpression(side) ? side.name : side));
    const names = sides.filter(ts.isIdentifier).filter(({ text }) => text !== 'undefined' && !own.has(text));
    return names.length === 2 && [node.left, node.right].every((side) => (types.getTypeAtLocation(side).flags & open) !== 0)
      ? names.map(({ text }) => text)
      : [];
  }

  function leaf(node: ts.Expression, line: number): void {
    if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node)) return leaf(node.expression, line);
    if (ts.isPrefixUnaryExpression(node)) return leaf(node.operand, line);
    if (ts.isTypeOfExpression(node)) {
      const { expression } = node;
      // `typeof window`: whether it is there.
      if (ts.isIdentifier(expression) && !own.has(expression.text) && !isParameterOf(expression.text, root))
        found.push({ line, name: expression.text });
      return leaf(expression, line);
    }
    if (ts.isBinaryExpression(node)) {
      if (isComparison(node.operatorToken.kind) && isThing(node.left, types) && isThing(node.right, types)) {
        found.push({
          line,
          name: undefined,
          things: [node.left, node.right].map(
            (side) =>
              side
                .getText(sourceFile)
                .split(/[.?!]+/u)
                .at(-1) ?? '',
          ),
        });
        return;
      }
      if (isComparison(node.operatorToken.kind)) for (const name of comparedOpenly(node)) found.push({ line, name });
      leaf(node.left, line);
      return leaf(node.right, line);
    }
    const dictionary = ts.isElementAccessExpression(node) ? dictionaryOf(node, own, types) : undefined;
    if (dictionary !== undefined) return void found.push({ line, name: undefined, entryOf: dictionary });
    if (ts.isPropertyAccessExpression(node)) {
      if (own.has(node.getText(sourceFile)) || own.has(`${rootOf(node)}.`)) return;
      if (node.name.text === 'length' || node.name.text === 'size') return leaf(node.expression, line);
      if (isOpen(node, types)) found.push({ line, name: node.name.text });
    } else if (
      ts.isIdentifier(node) &&
      !own.has(node.text) &&
      (isParameterOf(node.text, root) || taken.has(node.text)) &&
      isOpen(node, types)
    ) {
      found.push({ line, name: node.text });
    }
  }
  function visit(node: ts.Node): void {
    const condition = conditionOf(node);
    if (condition !== undefined) leaf(condition, linesOf(node, sourceFile)[0]);
    ts.forEachChild(node, visit);
  }
  ts.forEachChild(root, visit);
  return found;
}

/**
 * Why a condition that was evaluated cannot be judged from what is stated, or `undefined`.
 *
 * @param executed 1-based lines that ran
 * @param known every value of the call, told or not worth telling
 */
export function unstatedCondition(
  tests: readonly OpenTest[],
  executed: ReadonlySet<number>,
  known: readonly ScriptedValue[],
): string | undefined {
  const names = new Set(known.map(({ slot }) => lastStep(slot)));
  const told = new Set(known.flatMap(({ slot, value }) => (saysWhich.test(value) ? [lastStep(slot)] : [])));
  const entries = new Set(known.map(({ slot }) => /([\w$#]+)(?:\.[\w$]+|\[[^\]]+\])`?$/u.exec(slot)?.[1]));
  const isStated = ({ name, things = [], entryOf }: OpenTest): boolean =>
    entryOf !== undefined ? entries.has(entryOf) : name === undefined ? things.some((thing) => told.has(thing)) : names.has(name);
  const unstated = tests.find((test) => executed.has(test.line) && !isStated(test));
  if (unstated === undefined) return undefined;
  return unstated.name === undefined && unstated.entryOf === undefined
    ? 'whether two things are the same one is not stated'
    : 'a value that decides is not stated';
}

/** The last step of the dictionary from outside that an entry is looked up in: of `before[id]` after `const before = this.rates`, `rates`. */
function dictionaryOf(
  { expression, argumentExpression }: ts.ElementAccessExpression,
  own: ReadonlySet<string>,
  types: ts.TypeChecker,
): string | undefined {
  if (ts.isLiteralExpression(argumentExpression) || types.getTypeAtLocation(expression).getStringIndexType() === undefined)
    return undefined;
  let root: ts.Expression = expression;
  while (ts.isPropertyAccessExpression(root) || ts.isNonNullExpression(root)) root = root.expression;
  if (ts.isIdentifier(root) && (own.has(root.text) || own.has(`${root.text}.`))) return undefined;
  const declared = ts.isIdentifier(expression) ? types.getSymbolAtLocation(expression)?.valueDeclaration : undefined;
  const source = declared && ts.isVariableDeclaration(declared) && declared.initializer ? declared.initializer : expression;
  return source
    .getText()
    .split(/[.?!]+/u)
    .at(-1);
}

function conditionOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node) || ts.isSwitchStatement(node)) return node.expression;
  if (ts.isForStatement(node) || ts.isConditionalExpression(node)) return node.condition;
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body) && isPredicate(node)) return node.body;
  if (ts.isBinaryExpression(node) && isLogicalAssignment(node.operatorToken.kind)) return node.left;
  // `const kind = typeof value`: what is tested later is what `value` is.
  if (ts.isVariableDeclaration(node) && node.initializer !== undefined && ts.isTypeOfExpression(node.initializer))
    return node.initializer.expression;
  return undefined;
}

function isComparison(kind: ts.SyntaxKind): boolean {
  return [
    ts.SyntaxKind.EqualsEqualsToken,
    ts.SyntaxKind.EqualsEqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsToken,
    ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ].includes(kind);
}

const primitive =
  ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike | ts.TypeFlags.BooleanLike | ts.TypeFlags.BigIntLike | ts.TypeFlags.ESSymbolLike;
const nothing = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void;
const open = ts.TypeFlags.Any | ts.TypeFlags.Unknown;

/** An object, compared by identity. */
function isThing(node: ts.Expression, checker: ts.TypeChecker): boolean {
  if (node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined') || ts.isTypeOfExpression(node))
    return false;
  const type = checker.getTypeAtLocation(node);
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => (part.flags & (primitive | nothing | open)) === 0);
}

/** Whether the type leaves open how a test comes out. */
function isOpen(node: ts.Expression, checker: ts.TypeChecker): boolean {
  const type = checker.getTypeAtLocation(node);
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) => (part.flags & (primitive | nothing | open)) !== 0);
}

/** Variables of the unit, and what it assigns to; with a dot after it, a thing that the unit makes itself. */
function ownNames(root: ts.Node, sourceFile: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  function visit(node: ts.Node): void {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined && !isPath(node.initializer))
      names.add(node.name.text);
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined && isMadeHere(node.initializer))
      names.add(`${node.name.text}.`);
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) names.add(node.left.getText(sourceFile));
    ts.forEachChild(node, visit);
  }
  ts.forEachChild(root, visit);
  return names;
}

/** Names that the unit takes out of something from outside: `const { size } = this.props`. */
function takenApart(root: ts.Node, own: ReadonlySet<string>): ReadonlySet<string> {
  const names = new Set<string>();
  function visit(node: ts.Node): void {
    if (
      ts.isVariableDeclaration(node) &&
      ts.isObjectBindingPattern(node.name) &&
      node.initializer !== undefined &&
      isPath(node.initializer)
    ) {
      for (const { name, initializer } of node.name.elements) {
        if (ts.isIdentifier(name) && initializer === undefined && !own.has(name.text)) names.add(name.text);
      }
    }
    ts.forEachChild(node, visit);
  }
  ts.forEachChild(root, visit);
  return names;
}

function isMadeHere(node: ts.Expression): boolean {
  return ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node) || ts.isNewExpression(node);
}

function isPath(node: ts.Expression): boolean {
  if (ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword) return true;
  return (ts.isPropertyAccessExpression(node) || ts.isNonNullExpression(node)) && isPath(node.expression);
}

function rootOf(node: ts.Expression): string {
  return ts.isPropertyAccessExpression(node) || ts.isNonNullExpression(node)
    ? rootOf(node.expression)
    : ts.isIdentifier(node)
      ? node.text
      : '';
}

function isParameterOf(name: string, root: ts.Node): boolean {
  return ts.isFunctionLike(root) && root.parameters.some((parameter) => ts.isIdentifier(parameter.name) && parameter.name.text === name);
}

function lastStep(slot: string): string {
  const path = /`([^`]+)`/.exec(slot)?.[1] ?? slot;
  return (
    path
      .replaceAll(/\[\d+\]|\(\)/g, '')
      .split('.')
      .at(-1) ?? path
  );
}
