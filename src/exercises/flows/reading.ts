import { ts } from 'ts-morph';
import { bare, declarationsIn, isLabel, isNothing, lengthOf } from './names.ts';
import type { Place } from './place.ts';

/** Everything that an expression looks at; a function in it counts with all that it would look at. */
export type Reading = (node: ts.Node | undefined) => readonly Place[];

/** What a name of the unit stands for. */
interface Held {
  /** The place that it is another name for. */
  readonly place?: Place;
  /** The place that its elements are other names for. */
  readonly elements?: Place;
  /** What decides which one it is. */
  readonly choice?: Place;
}

export interface Reader {
  readonly reads: Reading;
  /** Where an expression leads; `undefined` where it makes something new. */
  place(node: ts.Expression): Place | undefined;
  /** What decides how many elements a list has. */
  howMany(list: ts.Expression): readonly Place[];
  /** Whether the call is one of the language's own, which does what it is known to do. */
  isBuiltIn(call: ts.CallExpression | ts.NewExpression): boolean;
  /** The element that a list method hands to its function, `item` in `items.map((item) => …)`. */
  readonly choices: readonly { readonly choice: Place; readonly from: readonly Place[] }[];
}

/** They answer elements of the list they are called on, and nothing else. */
const selecting = new Set(['filter', 'slice', 'toSorted', 'sort', 'toReversed', 'reverse']);
const picking = new Set(['find', 'findLast', 'at', 'pop', 'shift']);
const going = new Set(['map', 'forEach', 'filter', 'some', 'every', 'find', 'findIndex', 'findLast', 'flatMap']);

export function createReader(unit: ts.Node, checker: ts.TypeChecker): Reader {
  const declarations = declarationsIn(unit);
  const keys = new Map([...declarations].map(([key, node]) => [node, key]));
  const known = new Map<string, Held | undefined>();
  const choices: { choice: Place; from: readonly Place[] }[] = [];

  function isBuiltIn(call: ts.CallExpression | ts.NewExpression): boolean {
    const callee = call.expression;
    const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
    const declared = checker.getSymbolAtLocation(name)?.declarations?.[0]?.getSourceFile().fileName ?? '';
    return /(?:^|\/)lib\.(?:es|decorators)[^/]*\.d\.ts$/u.test(declared);
  }

  /** By what a name is known: names that mean two things within the unit are told apart. */
  function keyOf(node: ts.Identifier): string {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node);
    // The name in `const { id } = user` is that of the field as well.
    const own = ts.isBindingElement(node.parent) && node.parent.name === node ? node.parent : symbol?.valueDeclaration;
    const key = own === undefined ? undefined : keys.get(own);
    return key ?? (declarations.has(node.text) ? `${node.text}@outer` : node.text);
  }

  function held(name: string): Held | undefined {
    if (known.has(name)) return known.get(name);
    known.set(name, undefined);
    const declaration = declarations.get(name);
    const found = declaration === undefined ? undefined : heldBy(declaration, name);
    known.set(name, found);
    return found;
  }

  function heldBy(declaration: ts.Node, name: string): Held | undefined {
    if (ts.isBindingElement(declaration)) {
      if (declaration.initializer !== undefined || declaration.dotDotDotToken !== undefined) return undefined;
      const from = bound(declaration);
      return from === undefined ? undefined : { place: from };
    }
    if (ts.isParameter(declaration)) {
      const list = listGoneThrough(declaration);
      return list === undefined ? undefined : { place: [...list, '[]'] };
    }
    if (!ts.isVariableDeclaration(declaration) || !(declaration.parent.flags & ts.NodeFlags.Const)) return undefined;
    if (ts.isForOfStatement(declaration.parent.parent)) {
      const list = elementsOf(declaration.parent.parent.expression);
      return list === undefined ? undefined : { place: list };
    }
    return declaration.initializer === undefined ? undefined : heldValue(declaration.initializer, name);
  }

  function heldValue(initializer: ts.Expression, name: string): Held | undefined {
    const node = bare(initializer);
    if (ts.isConditionalExpression(node)) {
      const [there] = [node.whenTrue, node.whenFalse].filter((branch) => !isNothing(branch));
      const what = isNothing(node.whenTrue) !== isNothing(node.whenFalse) && there !== undefined ? heldValue(there, name) : undefined;
      if (what === undefined) return undefined;
      const choice: Place = [`${name} (whether)`];
      choices.push({ choice, from: [...reads(node.condition), ...(what.choice === undefined ? [] : [what.choice])] });
      return { ...what, choice };
    }
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && isBuiltIn(node)) {
      const method = node.expression.name.text;
      const list = elementsOf(node.expression.expression);
      const choice: Place = [`${name} (which)`];
      const from = [...reads(node.expression.expression).map(lengthOf), ...node.arguments.flatMap(reads)];
      if (list !== undefined && (selecting.has(method) || picking.has(method))) {
        choices.push({ choice, from });
        return selecting.has(method) ? { elements: list, choice } : { place: list, choice };
      }
      const map = place(node.expression.expression);
      if (method === 'get' && map !== undefined) {
        choices.push({ choice, from: node.arguments.flatMap(reads) });
        return { place: [...map, 'get', '()'], choice };
      }
      return undefined;
    }
    const there = place(node);
    return there === undefined ? undefined : { place: there };
  }

  /** `lines` in `const { lines } = order`, `id` in `({ id }: User) => …`. */
  function bound(element: ts.BindingElement): Place | undefined {
    const pattern = element.parent;
    const owner = pattern.parent;
    let from: Place | undefined;
    if (ts.isBindingElement(owner)) from = owner.initializer === undefined ? bound(owner) : undefined;
    else if (ts.isParameter(owner)) {
      const list = listGoneThrough(owner);
      from =
        list !== undefined ? [...list, '[]'] : owner.parent === unit ? [`{${String(owner.parent.parameters.indexOf(owner))}}`] : undefined;
    } else if (ts.isVariableDeclaration(owner) && ts.isForOfStatement(owner.parent.parent))
      from = elementsOf(owner.parent.parent.expression);
    else if (ts.isVariableDeclaration(owner) && owner.initializer !== undefined && owner.parent.flags & ts.NodeFlags.Const)
      from = place(owner.initializer);
    if (from === undefined) return undefined;
    if (ts.isArrayBindingPattern(pattern)) return [...from, '[]'];
    const name = element.propertyName ?? element.name;
    if (!ts.isIdentifier(name)) return undefined;
    // A destructured parameter has no name of its own: its parts are known by theirs.
    return from[0]?.startsWith('{') === true && from.length === 1 ? [keys.get(element) ?? name.text] : [...from, name.text];
  }

  function listGoneThrough(parameter: ts.ParameterDeclaration): Place | undefined {
    const handed = parameter.parent;
    const call = handed.parent;
    if (handed === unit || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression) || call.arguments[0] !== handed)
      return undefined;
    if (!going.has(call.expression.name.text) || handed.parameters[0] !== parameter || !isBuiltIn(call)) return undefined;
    const list = elementsOf(call.expression.expression);
    return list?.slice(0, -1);
  }

  /** Where the elements of a list are. */
  function elementsOf(node: ts.Expression): Place | undefined {
    const inner = bare(node);
    if (ts.isIdentifier(inner)) {
      const elements = held(keyOf(inner))?.elements;
      if (elements !== undefined) return elements;
    }
    if (
      ts.isCallExpression(inner) &&
      ts.isPropertyAccessExpression(inner.expression) &&
      selecting.has(inner.expression.name.text) &&
      isBuiltIn(inner)
    )
      return elementsOf(inner.expression.expression);
    const there = place(inner);
    // What a Map or a Set holds has no place of its own.
    return there === undefined || isKeyed(inner) ? there : [...there, '[]'];
  }

  function isKeyed(node: ts.Expression): boolean {
    return /^(?:Readonly)?(?:Map|Set)$|^Weak(?:Map|Set)$|Iterator$/u.test(checker.getTypeAtLocation(node).symbol?.name ?? '');
  }

  function howMany(list: ts.Expression): readonly Place[] {
    const node = bare(list);
    const what = ts.isIdentifier(node) ? held(keyOf(node)) : undefined;
    if (what?.elements !== undefined) return what.choice === undefined ? [] : [what.choice];
    const there = place(node);
    return there === undefined ? reads(node) : [isKeyed(node) ? there : [...there, 'length'], ...choicesWithin(node)];
  }

  function place(expression: ts.Expression): Place | undefined {
    const node = bare(expression);
    if (node.kind === ts.SyntaxKind.ThisKeyword) return ['this'];
    if (ts.isIdentifier(node)) {
      const what = held(keyOf(node));
      return what?.place ?? (what?.elements === undefined ? [keyOf(node)] : undefined);
    }
    if (ts.isPropertyAccessExpression(node)) {
      const owner = place(node.expression);
      return owner === undefined ? undefined : [...owner, node.name.text];
    }
    if (ts.isElementAccessExpression(node)) return elementsOf(node.expression);
    if (ts.isCallExpression(node) && !isBuiltIn(node)) {
      const callee = place(node.expression);
      return callee === undefined ? undefined : [...callee, '()'];
    }
    if (ts.isNewExpression(node) && !isBuiltIn(node) && ts.isIdentifier(node.expression)) return [`new ${node.expression.text}`, '()'];
    return undefined;
  }

  function reads(node: ts.Node | undefined): readonly Place[] {
    if (node === undefined || ts.isTypeNode(node)) return [];
    if (ts.isExpression(node)) {
      const inner = bare(node);
      if (inner !== node) return reads(inner);
    }
    if (ts.isIdentifier(node)) {
      if (isLabel(node) || isGlobal(node)) return [];
      const what = held(keyOf(node));
      const choice = what?.choice === undefined ? [] : [what.choice];
      if (what?.elements !== undefined) return [what.elements, ...choice];
      return [what?.place ?? [keyOf(node)], ...choice];
    }
    if (node.kind === ts.SyntaxKind.ThisKeyword) return [['this']];
    if (ts.isPropertyAccessExpression(node)) {
      const owner = bare(node.expression);
      if (ts.isIdentifier(owner) && held(keyOf(owner))?.elements !== undefined && node.name.text === 'length') return howMany(owner);
      const there = place(node);
      return there === undefined ? reads(node.expression) : [there, ...choicesWithin(node)];
    }
    if (ts.isElementAccessExpression(node)) {
      const there = place(node);
      return [...(there === undefined ? reads(node.expression) : [there, ...choicesWithin(node)]), ...reads(node.argumentExpression)];
    }
    if (ts.isCallExpression(node) && !isBuiltIn(node)) {
      const there = place(node);
      return [...(there === undefined ? reads(node.expression) : [there]), ...node.arguments.flatMap(reads)];
    }
    if (ts.isCallExpression(node)) {
      const owner = ts.isPropertyAccessExpression(node.expression) ? reads(node.expression.expression) : [];
      const callee = ts.isPropertyAccessExpression(node.expression) ? node.expression.name.text : '';
      // `lines.some((line) => line.due)` looks at what its function looks at, and at how many there are.
      const narrow = going.has(callee) && node.arguments.some(ts.isFunctionLike) && callee !== 'filter' && callee !== 'find';
      return [...(narrow ? owner.map(lengthOf) : owner), ...node.arguments.flatMap(reads)];
    }
    if (ts.isPropertyAssignment(node))
      return [...(ts.isComputedPropertyName(node.name) ? reads(node.name.expression) : []), ...reads(node.initializer)];
    if (ts.isShorthandPropertyAssignment(node)) return reads(node.name);
    if (ts.isVariableDeclaration(node)) return reads(node.initializer);
    const found: Place[] = [];
    ts.forEachChild(node, (child) => {
      found.push(...reads(child));
    });
    return found;
  }

  /** `coupon.percent`: also which coupon it is. */
  function choicesWithin(node: ts.Expression): readonly Place[] {
    let root: ts.Expression = node;
    const found: Place[] = [];
    while (
      ts.isPropertyAccessExpression(root) ||
      ts.isElementAccessExpression(root) ||
      ts.isCallExpression(root) ||
      ts.isNonNullExpression(root)
    ) {
      if (ts.isCallExpression(root)) found.push(...root.arguments.flatMap(reads));
      root = bare(root.expression);
    }
    const choice = ts.isIdentifier(root) ? held(keyOf(root))?.choice : undefined;
    return choice === undefined ? found : [...found, choice];
  }

  function isGlobal(node: ts.Identifier): boolean {
    if (node.text === 'undefined') return true;
    const declared = checker.getSymbolAtLocation(node)?.declarations?.[0]?.getSourceFile().fileName ?? '';
    return /(?:^|\/)lib\.(?:es|decorators)[^/]*\.d\.ts$/u.test(declared);
  }

  return { reads, place, howMany, isBuiltIn, choices };
}
