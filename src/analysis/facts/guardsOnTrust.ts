import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'guards-on-trust';

/**
 * A type predicate that vouches for members which its body never looks at.
 *
 *     function isCart(value: unknown): value is Cart { return isObject(value) && 'items' in value; }
 *     → Vouches that `value` is a `Cart` after looking at `items` alone: `total` and `currency` are taken on trust.
 */
export const guardsOnTrust: FactDetector = {
  id: kind,
  detect({ node }, { checker }) {
    if (!checker || !ts.isFunctionLike(node) || !('body' in node) || !node.body) return [];
    const predicate = node.type;
    if (!predicate || !ts.isTypePredicateNode(predicate) || !predicate.type) return [];
    const subject = predicate.parameterName.getText();
    const body = node.body as ts.Node;
    const type = checker.getTypeAtLocation(predicate.type);
    const name = predicate.type.getText().replaceAll(/\s+/g, ' ');
    if (name.length > 40 || checker.isArrayLikeType(type) || !isOfProject(type) || checksAsAWhole(body, subject)) return [];
    const required = checker
      .getPropertiesOfType(type)
      .filter(({ flags, name: member }) => !(flags & ts.SymbolFlags.Optional) && /^[A-Za-z_$][\w$]*$/.test(member))
      .map(({ name: member }) => member);
    const mentioned = wordsIn(body);
    const looked = required.filter((member) => mentioned.has(member));
    const trusted = required.filter((member) => !mentioned.has(member));
    const [first, second, ...more] = trusted;
    if (first === undefined || required.length < 2 || looked.length > 2) return [];
    const seen = looked.length === 0 ? 'without looking at any member' : `after looking at \`${looked.join('` and `')}\` alone`;
    const rest = more.length > 0 ? `, \`${second}\` and ${more.length} more are` : second === undefined ? ' is' : ` and \`${second}\` are`;
    const text = `Vouches that \`${subject}\` is a \`${name}\` ${seen}: \`${first}\`${rest} taken on trust.`;
    return stateFact({ kind, about: name, text, on: [predicate], surprise: 0.65, basis: 'types', reach: 'elsewhere' });
  },
};

/** An object type that somebody wrote down: what a library declares is tested by other means. */
function isOfProject(type: ts.Type): boolean {
  const declared = (type.aliasSymbol ?? type.symbol)?.declarations ?? [];
  const isWritten = declared.some((declaration) => !declaration.getSourceFile().isDeclarationFile && !ts.isClassLike(declaration));
  return isWritten && (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0 && type.getCallSignatures().length === 0;
}

/** `instanceof`, a schema, another guard that gets the value itself: what those look at is not seen here. */
function checksAsAWhole(body: ts.Node, subject: string): boolean {
  const visit = (node: ts.Node): boolean => {
    const isCall = ts.isCallExpression(node) && !/^(Array\.isArray|Object\.(keys|hasOwn)|Boolean)$/.test(node.expression.getText());
    const handsOn = isCall && node.arguments.some((argument) => argument.getText().replace(/ as .*$/, '') === subject);
    const isInstance = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
    return handsOn || isInstance || (ts.forEachChild(node, visit) ?? false);
  };
  return visit(body);
}

function wordsIn(body: ts.Node): ReadonlySet<string> {
  const words = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isStringLiteralLike(node)) words.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(body);
  return words;
}
