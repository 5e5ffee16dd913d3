import { ts } from 'ts-morph';

/** A unit's text, changed as a person tidies it: it does what it did. */
export interface Refactoring {
  readonly how: 'renamed' | 'extracted' | 'inlined' | 'branches turned';
  readonly text: string;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Every mechanical refactoring that fits the unit, one place each. */
export function refactoringsOf(unit: ts.Node, sourceFile: ts.SourceFile): readonly Refactoring[] {
  const found: Refactoring[] = [];
  const start = unit.getStart(sourceFile);
  const textOf = (node: ts.Node): string => node.getText(sourceFile);
  const add = (how: Refactoring['how'], edits: readonly Edit[]): void => {
    let text = textOf(unit);
    for (const edit of edits.toSorted((left, right) => right.start - left.start))
      text = text.slice(0, edit.start - start) + edit.text + text.slice(edit.end - start);
    found.push({ how, text });
  };
  const replaced = (node: ts.Node, text: string): Edit => ({ start: node.getStart(sourceFile), end: node.end, text });

  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name)) {
      const uses = usesOf(node.name.text, unit);
      if (uses !== undefined)
        add(
          'renamed',
          uses.map((use) => replaced(use, `${use.text}Renamed`)),
        );
      const inlined = inlineEdits(node, uses ?? []);
      if (inlined !== undefined) add('inlined', inlined);
    }
    if (ts.isReturnStatement(node) && node.expression !== undefined && ts.isBlock(node.parent))
      add('extracted', [replaced(node, `const extractedValue = ${textOf(node.expression)}; return extractedValue;`)]);
    if (
      ts.isIfStatement(node) &&
      node.elseStatement !== undefined &&
      !ts.isIfStatement(node.elseStatement) &&
      ts.isBlock(node.thenStatement)
    )
      add('branches turned', [
        replaced(node, `if (!(${textOf(node.expression)})) ${textOf(node.elseStatement)} else ${textOf(node.thenStatement)}`),
      ]);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(unit, visit);
  return found;

  /** `const x = f(); return x;` */
  function inlineEdits(declaration: ts.VariableDeclaration, uses: readonly ts.Identifier[]): readonly Edit[] | undefined {
    const statement = declaration.parent.parent;
    const [, use] = uses;
    if (declaration.initializer === undefined || use === undefined || uses.length !== 2 || !ts.isVariableStatement(statement))
      return undefined;
    if (!ts.isVariableDeclarationList(declaration.parent) || declaration.parent.declarations.length !== 1 || !ts.isBlock(statement.parent))
      return undefined;
    const next = statement.parent.statements[statement.parent.statements.indexOf(statement) + 1];
    if (next === undefined || !ts.isReturnStatement(next) || next.expression !== use) return undefined;
    return [replaced(statement, ';'), replaced(use, `(${textOf(declaration.initializer)})`)];
  }
}

/** The declaration and every use of a local name; `undefined` where the name means several things or is written short in an object. */
function usesOf(name: string, unit: ts.Node): readonly ts.Identifier[] | undefined {
  const uses: ts.Identifier[] = [];
  let declared = 0;
  let clean = true;
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) {
      if (new RegExp(String.raw`\btypeof ${name}\b`, 'u').test(node.getText())) clean = false;
      return;
    }
    if (ts.isIdentifier(node) && node.text === name) {
      const { parent } = node;
      const isMember =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        ((ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) && parent.name === node);
      if (ts.isShorthandPropertyAssignment(parent) || ts.isBindingElement(parent)) clean = false;
      if ((ts.isVariableDeclaration(parent) || ts.isParameter(parent)) && parent.name === node) declared += 1;
      if (!isMember) uses.push(node);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(unit, visit);
  return clean && declared === 1 ? uses : undefined;
}
