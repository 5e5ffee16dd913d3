import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';

const writers = /^(?:push|pop|shift|unshift|splice|sort|reverse|fill|set|add|delete|clear)$/u;

/** State that outlives a call and that the unit writes on one side of a wait and mentions on the other. */
export interface GapState {
  /** As written: `this.session`, `pending`. */
  readonly path: string;
  /** Offsets of its mentions and of its writes in the file. */
  readonly writes: readonly number[];
}

/** What may change hands while the unit waits, in the order of its first write. */
export function stateAcrossWaits({ node: unit, sourceFile }: LocatedUnit): readonly GapState[] {
  const own = new Set<string>();
  const waits: number[] = [];
  const mentions = new Map<string, number[]>();
  const writes = new Map<string, number[]>();

  function visit(node: ts.Node): void {
    if (ts.isTypeNode(node)) return;
    for (const name of namesBoundBy(node)) own.add(name);
    // What is waited for stands before the wait, what follows it stands behind its end.
    if (ts.isAwaitExpression(node)) waits.push(node.end);
    if (isThen(node)) waits.push(node.expression.end);
    const path = pathOf(node, sourceFile);
    if (path !== undefined) {
      mentions.set(path, [...(mentions.get(path) ?? []), node.getStart(sourceFile)]);
      // `this.session = await open()`: the write happens when all that stands to its right has.
      const written = writeEnd(node);
      if (written !== undefined) writes.set(path, [...(writes.get(path) ?? []), written]);
      return;
    }
    ts.forEachChild(node, visit);
  }
  ts.forEachChild(unit, visit);
  return [...writes].flatMap(([path, all]) => {
    const [root = ''] = path.split('.');
    if (own.has(root)) return [];
    const across = all.some((written) =>
      (mentions.get(path) ?? []).some((mention) => waits.some((wait) => between(wait, mention, written))),
    );
    return across ? [{ path, writes: all }] : [];
  });
}

function between(wait: number, one: number, other: number): boolean {
  return Math.min(one, other) < wait && wait <= Math.max(one, other);
}

/** `this.a`, `this.#a` or a plain name; longer paths count as their first steps. */
function pathOf(node: ts.Node, sourceFile: ts.SourceFile): string | undefined {
  if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword) return node.getText(sourceFile);
  if (!ts.isIdentifier(node)) return undefined;
  const { parent } = node;
  const isName =
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    ts.isBindingElement(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent);
  return isName ? undefined : node.text;
}

/** Where the write is done, when the node is what is written: assigned, counted, deleted or changed in place. */
function writeEnd(node: ts.Node): number | undefined {
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && parent.left === node && isAssignment(parent.operatorToken.kind)) return parent.end;
  if (ts.isPostfixUnaryExpression(parent) || (ts.isPrefixUnaryExpression(parent) && isCounting(parent.operator))) return parent.end;
  if (ts.isDeleteExpression(parent)) return parent.end;
  if (!ts.isPropertyAccessExpression(parent) || parent.expression !== node) return undefined;
  if (ts.isCallExpression(parent.parent) && parent.parent.expression === parent && writers.test(parent.name.text)) return parent.parent.end;
  return writeEnd(parent);
}

function isCounting(operator: ts.SyntaxKind): boolean {
  return operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function isThen(node: ts.Node): node is ts.CallExpression {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    /^(?:then|catch|finally)$/u.test(node.expression.name.text)
  );
}

function namesBoundBy(node: ts.Node): readonly string[] {
  if ((ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)) && ts.isIdentifier(node.name))
    return [node.name.text];
  return [];
}

/**
 * Whether a function that the unit calls writes one of these paths itself: a stand-in for it does not, so what would be seen of the path
 * is not what happens.
 */
export function calleesWrite(
  { node: unit, sourceFile }: LocatedUnit,
  paths: readonly string[],
  checker: ts.TypeChecker | undefined,
): boolean {
  const seen = new Set<ts.Node>([unit]);
  const patterns = paths.map((path) => {
    const name = path.replace(/^this\./u, '').replaceAll('$', String.raw`\$`);
    const owner = path.startsWith('this.') ? String.raw`\bthis\s*\.\s*` : String.raw`(?<![\w$.])`;
    const calls = String.raw`(?:[\w$.?!]*\.(?:push|pop|shift|unshift|splice|sort|reverse|fill|set|add|delete|clear)\()`;
    return new RegExp(
      String.raw`(?:(?:\+\+|--)\s*${owner}${name}\b)|(?:${owner}${name}\b!?(?:\s*(?:\+\+|--)|\s*(?:[-+*/%&|^]|\?\?|\|\||&&|\*\*|<<|>>>?)?=(?!=|>)|${calls}))|(?:\bdelete ${owner}${name}\b)`,
      'u',
    );
  });
  function bodyOf(call: ts.CallExpression): ts.Node | undefined {
    const declaration = checker?.getResolvedSignature(call)?.declaration;
    if (declaration !== undefined && 'body' in declaration && declaration.body !== undefined) return declaration;
    if (checker !== undefined) return undefined;
    const name = ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : call.expression.getText(sourceFile);
    return declarationNamed(name, sourceFile);
  }
  function writes(node: ts.Node, depth: number): boolean {
    if (seen.has(node)) return false;
    seen.add(node);
    const text = node.getText();
    return patterns.some((pattern) => pattern.test(text)) || (depth > 0 && callsWrite(node, depth));
  }
  function callsWrite(node: ts.Node, depth: number): boolean {
    if (ts.isCallExpression(node)) {
      const callee = bodyOf(node);
      if (callee !== undefined && writes(callee, depth - 1)) return true;
    }
    return ts.forEachChild(node, (child) => callsWrite(child, depth) || undefined) ?? false;
  }
  return callsWrite(unit, 3);
}

function declarationNamed(name: string, sourceFile: ts.SourceFile): ts.Node | undefined {
  function find(node: ts.Node): ts.Node | undefined {
    if (
      (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) &&
      node.body !== undefined &&
      node.name?.getText(sourceFile) === name
    )
      return node;
    return ts.forEachChild(node, find);
  }
  return find(sourceFile);
}
