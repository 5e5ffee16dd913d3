import { ts } from 'ts-morph';
import { plainExpression } from './plainExpression.ts';
import { collectUsage } from './usage.ts';
import type { Usage } from './usageTree.ts';
import type { UnitInContext } from './world.ts';

/** A function that the unit makes and answers, or that stands in the object it answers, or that it hands to something from outside. */
export interface AnsweredCall {
  readonly member?: string;
  /** The last step of what it is handed to: `subscribe`. */
  readonly handedTo?: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly type: ts.Type;
    readonly usage: Usage | undefined;
    readonly rest: boolean;
  }[];
}

const most = 3;

/** `return (state) => …`, `return { start, stop: () => … }`: at most three, those that do most first. `taken`: names that mean something else. */
export function answeredCalls({ located, checker }: UnitInContext, taken: ReadonlySet<string>): readonly AnsweredCall[] {
  const { node } = located;
  if (checker === undefined || !ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return [];
  const { body } = node;
  if ('asteriskToken' in node && node.asteriskToken !== undefined) return [];
  if (ts.canHaveModifiers(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true) return [];
  const handed = handedOn(body, checker).filter(({ parameters }) => parameters.every(({ name }) => !taken.has(name)));
  if (ts.isConstructorDeclaration(node)) return handed.slice(0, most);
  const answers = ts.isBlock(body) ? returnedFrom(body) : [body];
  const found = answers.flatMap((answer) => madeIn(answer, body)).toSorted((left, right) => right.made.getWidth() - left.made.getWidth());
  const calls = found.length > 0 ? found.map(({ member, made }) => callOf(member, made, checker)) : calledByType(node, checker);
  return calls
    .filter(({ parameters }) => parameters.every(({ name }) => !taken.has(name)))
    .filter((call, index, all) => all.findIndex(({ member }) => member === call.member) === index)
    .concat(handed)
    .slice(0, most);
}

const smallest = 40;

/** `source.subscribe((value) => …)`: functions written where they are handed over, the first for each callee, those that do most first. */
function handedOn(body: ts.Node, checker: ts.TypeChecker): readonly AnsweredCall[] {
  const found = new Map<string, Made['made']>();
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isCallExpression(node)) {
      const callee = plainExpression(node.expression);
      const name = ts.isIdentifier(callee) ? callee.text : ts.isPropertyAccessExpression(callee) ? callee.name.text : undefined;
      const made = node.arguments.map((given) => functionOf(plainExpression(given), body)).find((given) => given !== undefined);
      if (name !== undefined && made !== undefined && made.getWidth() >= smallest && !goesThrough.test(name) && !found.has(name))
        found.set(name, made);
    }
    ts.forEachChild(node, visit);
  };
  visit(body);
  return [...found]
    .toSorted(([, left], [, right]) => right.getWidth() - left.getWidth())
    .map(([handedTo, made]) => ({ ...callOf(undefined, made, checker), handedTo }));
}

/** What calls the function itself. */
const goesThrough =
  /^(?:map|filter|forEach|reduce|reduceRight|some|every|find\w*|flatMap|sort|toSorted|then|catch|finally|setTimeout|queueMicrotask)$/u;

function callOf(member: string | undefined, made: Made['made'], checker: ts.TypeChecker): AnsweredCall {
  const { parameters: usages } = collectUsage(made);
  const parameters = made.parameters.map((parameter, index) => ({
    name: ts.isIdentifier(parameter.name) ? parameter.name.text : `its argument ${index + 1}`,
    type: checker.getTypeAtLocation(parameter),
    usage: usages[index],
    rest: parameter.dotDotDotToken !== undefined,
  }));
  return { ...(member !== undefined && { member }), parameters };
}

/** `return operate((source) => …)`: what is answered is a function by its type. */
function calledByType(node: ts.SignatureDeclaration, checker: ts.TypeChecker): readonly AnsweredCall[] {
  const answer = checker.getSignatureFromDeclaration(node)?.getReturnType();
  const [signature, other] = answer?.getCallSignatures() ?? [];
  if (signature === undefined || other !== undefined) return [];
  const parameters = signature.parameters.map((parameter) => ({
    name: parameter.name,
    type: checker.getTypeOfSymbolAtLocation(parameter, node),
    usage: undefined,
    rest:
      parameter.valueDeclaration !== undefined &&
      ts.isParameter(parameter.valueDeclaration) &&
      parameter.valueDeclaration.dotDotDotToken !== undefined,
  }));
  return [{ parameters }];
}

interface Made {
  readonly member?: string;
  readonly made: ts.FunctionExpression | ts.ArrowFunction | ts.FunctionDeclaration | ts.MethodDeclaration;
}

/** The expressions that the function's own `return`s answer. */
function returnedFrom(body: ts.Block): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression !== undefined) found.push(node.expression);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return found;
}

function madeIn(answer: ts.Expression, body: ts.Node): readonly Made[] {
  const value = plainExpression(answer);
  if (!ts.isObjectLiteralExpression(value)) {
    const made = functionOf(value, body);
    return made === undefined ? [] : [{ made }];
  }
  return value.properties.flatMap((property): Made[] => {
    if (property.name === undefined || !(ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))) return [];
    const member = property.name.text;
    if (ts.isMethodDeclaration(property) && property.body !== undefined && property.asteriskToken === undefined)
      return [{ member, made: property }];
    const given = ts.isPropertyAssignment(property)
      ? property.initializer
      : ts.isShorthandPropertyAssignment(property)
        ? property.name
        : undefined;
    const made = given && functionOf(plainExpression(given), body);
    return made === undefined ? [] : [{ member, made }];
  });
}

/** A function written here, or declared under this name right in the body. */
function functionOf(value: ts.Expression, body: ts.Node): Made['made'] | undefined {
  if (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) return value.asteriskToken === undefined ? value : undefined;
  if (!ts.isIdentifier(value) || !ts.isBlock(body)) return undefined;
  for (const statement of body.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === value.text && statement.body !== undefined) return statement;
    if (!ts.isVariableStatement(statement)) continue;
    const declared = statement.declarationList.declarations.find(
      ({ name }) => ts.isIdentifier(name) && name.text === value.text,
    )?.initializer;
    const inner = declared && plainExpression(declared);
    if (inner !== undefined && (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner))) return inner;
  }
  return undefined;
}
