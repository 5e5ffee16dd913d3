import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import { linesOf } from '../syntaxLines.ts';
import type { UnitEdit } from '../worlds/world.ts';

/** The unit with one copy left out, or with one more. */
export interface CopyMutant {
  readonly edits: readonly UnitEdit[];
  /** 1-based line of the file. */
  readonly line: number;
  /** The unit takes a copy there, and the mutant does not. */
  readonly takesCopy: boolean;
  /** Finishes "this is what happens …". */
  readonly happensWhen: string;
}

const inPlace: Readonly<Record<string, string>> = { toSorted: 'sort', toReversed: 'reverse' };

/** All of them, in source order: what is believed to be a copy and is none, and the other way round. */
export function copyMutants({ node: unit, sourceFile }: LocatedUnit): readonly CopyMutant[] {
  const found: CopyMutant[] = [];

  function add(node: ts.Node, text: string, takesCopy: boolean): void {
    const [line] = linesOf(node, sourceFile);
    const start = node.getStart(sourceFile);
    const missing = breaks(sourceFile.text.slice(start, node.end)) - breaks(text);
    found.push({
      edits: [{ start, end: node.end, text: text + '\n'.repeat(Math.max(0, missing)) }],
      line,
      takesCopy,
      happensWhen: `when line ${line} ${takesCopy ? 'takes no copy' : 'works on a copy'}`,
    });
  }
  /** A copy that nobody writes to is taken for other reasons. */
  const shared = (node: ts.Expression, text: string): void => {
    if (isWrittenAfterwards(node, unit)) add(node, text, true);
  };
  const copied = (node: ts.Node, text: string): void => add(node, text, false);
  const textOf = (node: ts.Node): string => node.getText(sourceFile);

  function visit(node: ts.Node): void {
    if (ts.isTypeNode(node)) return;
    if (ts.isObjectLiteralExpression(node)) {
      const [first, ...rest] = node.properties;
      if (first !== undefined && ts.isSpreadAssignment(first) && isPath(first.expression))
        shared(
          node,
          rest.length === 0 ? textOf(first.expression) : `Object.assign(${textOf(first.expression)}, { ${rest.map(textOf).join(', ')} })`,
        );
    } else if (ts.isArrayLiteralExpression(node)) {
      const [first, ...rest] = node.elements;
      if (first !== undefined && ts.isSpreadElement(first) && isPath(first.expression)) {
        const list = textOf(first.expression);
        shared(node, rest.length === 0 ? list : `(${list}.push(${rest.map(textOf).join(', ')}), ${list})`);
      }
    } else if (ts.isCallExpression(node)) {
      visitCall(node);
    } else if (ts.isNewExpression(node) && /^(?:Map|Set)$/u.test(textOf(node.expression))) {
      const [from] = node.arguments ?? [];
      if (from !== undefined && isPath(from)) shared(node, textOf(from));
    } else if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined && isPath(node.initializer)) {
      const how = writtenThrough(node.name.text, unit);
      if (how !== undefined)
        copied(node.initializer, how === 'list' ? `[...${textOf(node.initializer)}]` : `{ ...${textOf(node.initializer)} }`);
    } else if (ts.isForOfStatement(node) && ts.isVariableDeclarationList(node.initializer) && isPath(node.expression)) {
      const [item] = node.initializer.declarations;
      if (item !== undefined && ts.isIdentifier(item.name) && writtenThrough(item.name.text, node.statement) === 'thing')
        copied(node.expression, `${textOf(node.expression)}.map((each) => ({ ...each }))`);
    }
    ts.forEachChild(node, visit);
  }

  function visitCall(node: ts.CallExpression): void {
    const callee = node.expression;
    if (!ts.isPropertyAccessExpression(callee)) return;
    const { text: name } = callee.name;
    const receiver = textOf(callee.expression);
    const all = node.arguments.map(textOf);
    const [first, second] = node.arguments;
    if (receiver === 'Object' && name === 'assign' && first !== undefined) {
      if (ts.isObjectLiteralExpression(first) && first.properties.length === 0 && second !== undefined && isPath(second))
        shared(node, `Object.assign(${all.slice(1).join(', ')})`);
      else if (isPath(first)) copied(node, `Object.assign({}, ${all.join(', ')})`);
    } else if (receiver === 'Array' && name === 'from' && first !== undefined && second === undefined && isPath(first)) {
      shared(node, textOf(first));
    } else if (!isPath(callee.expression)) {
      return;
    } else if (name === 'slice' && node.arguments.length === 0) {
      shared(node, receiver);
    } else if (name in inPlace) {
      shared(node, `${receiver}.${inPlace[name] ?? name}(${all.join(', ')})`);
    } else if (/^(?:sort|reverse|splice)$/u.test(name)) {
      copied(node, `[...${receiver}].${name}(${all.join(', ')})`);
    }
  }

  ts.forEachChild(unit, visit);
  return found;
}

/** Whether what the expression makes is written in place: `[...all].sort()`, or `const next = { ...state }; delete next.draft`. */
function isWrittenAfterwards(node: ts.Expression, unit: ts.Node): boolean {
  const { parent } = node;
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name)) return writtenThrough(parent.name.text, unit) !== undefined;
  if (ts.isBinaryExpression(parent) && parent.right === node && ts.isIdentifier(parent.left))
    return writtenThrough(parent.left.text, unit) !== undefined;
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text in inPlace) return true;
  return (
    ts.isPropertyAccessExpression(parent) &&
    ts.isCallExpression(parent.parent) &&
    parent.parent.expression === parent &&
    /^(?:push|pop|shift|unshift|splice|sort|reverse|fill|set|add|delete|clear)$/u.test(parent.name.text)
  );
}

/** How the code writes through a name, when it does: to a field, or to a list in place. */
function writtenThrough(name: string, within: ts.Node): 'thing' | 'list' | 'keyed' | undefined {
  let how: 'thing' | 'list' | 'keyed' | undefined;
  function visit(node: ts.Node): void {
    const { parent } = node;
    const isOwner = ts.isIdentifier(node) && node.text === name && ts.isPropertyAccessExpression(parent) && parent.expression === node;
    if (isOwner && ts.isBinaryExpression(parent.parent) && parent.parent.left === parent && isAssignment(parent.parent.operatorToken.kind))
      how ??= 'thing';
    if (isOwner && ts.isDeleteExpression(parent.parent)) how ??= 'thing';
    if (
      isOwner &&
      ts.isCallExpression(parent.parent) &&
      /^(?:push|pop|shift|unshift|splice|sort|reverse|fill|set|add|delete|clear)$/u.test(parent.name.text)
    )
      how ??= /^(?:set|add|delete|clear)$/u.test(parent.name.text) ? 'keyed' : 'list';
    ts.forEachChild(node, visit);
  }
  ts.forEachChild(within, visit);
  return how;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function isPath(node: ts.Expression): boolean {
  if (ts.isIdentifier(node) || node.kind === ts.SyntaxKind.ThisKeyword) return true;
  return (ts.isPropertyAccessExpression(node) && node.questionDotToken === undefined) || ts.isNonNullExpression(node)
    ? isPath(node.expression)
    : false;
}

function breaks(text: string): number {
  return text.split('\n').length - 1;
}
