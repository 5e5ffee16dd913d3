import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { Place } from '../flows/place.ts';
import { declarationsIn } from '../flows/names.ts';
import type { Reader } from '../flows/reading.ts';
import { linesOf } from '../syntaxLines.ts';
import { isPredicate } from '../wording/decidingNames.ts';

/**
 * How the code of a unit calls a place: `watchers[0].email` is `watcher.email` where a loop calls each of them `watcher`. `undefined` for
 * what the code has no name for.
 */
export function inputNames({ node }: LocatedUnit, reader: Reader): (place: Place) => string | undefined {
  const held: (readonly [name: string, place: Place])[] = [];
  for (const [name, declaration] of declarationsIn(node)) {
    const identifier = 'name' in declaration ? (declaration.name as ts.Identifier) : undefined;
    const place = identifier && reader.place(identifier);
    if (place !== undefined && place.length > 1) held.push([name.replace(/@\d+$/u, ''), place]);
  }
  held.sort(([, left], [, right]) => right.length - left.length);
  return (place) => {
    const [name, prefix] = held.find(([, other]) => other.every((step, at) => place[at] === step)) ?? [place[0] ?? '', place.slice(0, 1)];
    const rest = place.slice(prefix.length);
    if (name === '' || name.includes('@') || name.startsWith('new ') || [...rest].some((step) => step === '()' || step === '[]'))
      return undefined;
    return [name, ...rest].join('.');
  };
}

/** Where a unit looks at something. */
export interface Looks {
  /** 1-based, in order; not where it is declared. */
  readonly lines: readonly number[];
  /** Some condition looks at it. */
  readonly decides: boolean;
}

export function looksAt(name: string, { node: unit, sourceFile }: LocatedUnit): Looks {
  const lines = new Set<number>();
  let decides = false;
  const plain = (text: string): string => text.replaceAll(/[?!\s]/gu, '');
  const last = name.split('.').at(-1) ?? name;
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node)) return;
    const isWhole = ts.isPropertyAccessExpression(node) && plain(node.getText(sourceFile)) === name;
    const isTaken = ts.isBindingElement(node) && (node.propertyName ?? node.name).getText(sourceFile) === last && name.includes('.');
    const isName = ts.isIdentifier(node) && node.text === name && !('name' in node.parent && node.parent.name === node);
    if (isWhole || isTaken || isName || (ts.isShorthandPropertyAssignment(node) && node.name.text === name)) {
      lines.add(linesOf(node, sourceFile)[0]);
      if (isInCondition(node, unit)) decides = true;
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(unit, visit);
  return { lines: [...lines].toSorted((left, right) => left - right), decides };
}

function isInCondition(node: ts.Node, unit: ts.Node): boolean {
  for (let at = node; at !== unit && !ts.isStatement(at); at = at.parent) {
    const { parent } = at;
    if (ts.isConditionalExpression(parent) && parent.condition === at) return true;
    if ((ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isSwitchStatement(parent)) && parent.expression === at) return true;
    if (ts.isArrowFunction(parent) && parent.body === at && isPredicate(parent)) return true;
  }
  return false;
}
