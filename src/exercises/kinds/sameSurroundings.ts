import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import { parsedUnitText } from '../../analysis/unitText.ts';

/**
 * Whether a unit's older text can be run among what is around the unit now: it asks for nothing that is no longer there, and calls what
 * is still a function. Otherwise what it "did before" would be what a changed file makes of it.
 *
 *     if (!isResolved) …          // then a variable
 *     if (!isResolved()) …        // now a function
 */
export function sameSurroundings(before: string, { node, sourceFile }: LocatedUnit): boolean {
  const source = parsedUnitText(before);
  if (source === undefined) return false;
  const older = namesIn(source, before);
  const now = namesIn(node, node.getText(sourceFile));
  const around = new Set(sourceFile.text.match(/#?[A-Za-z_$][\w$]*/g));
  for (const name of [...older.called, ...older.read]) {
    if (!around.has(name) && !older.declared.has(name) && !builtin.has(name)) return false;
  }
  const isOnly = (name: string, here: Names, there: Names): boolean =>
    here.called.has(name) && !here.read.has(name) && there.read.has(name) && !there.called.has(name);
  return ![...now.called, ...now.read].some((name) => !now.declared.has(name) && (isOnly(name, now, older) || isOnly(name, older, now)));
}

interface Names {
  /** Last steps of what is called, constructions included. */
  readonly called: ReadonlySet<string>;
  /** Last steps of what is used otherwise. */
  readonly read: ReadonlySet<string>;
  /** Variables, parameters and functions of its own. */
  readonly declared: ReadonlySet<string>;
}

const builtin = new Set(
  [Object, Array, String, Number, Promise, Map, Set, RegExp, Date, Error, JSON, Math, Reflect, Symbol, BigInt, Function, Boolean].flatMap(
    (thing) => [...Object.getOwnPropertyNames(thing), ...('prototype' in thing ? Object.getOwnPropertyNames(thing.prototype) : [])],
  ),
);
for (const name of 'Object Array String Number Boolean Promise Map Set WeakMap WeakSet RegExp Date Error TypeError RangeError JSON Math Reflect Symbol BigInt undefined NaN Infinity isNaN parseInt parseFloat setTimeout clearTimeout queueMicrotask arguments value done next'.split(
  ' ',
))
  builtin.add(name);

function namesIn(root: ts.Node, text: string): Names {
  const called = new Set<string>();
  const read = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    if (
      (ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node) || ts.isFunctionDeclaration(node)) &&
      node.name !== undefined &&
      ts.isIdentifier(node.name)
    )
      declared.add(node.name.text);
    if ((ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) && text.includes(node.text)) note(node);
    ts.forEachChild(node, visit);
  };
  const note = (node: ts.Identifier | ts.PrivateIdentifier): void => {
    const whole = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node ? node.parent : node;
    const { parent } = whole;
    const isName = 'name' in parent && parent.name === whole && !ts.isPropertyAccessExpression(parent);
    if (isName || (ts.isPropertyAssignment(node.parent) && node.parent.name === node)) return;
    const isCalled = (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === whole;
    (isCalled ? called : read).add(node.text);
  };
  visit(root);
  return { called, read, declared };
}
