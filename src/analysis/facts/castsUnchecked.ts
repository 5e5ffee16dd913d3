import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { isPlainPath, ownNodes, withoutParentheses } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'casts-unchecked';
const longestType = 40;
const longestValue = 40;
const mostOthers = 3;

/**
 * What a cast rules out although the type of the value says that it can be.
 *
 *     (children[index] as DecorationSet).forEach(…)     (children: (number | DecorationSet)[])
 *     → By its type `children[index]` can also be `number`: the cast to `DecorationSet` checks nothing.
 */
export const castsUnchecked: FactDetector = {
  id: kind,
  detect({ node }, { checker }) {
    if (!ts.isFunctionLike(node) || !checker) return [];
    return ownNodes(node).flatMap((found) => (ts.isAsExpression(found) ? ruledOut(found, checker) : []));
  },
};

function ruledOut(cast: ts.AsExpression, checker: ts.TypeChecker): readonly Fact[] {
  const value = cast.expression;
  const shown = value.getText();
  if (!isLookUp(value) || shown.length > longestValue || ts.isConstTypeReference(cast.type) || ts.isAsExpression(cast.parent)) return [];
  const from = checker.getTypeAtLocation(value);
  const to = checker.getTypeAtLocation(cast.type);
  const vague = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter | ts.TypeFlags.Never;
  if (!from.isUnion() || (to.flags & vague) !== 0 || from.types.some(({ flags }) => (flags & vague) !== 0)) return [];
  const others = from.types.filter((part) => !checker.isTypeAssignableTo(part, to));
  if (others.length === 0 || others.length === from.types.length || others.length > mostOthers || isAskedAbout(value)) return [];
  // What is absent may be handed on as it is: only reading a member of it shows.
  const nothing = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void;
  if (others.every(({ flags }) => (flags & nothing) !== 0) && !isRead(cast)) return [];
  if (isAccepted(cast, from, checker)) return [];
  const names = [...new Set(others.map((part) => checker.typeToString(checker.getBaseTypeOfLiteralType(part))))];
  const [first] = names;
  const type = cast.type.getText().replaceAll(/\s+/g, ' ');
  // Instances of one generic type, and lists of this and of that, are the same thing at run time.
  if (first === undefined || first.length > longestType || type.length > longestType || /[{(<]|\[\]$/.test(first) || type.startsWith('{'))
    return [];
  const more = names.length > 1 ? ` and ${names.length - 1} more` : '';
  const text = `By its type \`${shown}\` can also be \`${first}\`${more}: the cast to \`${type}\` checks nothing.`;
  return stateFact({ kind, about: shown, text, on: [cast], surprise: 0.55, basis: 'types' });
}

/** Whoever gets it takes all of it: the cast is only more than was needed. */
function isAccepted(cast: ts.AsExpression, from: ts.Type, checker: ts.TypeChecker): boolean {
  const call = cast.parent;
  if (!ts.isCallExpression(call)) return false;
  const signature = checker.getResolvedSignature(call);
  const parameter = signature?.getParameters()[call.arguments.indexOf(cast)];
  return parameter !== undefined && checker.isTypeAssignableTo(from, checker.getTypeOfSymbolAtLocation(parameter, call));
}

/** A plain path, or an element of one. */
function isLookUp(value: ts.Expression): boolean {
  return isPlainPath(value) || (ts.isElementAccessExpression(value) && isPlainPath(value.expression));
}

/** `(value as Type).name`: a member is read of what the cast gives. */
function isRead(cast: ts.AsExpression): boolean {
  const { parent } = cast;
  const use = ts.isParenthesizedExpression(parent) ? parent.parent : parent;
  return (ts.isPropertyAccessExpression(use) || ts.isElementAccessExpression(use)) && use.questionDotToken === undefined;
}

/** Somewhere around it a condition names the value, or what it is a member of: then it may be known what it is. */
function isAskedAbout(value: ts.Expression): boolean {
  const owner = ts.isElementAccessExpression(value) || ts.isPropertyAccessExpression(value) ? value.expression : value;
  const names = [value.getText(), withoutParentheses(owner).getText()].filter((name) => name !== 'this');
  let around: ts.Node = value;
  for (let above: ts.Node = value; !ts.isSourceFile(above); above = above.parent) if (ts.isFunctionLike(above)) around = above;
  const visit = (node: ts.Node): boolean => {
    const condition = conditionOf(node);
    const isAsked = condition !== undefined && names.some((name) => condition.getText().includes(name));
    return isAsked || (ts.forEachChild(node, visit) ?? false);
  };
  return visit(around);
}

function conditionOf(node: ts.Node): ts.Node | undefined {
  if (ts.isIfStatement(node) || ts.isSwitchStatement(node) || ts.isWhileStatement(node)) return node.expression;
  if (ts.isConditionalExpression(node) || ts.isForStatement(node)) return node.condition;
  if (ts.isTypeOfExpression(node)) return node;
  const isChoice =
    ts.isBinaryExpression(node) &&
    /^(&&|\|\||\?\?|===?|!==?|in|instanceof)$/.test(node.operatorToken.getText()) &&
    !ts.isIfStatement(node.parent);
  if (isChoice) return node.left;
  return ts.isCallExpression(node) && /(^|\.)(is|assert|has)[A-Z]\w*$/.test(node.expression.getText()) ? node : undefined;
}
