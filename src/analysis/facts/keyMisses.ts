import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { scopesAround, type Scopes } from '../localScopes.ts';
import { allNodes } from '../outline/unitBody.ts';
import { bodyOf, ownNodes } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'key-misses';

/**
 * A cached query whose key leaves out what decides the answer.
 *
 *     useQuery({ queryKey: ['orders'], queryFn: () => load(customer) })
 *     → `customer` decides what is loaded and is not in the `queryKey` (line 1): the answer for one is kept for all.
 */
export const keyMisses: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    if (!body || !ts.isFunctionLike(node)) return [];
    const scopes = scopesAround(node);
    return ownNodes(body).flatMap((found) => (ts.isObjectLiteralExpression(found) ? missed(found, node, body, scopes) : []));
  },
};

function missed(options: ts.ObjectLiteralExpression, unit: ts.Node, body: ts.Block, scopes: Scopes): readonly Fact[] {
  const valueOf = (name: string): ts.Node | undefined => {
    const property = options.properties.find((each) => each.name?.getText() === name);
    return property && (ts.isPropertyAssignment(property) ? property.initializer : ts.isMethodDeclaration(property) ? property : undefined);
  };
  const key = valueOf('queryKey');
  const load = valueOf('queryFn');
  if (!key || !ts.isArrayLiteralExpression(key) || !load || !ts.isFunctionLike(load)) return [];
  const listed = new Set(
    allNodes(key)
      .filter(ts.isIdentifier)
      .map(({ text }) => text),
  );
  if (ownNodes(key).some(ts.isSpreadElement)) return [];
  const missing = allNodes(load).find(
    (node): node is ts.Identifier =>
      ts.isIdentifier(node) &&
      isArgument(node) &&
      scopes.declaring(node) === unit &&
      !listed.has(node.text) &&
      !isInListedValue(node.text, listed, body),
  );
  if (!missing) return [];
  const text = `\`${missing.text}\` decides what is loaded and is not in the \`queryKey\` (line ${lineOf(key)}): the answer for one is kept for all.`;
  return stateFact({ kind, about: missing.text, text, on: [key, missing], surprise: 0.85 });
}

/** Handed to a call, alone, as a member of an object, or within a text. */
function isArgument(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isTemplateSpan(parent) || ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return ts.isCallExpression(parent) && parent.arguments.includes(node);
}

/** A value that is listed was made of it. */
function isInListedValue(name: string, listed: ReadonlySet<string>, body: ts.Block): boolean {
  return ownNodes(body).some(
    (node) =>
      ts.isVariableDeclaration(node) &&
      node.initializer !== undefined &&
      [...listed].some((known) =>
        new RegExp(String.raw`(?<![\w$.])${known.replaceAll('$', String.raw`\$`)}(?![\w$])`, 'u').test(node.name.getText()),
      ) &&
      new RegExp(String.raw`(?<![\w$.])${name.replaceAll('$', String.raw`\$`)}(?![\w$])`, 'u').test(node.initializer.getText()),
  );
}
