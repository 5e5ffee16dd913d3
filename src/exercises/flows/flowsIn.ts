import { ts } from 'ts-morph';
import { linesOf } from '../syntaxLines.ts';
import { contextsIn } from './contexts.ts';
import { mayMeet, overlap, type Place } from './place.ts';
import { declarationsIn } from './names.ts';
import { createReader, type Reader } from './reading.ts';

/** What a place of the unit hangs on, as far as the code of the unit says. */
export interface Flows {
  readonly reader: Reader;
  /** What decides whether, and how often, a node of the unit is reached. */
  contextOf(node: ts.Node): readonly Place[];
  /** Everything that may have a say in what these places hold, they themselves included: values, conditions, and what calls are given. */
  behind(places: readonly Place[]): readonly Place[];
  /** 1-based: where it is last written, or the outermost loop around that ends; 0 for what the unit does not write. */
  writtenUntil(place: Place): number;
}

interface Definition {
  readonly place: Place;
  readonly from: readonly Place[];
  readonly at: ts.Node;
  /** It makes the thing: nothing else can be the same one. */
  readonly makes?: true;
}

const mutating = new Set('push pop shift unshift splice sort reverse fill copyWithin set add delete clear assign setTime'.split(' '));

/**
 * The flow of values through a unit, by data and by control. On the safe side: what is not known counts as having a say, so that only the
 * absence of a flow may be relied on, and that only while no call fails. `undefined` for code in which even this cannot be told.
 *
 *     const due = watchers.filter((watcher) => price <= watcher.threshold);     // due ← how many watchers, price, watchers[].threshold
 *     for (const watcher of due) {
 *       if (!dryRun) await send(watcher.email);                                 // dryRun has a say in whether `send` runs,
 *       sent += 1;                                                              // and none in `sent`
 *     }
 */
export function flowsIn(unit: ts.Node, checker: ts.TypeChecker): Flows | undefined {
  if (!ts.isFunctionLike(unit) || !isPlain(unit)) return undefined;
  const reader = createReader(unit, checker);
  const contexts = contextsIn(unit, reader, checker);
  const definitions: Definition[] = [];
  const define = (place: Place | undefined, node: ts.Node, from: readonly Place[]): void => {
    if (place !== undefined) definitions.push({ place, at: node, from: [...from, ...contexts.of(node)] });
  };
  const make = (place: Place, at: ts.Node, from: readonly Place[]): void => {
    definitions.push({ place, at, from, makes: true });
  };

  for (const [name, declaration] of declarationsIn(unit)) {
    const whole = 'name' in declaration ? (declaration.name as ts.Identifier) : undefined;
    if (whole === undefined || reader.place(whole)?.join() !== name) continue;
    if (
      ts.isVariableDeclaration(declaration) &&
      declaration.initializer !== undefined &&
      ts.isObjectLiteralExpression(declaration.initializer)
    )
      makeFields([name], declaration.initializer);
    else make([name], declaration, originsOf(declaration));
  }

  function makeFields(owner: Place, made: ts.ObjectLiteralExpression): void {
    for (const property of made.properties) {
      const isNamed = property.name !== undefined && (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name));
      make(isNamed ? [...owner, (property.name as ts.Identifier).text] : owner, property, reader.reads(property));
    }
  }

  function originsOf(declaration: ts.Node): readonly Place[] {
    if (ts.isCatchClause(declaration.parent)) return thrownIn(declaration.parent.parent.tryBlock);
    const own = 'initializer' in declaration ? reader.reads(declaration.initializer as ts.Node | undefined) : [];
    if (ts.isBindingElement(declaration)) return [...own, ...originsOf(declaration.parent.parent)];
    if (
      ts.isVariableDeclaration(declaration) &&
      (ts.isForOfStatement(declaration.parent.parent) || ts.isForInStatement(declaration.parent.parent))
    )
      return reader.reads(declaration.parent.parent.expression);
    // What a function that is handed on is given comes from where it is handed to.
    if (ts.isParameter(declaration) && declaration.parent !== unit) return handedTo(declaration.parent);
    return own;
  }

  function thrownIn(block: ts.Node): readonly Place[] {
    const found: Place[] = [];
    const look = (node: ts.Node): void => {
      if (ts.isThrowStatement(node)) found.push(...reader.reads(node.expression));
      ts.forEachChild(node, look);
    };
    look(block);
    return found;
  }

  function handedTo(handed: ts.Node): readonly Place[] {
    const call = handed.parent;
    if (!ts.isCallExpression(call) && !ts.isNewExpression(call)) return [];
    const owner = ts.isPropertyAccessExpression(call.expression) ? reader.reads(call.expression.expression) : [];
    return [...owner, ...(call.arguments ?? []).filter((each) => each !== handed).flatMap(reader.reads)];
  }

  function visit(node: ts.Node): void {
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
      const place = reader.place(node.left);
      const isSet = node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
      const step = ts.isElementAccessExpression(node.left) ? reader.reads(node.left.argumentExpression) : [];
      define(place, node, [...reader.reads(node.right), ...step, ...(isSet || place === undefined ? [] : [place])]);
    }
    if ((ts.isPostfixUnaryExpression(node) || ts.isPrefixUnaryExpression(node)) && isStep(node.operator)) {
      const place = reader.place(node.operand);
      define(place, node, place === undefined ? [] : [place]);
    }
    if (ts.isDeleteExpression(node)) define(reader.place(node.expression), node, reader.reads(node.expression));
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) visitCall(node);
    ts.forEachChild(node, visit);
  }

  function visitCall(node: ts.CallExpression | ts.NewExpression): void {
    const given = (node.arguments ?? []).flatMap(reader.reads);
    const owner = ts.isPropertyAccessExpression(node.expression) ? reader.place(node.expression.expression) : undefined;
    if (reader.isBuiltIn(node)) {
      const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : '';
      if (!mutating.has(name)) return;
      define(name === 'assign' && node.arguments?.[0] !== undefined ? reader.place(node.arguments[0]) : owner, node, given);
      return;
    }
    define(reader.place(node), node, [...given, ...(owner === undefined ? [] : [owner])]);
    define(owner, node, given);
    // It may write to what it is handed.
    for (const argument of node.arguments ?? []) {
      if (!isScalar(checker.getTypeAtLocation(argument)))
        for (const place of reader.reads(argument)) define(place, node, [...given, ...(owner === undefined ? [] : [owner])]);
    }
  }

  visit(unit);
  for (const { choice, from } of reader.choices) make(choice, unit, from);

  return {
    reader,
    contextOf: contexts.of,
    writtenUntil(place) {
      const ends = definitions
        .filter((definition) => overlap(definition.place, place))
        .map(({ at }) => linesOf(outermostLoop(at, unit), unit.getSourceFile())[1]);
      return Math.max(0, ...ends);
    },
    behind(places) {
      const found: Place[] = [];
      const seen = new Set<string>();
      const open = [...places];
      for (let place = open.pop(); place !== undefined; place = open.pop()) {
        const name = JSON.stringify(place);
        if (seen.has(name)) continue;
        seen.add(name);
        found.push(place);
        for (const definition of definitions)
          if (definition.makes === true ? overlap(definition.place, place) : mayMeet(definition.place, place))
            open.push(...definition.from);
      }
      return found;
    },
  };
}

/** Nothing is run by way of a name of its own, and nothing leaves the order in which it is written but by exits. */
function isPlain(unit: ts.SignatureDeclaration): boolean {
  let plain = true;
  const visit = (node: ts.Node): void => {
    if (!plain || ts.isTypeNode(node)) return;
    if (node !== unit && ts.isFunctionLike(node) && !isHanded(node)) plain = false;
    if (
      ts.isClassLike(node) ||
      ts.isLabeledStatement(node) ||
      ts.isWithStatement(node) ||
      ts.isYieldExpression(node) ||
      ts.isTaggedTemplateExpression(node) ||
      ts.isForInStatement(node) ||
      ts.isJsxElement(node) ||
      ts.isJsxSelfClosingElement(node) ||
      ts.isJsxFragment(node) ||
      node.kind === ts.SyntaxKind.SuperKeyword ||
      node.kind === ts.SyntaxKind.ImportKeyword ||
      (ts.isIdentifier(node) && (node.text === 'arguments' || node.text === 'eval')) ||
      (ts.isNewExpression(node) && node.expression.getText() === 'Promise') ||
      (ts.isBinaryExpression(node) &&
        node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
        (ts.isObjectLiteralExpression(node.left) || ts.isArrayLiteralExpression(node.left)))
    )
      plain = false;
    ts.forEachChild(node, visit);
  };
  visit(unit);
  return plain;
}

/** The outermost loop or callback around a node; the node itself where there is none. */
export function outermostLoop(node: ts.Node, unit: ts.Node): ts.Node {
  let outermost = node;
  for (let at = node.parent; at !== unit && at !== undefined; at = at.parent)
    if (ts.isIterationStatement(at, false) || ts.isFunctionLike(at)) outermost = at;
  return outermost;
}

/** `list.map((item) => …)` */
function isHanded(node: ts.Node): boolean {
  return (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) && ts.isCallExpression(node.parent) && node.parent.expression !== node;
}

const scalar =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.BigIntLike |
  ts.TypeFlags.ESSymbolLike |
  ts.TypeFlags.Undefined |
  ts.TypeFlags.Null |
  ts.TypeFlags.Void;

function isScalar(type: ts.Type): boolean {
  return (type.isUnion() ? type.types : [type]).every((part) => (part.flags & scalar) !== 0);
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function isStep(kind: ts.SyntaxKind): boolean {
  return kind === ts.SyntaxKind.PlusPlusToken || kind === ts.SyntaxKind.MinusMinusToken;
}
