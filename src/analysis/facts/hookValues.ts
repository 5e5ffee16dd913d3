import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { scopesAround, type Scopes } from '../localScopes.ts';
import { allNodes } from '../outline/unitBody.ts';
import { bodyOf, ownCalls, ownNodes } from '../ownCode.ts';
import { importsReact } from '../reactImports.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'hook-values';
const withDependencies = /^(React\.)?use(Effect|LayoutEffect|InsertionEffect|Callback|Memo)$/;
const withFirstValue = /^(React\.)?use(State|Ref)$/;
/** The name says that only the first value counts. */
const announced = /^(default|initial|init)/i;

/**
 * Which render a value in a hook is from.
 *
 *     function Panel({ open }) { const [isOpen, setOpen] = useState(open); … }
 *     → Later values of `open` change nothing in line 1: `useState` takes it on the first render only.
 *     useEffect(() => { report(user); }, []);
 *     → `user` is not in the list of this `useEffect`: it keeps the `user` of the render in which it last ran.
 */
export const hookValues: FactDetector = {
  id: kind,
  detect({ node, sourceFile }) {
    const body = bodyOf(node);
    if (!body || !ts.isFunctionLike(node) || !importsReact(sourceFile)) return [];
    const scopes = scopesAround(node);
    return ownCalls(body).flatMap((call) => {
      const name = call.expression.getText();
      if (withFirstValue.test(name)) return firstOnly(call, node, body, scopes);
      return withDependencies.test(name) ? leftOut(call, node, body, scopes) : [];
    });
  },
};

function firstOnly(call: ts.CallExpression, unit: ts.SignatureDeclaration, body: ts.Block, scopes: Scopes): readonly Fact[] {
  const [value] = call.arguments;
  const declaration = call.parent;
  if (!value || !ts.isVariableDeclaration(declaration) || ts.isFunctionLike(value)) return [];
  const prop = [value, ...ownNodes(value)].find((node) => isProp(node, unit, body, scopes));
  if (!prop || !ts.isIdentifier(prop) || announced.test(prop.text)) return [];
  const kept = ts.isArrayBindingPattern(declaration.name)
    ? declaration.name.elements[1]?.getText()
    : `${declaration.name.getText()}.current`;
  // Taken over again somewhere: then later values do count.
  const isFollowed = allNodes(body).some((node) => {
    const isSet = ts.isCallExpression(node) && node.expression.getText() === kept;
    const isAssigned = ts.isBinaryExpression(node) && node.left.getText() === kept;
    const isWatched = ts.isCallExpression(node) && withDependencies.test(node.expression.getText()) && node.arguments[1];
    const place = isWatched ? isWatched : isSet || isAssigned ? node : undefined;
    return place !== undefined && new RegExp(`\\b${prop.text}\\b`).test(place.getText());
  });
  if (isFollowed) return [];
  const text = `Later values of \`${prop.text}\` change nothing in line ${lineOf(call)}: \`${call.expression.getText()}\` takes it on the first render only.`;
  return stateFact({ kind, about: `first:${prop.text}`, text, on: [call], surprise: 0.7 });
}

function leftOut(call: ts.CallExpression, unit: ts.SignatureDeclaration, body: ts.Block, scopes: Scopes): readonly Fact[] {
  const [callback, list] = call.arguments;
  if (!callback || !ts.isFunctionLike(callback) || !list || !ts.isArrayLiteralExpression(list)) return [];
  // Of an effect that runs once, `stale-effect` tells which state it keeps.
  const isTold = list.elements.length === 0 && call.expression.getText().endsWith('Effect');
  const listed = list.elements.map((element) => element.getText().replaceAll('?', ''));
  const missing = allNodes(callback).find(
    (node): node is ts.Identifier =>
      ts.isIdentifier(node) &&
      (isProp(node, unit, body, scopes) || (!isTold && isStateValue(node, body, scopes))) &&
      // `value != null` in the list follows the value as far as the hook goes by that.
      !listed.some((path) => new RegExp(String.raw`(?<![.\w$])${node.text.replaceAll('$', String.raw`\$`)}(?![\w$])`).test(path)),
  );
  if (!missing) return [];
  const hook = call.expression.getText();
  const text = `\`${missing.text}\` is not in the list of this \`${hook}\`: it keeps the \`${missing.text}\` of the render in which the list last changed.`;
  return stateFact({ kind, about: `left-out:${missing.text}`, text, on: [list, missing], surprise: 0.75 });
}

/** A name that the parameters bind, or that the body takes out of one: `const { open } = props`. */
function isProp(node: ts.Node, unit: ts.SignatureDeclaration, body: ts.Block, scopes: Scopes): boolean {
  if (!ts.isIdentifier(node) || isMember(node)) return false;
  const place = scopes.declaring(node);
  if (place === unit)
    return unit.parameters.some(
      ({ name }) => ts.isObjectBindingPattern(name) && name.elements.some((element) => element.name.getText() === node.text),
    );
  if (place !== body) return false;
  return body.statements.some(
    (statement) =>
      ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.some(
        ({ name, initializer }) =>
          ts.isObjectBindingPattern(name) &&
          initializer !== undefined &&
          ts.isIdentifier(initializer) &&
          scopes.declaring(initializer) === unit &&
          name.elements.some((element) => element.name.getText() === node.text),
      ),
  );
}

/** `count` of `const [count, setCount] = useState(0)`. */
function isStateValue(node: ts.Identifier, body: ts.Block, scopes: Scopes): boolean {
  if (isMember(node) || scopes.declaring(node) !== body) return false;
  return body.statements.some(
    (statement) =>
      ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.some(
        ({ name, initializer }) =>
          ts.isArrayBindingPattern(name) &&
          name.elements[0]?.getText() === node.text &&
          initializer !== undefined &&
          ts.isCallExpression(initializer) &&
          /^(React\.)?use(State|Reducer)$/.test(initializer.expression.getText()),
      ),
  );
}

/** A name that is looked up on an object, or given to a property. */
function isMember(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  return (
    ts.isJsxAttribute(parent) ||
    ts.isTypeNode(parent) ||
    ((ts.isPropertyAssignment(parent) || ts.isBindingElement(parent)) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node)
  );
}
