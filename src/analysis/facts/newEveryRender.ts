import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { bodyOf, ownNodes, withoutParentheses } from '../ownCode.ts';
import { importsReact } from '../reactImports.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'new-every-render';
const listing = /^(React\.)?use(Effect|LayoutEffect|Callback|Memo)$/u;

/**
 * What a component makes anew each time, where somebody goes by its being the same.
 *
 *     const options = { page }; useEffect(() => { load(options); }, [options]);
 *     → `options` is a new one at every render (line 1): the `useEffect` that lists it runs every time.
 *     <Theme.Provider value={{ theme, setTheme }}>
 *     → `value` is a new object at every render: whatever reads this context renders again with it.
 */
export const newEveryRender: FactDetector = {
  id: kind,
  detect({ node, sourceFile }) {
    const body = bodyOf(node);
    if (!body || !ts.isFunctionLike(node) || !importsReact(sourceFile)) return [];
    return ownNodes(body).flatMap((found) => {
      if (ts.isCallExpression(found) && listing.test(found.expression.getText())) return listed(found, node, body);
      return ts.isJsxAttribute(found) ? provided(found) : [];
    });
  },
};

function listed(call: ts.CallExpression, unit: ts.SignatureDeclaration, body: ts.Block): readonly Fact[] {
  const [, list] = call.arguments;
  if (!list || !ts.isArrayLiteralExpression(list)) return [];
  const hook = call.expression.getText();
  return list.elements.flatMap((element) => {
    const made = ts.isIdentifier(element) ? madeIn(element.text, unit, body) : undefined;
    if (!made) return [];
    const effect = hook.endsWith('Effect') ? 'runs' : 'starts over';
    const name = element.getText();
    const what = made.isDefault ? `Where \`${name}\` is left out it is a new \`${made.value.getText()}\`` : `\`${name}\` is a new one`;
    const text = `${what} at every render (line ${lineOf(made.value)}): the \`${hook}\` that lists it ${effect} every time.`;
    return stateFact({ kind, about: `${hook}:${name}`, text, on: [made.value, list], surprise: 0.85 });
  });
}

/** The literal or function that a name of the component's own stands for, or the default of what it is handed. */
function madeIn(
  name: string,
  unit: ts.SignatureDeclaration,
  body: ts.Block,
): { readonly value: ts.Node; readonly isDefault: boolean } | undefined {
  for (const statement of body.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) return { value: statement, isDefault: false };
    if (!ts.isVariableStatement(statement) || !(statement.declarationList.flags & ts.NodeFlags.Const)) continue;
    for (const declaration of statement.declarationList.declarations)
      if (ts.isIdentifier(declaration.name) && declaration.name.text === name)
        return declaration.initializer && isNew(declaration.initializer) ? { value: declaration.initializer, isDefault: false } : undefined;
  }
  for (const { name: binding } of unit.parameters) {
    const element = ts.isObjectBindingPattern(binding) ? binding.elements.find((each) => each.name.getText() === name) : undefined;
    if (element?.initializer && isNew(element.initializer)) return { value: element.initializer, isDefault: true };
  }
  return undefined;
}

function isNew(value: ts.Expression): boolean {
  const inner = withoutParentheses(value);
  return (
    ts.isObjectLiteralExpression(inner) || ts.isArrayLiteralExpression(inner) || ts.isArrowFunction(inner) || ts.isFunctionExpression(inner)
  );
}

function provided(attribute: ts.JsxAttribute): readonly Fact[] {
  const element = attribute.parent.parent;
  const tag = ts.isJsxOpeningElement(element) || ts.isJsxSelfClosingElement(element) ? element.tagName.getText() : '';
  const value = attribute.initializer && ts.isJsxExpression(attribute.initializer) ? attribute.initializer.expression : undefined;
  if (attribute.name.getText() !== 'value' || !/(\.|Context)Provider$/u.test(tag) || !value || !ts.isObjectLiteralExpression(value))
    return [];
  const text = '`value` is a new object at every render: whatever reads this context renders again with it.';
  return stateFact({ kind, about: `provided:${tag}`, text, on: [attribute], surprise: 0.65 });
}
