import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';

/**
 * Says a part of an answer by the name the code gives it.
 *
 *     const order = await loadOrder(id);     // `loadOrder().status` and `status` in the answer of `loadOrder` → `order.status`
 *
 * Only where one `const` holds the answer of the one call there is; elsewhere the text stays as it is.
 */
export function namedAsInCode({ node, sourceFile }: LocatedUnit): (text: string) => string {
  const names = answersHeld(node, sourceFile);
  const taken = takenApart(node);
  const items = itemsHeld(node, sourceFile);
  if (names.size + taken.size + items.size === 0) return (text) => text;
  return (text) =>
    text
      .replaceAll(/\b(argument\d+\.[\w$]+)/gu, (whole, path: string) => taken.get(path) ?? whole)
      .replaceAll(/`([\w$.#[\]]+)` in the answer of `([\w$.#]+)`/gu, (whole, part: string, call: string) => {
        const name = names.get(call);
        return name === undefined ? whole : `\`${name}.${part}\``;
      })
      .replaceAll(/`([\w$.#]+\(\)\[\d+\])((?:\.[\w$#]+|\[\d+\])*)`/gu, (whole, item: string, part: string) => {
        const name = items.get(item);
        return name === undefined ? whole : `\`${name}${part}\``;
      })
      .replaceAll(/`([\w$.#]+)\(\)((?:\.[\w$#]+|\[\d+\])+)`/gu, (whole, call: string, part: string) => {
        const name = names.get(call);
        return name === undefined ? whole : `\`${name}${part}\``;
      });
}

/** `({ id, list: all })` → `argument1.id` is `id`, and `argument1.list` is `all`. */
function takenApart(unit: ts.Node): ReadonlyMap<string, string> {
  if (!ts.isFunctionLike(unit)) return new Map();
  return new Map(
    unit.parameters.flatMap(({ name: pattern }, index) =>
      ts.isObjectBindingPattern(pattern)
        ? pattern.elements.flatMap(({ name, propertyName }) => {
            if (!ts.isIdentifier(name)) return [];
            const field = propertyName === undefined ? name.text : ts.isIdentifier(propertyName) ? propertyName.text : undefined;
            return field === undefined ? [] : [[`argument${index + 1}.${field}`, name.text] as const];
          })
        : [],
    ),
  );
}

/** `const [open, setOpen] = useState(false)`: `useState()[0]` is `open` where it is the one call of it. */
function itemsHeld(unit: ts.Node, sourceFile: ts.SourceFile): ReadonlyMap<string, string> {
  const items = new Map<string, string>();
  const calls: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) calls.push(node.expression.getText(sourceFile));
    if (
      ts.isVariableDeclaration(node) &&
      ts.isArrayBindingPattern(node.name) &&
      node.initializer &&
      ts.isCallExpression(node.initializer)
    ) {
      const callee = node.initializer.expression.getText(sourceFile);
      for (const [index, element] of node.name.elements.entries())
        if (ts.isBindingElement(element) && ts.isIdentifier(element.name)) items.set(`${callee}()[${index}]`, element.name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(unit);
  return new Map([...items].filter(([item]) => calls.filter((callee) => item.startsWith(`${callee}()`)).length === 1));
}

/** By callee, the `const` that holds what it answered. */
function answersHeld(unit: ts.Node, sourceFile: ts.SourceFile): ReadonlyMap<string, string> {
  const calls = new Map<string, number>();
  const held = new Map<string, string>();
  const declared = new Map<string, number>();
  const visit = (node: ts.Node): void => {
    // `(connection: Connection) => void` declares no `connection`.
    if (ts.isTypeNode(node)) return;
    if (ts.isCallExpression(node)) {
      const callee = node.expression.getText(sourceFile);
      calls.set(callee, (calls.get(callee) ?? 0) + 1);
    }
    if (ts.isIdentifier(node) && 'name' in node.parent && node.parent.name === node && !ts.isPropertyAccessExpression(node.parent))
      declared.set(node.text, (declared.get(node.text) ?? 0) + 1);
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer && node.parent.flags & ts.NodeFlags.Const) {
      const made = ts.isAwaitExpression(node.initializer) ? node.initializer.expression : node.initializer;
      if (ts.isCallExpression(made)) held.set(made.expression.getText(sourceFile), node.name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(unit);
  return new Map([...held].filter(([callee, name]) => calls.get(callee) === 1 && declared.get(name) === 1));
}
