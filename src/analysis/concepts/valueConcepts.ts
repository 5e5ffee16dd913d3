import { ts } from 'ts-morph';
import { concept, type ConceptDetector } from '../conceptDetector.ts';
import { isConstant, isMatchedGroup, isTestedForDigits } from '../knownValues.ts';
import { codeInWords, globalCalled, inWords, methodOf, methodOn, receiverOf } from '../namesInWords.ts';
import { lineOf } from '../stateFact.ts';
import { startOfChain } from '../ownCode.ts';
import { falsyValue, isSameKind, typeParts } from '../valueTypes.ts';

const { BinaryExpression, CallExpression, NewExpression, Parameter, BindingElement } = ts.SyntaxKind;

/** `??=`, `||=`, `&&=` and what each asks of the left side. */
const conditional: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.QuestionQuestionEqualsToken, 'is `null` or `undefined`'],
  [ts.SyntaxKind.BarBarEqualsToken, "is falsy, a `0` or `''` too"],
  [ts.SyntaxKind.AmpersandAmpersandEqualsToken, 'is truthy'],
]);

const loose = new Set([ts.SyntaxKind.EqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsToken]);
const money = /(price|cost|tax|discount|fee|balance|revenue|salary|refund)s?$/i;

function isNothing(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === 'undefined');
}

function isEnvironment(node: ts.Expression): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 'env' &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'process'
  );
}

/** In an `if`, `while`, `!` or another `||`, only truth counts. */
function isCondition(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return isCondition(parent);
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent) || ts.isConditionalExpression(parent))
    return !('condition' in parent) || parent.condition === node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  return (
    ts.isBinaryExpression(parent) &&
    /^(BarBar|AmpersandAmpersand)/.test(ts.SyntaxKind[parent.operatorToken.kind] ?? '') &&
    isCondition(parent)
  );
}

function regexOf(expression: ts.Expression, sourceFile: ts.SourceFile): ts.RegularExpressionLiteral | undefined {
  if (ts.isRegularExpressionLiteral(expression)) return expression;
  if (!ts.isIdentifier(expression)) return undefined;
  for (const statement of sourceFile.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations)
      if (name.getText() === expression.text && initializer && ts.isRegularExpressionLiteral(initializer)) return initializer;
  }
  return undefined;
}

export const valueConcepts: readonly ConceptDetector[] = [
  concept({
    id: 'nullish-vs-or',
    misconception: '`??` and `||` are interchangeable.',
    kinds: [BinaryExpression],
    why: (node: ts.BinaryExpression, { checker, names }) => {
      const { left, right, operatorToken } = node;
      const isOr = operatorToken.kind === ts.SyntaxKind.BarBarToken;
      if ((!isOr && operatorToken.kind !== ts.SyntaxKind.QuestionQuestionToken) || (isOr && isCondition(node))) return undefined;
      const value = checker
        ? falsyValue(left, checker)
        : ts.isNumericLiteral(right)
          ? '`0`'
          : ts.isStringLiteral(right)
            ? "`''`"
            : undefined;
      if (value === undefined || (isOr && (isBooleanTyped(left, checker) || `\`${right.getText().replaceAll('"', "'")}\`` === value)))
        return undefined;
      if (isOr && isMatchedGroup(left, names)) return undefined;
      const name = codeInWords(left, 'the left side');
      return isOr
        ? `A ${value} in ${name} is replaced too: \`||\` asks for truth, \`??\` would ask for presence.`
        : `A ${value} in ${name} stays: \`??\` replaces only \`null\` and \`undefined\`.`;
    },
  }),
  concept({
    id: 'optional-chain-stop',
    misconception: 'Only the next step is skipped.',
    kinds: [ts.SyntaxKind.PropertyAccessExpression, CallExpression, ts.SyntaxKind.ElementAccessExpression],
    why: (access: ts.PropertyAccessExpression | ts.CallExpression | ts.ElementAccessExpression) => {
      if (!access.questionDotToken) return undefined;
      let end: ts.Node = access;
      let steps = 0;
      for (let next = end.parent; isLink(next, end); next = end.parent) {
        end = next;
        if (!ts.isCallExpression(next)) steps += 1;
      }
      if (steps === 0) return undefined;
      return `When ${inWords(access.expression, 'what stands before `?.`')} is absent, the whole of ${codeInWords(end, 'the chain')} is skipped and gives \`undefined\`.`;
    },
  }),
  concept({
    id: 'optional-call-args',
    misconception: 'The arguments are computed in any case.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) => {
      const callee = call.expression;
      const isOptional =
        call.questionDotToken !== undefined || (ts.isPropertyAccessExpression(callee) && callee.questionDotToken !== undefined);
      const inner = isOptional
        ? call.arguments.find((argument) => ts.isCallExpression(argument) || ts.isAwaitExpression(argument))
        : undefined;
      const made = inner && (ts.isAwaitExpression(inner) ? inner.expression : inner);
      const name = made && ts.isCallExpression(made) ? inWords(made.expression, 'The argument') : 'The argument';
      const what = call.questionDotToken ? callee : (callee as ts.PropertyAccessExpression).expression;
      return inner && `${name} does not run when ${inWords(what, 'what is called')} is absent.`;
    },
  }),
  concept({
    id: 'default-param-null',
    misconception: '`null` gets the default too.',
    kinds: [Parameter],
    why: ({ name, initializer, type }: ts.ParameterDeclaration) => {
      const allowsNull =
        type &&
        ts.isUnionTypeNode(type) &&
        type.types.some((part) => ts.isLiteralTypeNode(part) && part.literal.kind === ts.SyntaxKind.NullKeyword);
      if (!initializer || !allowsNull || initializer.kind === ts.SyntaxKind.NullKeyword) return undefined;
      return `A \`null\` for \`${name.getText()}\` stays \`null\`: ${codeInWords(initializer, 'the default')} stands in only for \`undefined\`.`;
    },
  }),
  concept({
    id: 'destructure-default',
    misconception: 'A default also covers `null`.',
    kinds: [BindingElement],
    why: (element: ts.BindingElement, { checker }) => {
      const { name, initializer, parent, propertyName } = element;
      if (!initializer || !ts.isObjectBindingPattern(parent)) return undefined;
      const member = (propertyName ?? name).getText().slice(0, 40);
      const value = codeInWords(initializer, 'the default');
      if (!ts.isIdentifier(name)) return `When \`${member}\` is \`null\`, ${value} does not stand in for it and taking it apart throws.`;
      const mayBeNull = checker !== undefined && typeParts(name, checker).some(({ flags }) => flags & ts.TypeFlags.Null);
      return mayBeNull && initializer.kind !== ts.SyntaxKind.NullKeyword
        ? `A \`null\` in \`${member}\` stays \`null\`: ${value} stands in only for \`undefined\` and for a missing member.`
        : undefined;
    },
  }),
  concept({
    id: 'logical-assign',
    misconception: 'It assigns in any case.',
    kinds: [BinaryExpression],
    why: ({ left, right, operatorToken }: ts.BinaryExpression) => {
      const asks = conditional.get(operatorToken.kind);
      if (asks && operatorToken.kind === ts.SyntaxKind.QuestionQuestionEqualsToken && isConstant(right))
        return `A \`null\` in ${codeInWords(left, 'the left side')} becomes ${codeInWords(right, 'the default')} too; \`0\`, \`''\` and \`false\` stay.`;
      if (!asks) return undefined;
      const place = codeInWords(left, 'the left side');
      const code = codeInWords(right, '');
      const first = ts.isCallExpression(right) ? inWords(startOfChain(right).expression, '') : '';
      return code === '' && first !== ''
        ? `${first} is called, and its result assigned, only when ${place} ${asks}.`
        : `${code || 'The right side'} is evaluated and assigned only when ${place} ${asks}.`;
    },
  }),
  concept({
    id: 'loose-equality',
    misconception: 'The same as `===`.',
    kinds: [BinaryExpression],
    why: ({ left, right, operatorToken }: ts.BinaryExpression, { checker }) => {
      if (!loose.has(operatorToken.kind) || isNothing(left) || isNothing(right)) return undefined;
      if (ts.isTypeOfExpression(left) || ts.isTypeOfExpression(right)) return undefined;
      if (checker && isSameKind(left, right, checker)) return undefined;
      return `Where ${codeInWords(left, 'the left side')} and ${codeInWords(right, 'the right side')} are of different types, they are converted first: \`0 == ''\` is true.`;
    },
  }),
  concept({
    id: 'nan-compare',
    misconception: '`NaN` equals itself.',
    kinds: [BinaryExpression, CallExpression],
    why: (node: ts.BinaryExpression | ts.CallExpression) => {
      if (ts.isBinaryExpression(node)) {
        const compares =
          /Equals(Equals)?(EqualsToken|Token)$/.test(ts.SyntaxKind[node.operatorToken.kind] ?? '') &&
          node.operatorToken.kind !== ts.SyntaxKind.EqualsToken;
        const isNaNValue = (value: ts.Expression): boolean => /^(Number\.)?NaN$/.test(value.getText());
        if (!compares || (!isNaNValue(node.left) && !isNaNValue(node.right))) return undefined;
        return 'Nothing equals `NaN`, `NaN` itself included: this comparison has the same answer for every value.';
      }
      const isAsked = globalCalled(node) === 'isNaN' || methodOn(node, 'Number') === 'isNaN';
      const [value] = node.arguments;
      return isAsked && value
        ? `\`NaN\` equals nothing, not even itself: \`===\` would never find it in ${codeInWords(value, 'the value')}, \`isNaN\` does.`
        : undefined;
    },
  }),
  concept({
    id: 'float-money',
    misconception: 'Decimals are exact.',
    kinds: [BinaryExpression],
    why: ({ left, right, operatorToken }: ts.BinaryExpression) => {
      if (operatorToken.kind !== ts.SyntaxKind.AsteriskToken && operatorToken.kind !== ts.SyntaxKind.SlashToken) return undefined;
      const amount = [left, right].find((side) => money.test(side.getText()) && !/cents|minor|units|micros/i.test(side.getText()));
      return (
        amount &&
        `${codeInWords(amount, 'The amount')} is computed in binary fractions: \`0.1 + 0.2\` is not \`0.3\`, and sums drift by fractions of a cent.`
      );
    },
  }),
  concept({
    id: 'parseint-map',
    misconception: 'A plain conversion to a number.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression, { nodes }) => {
      const [first] = call.arguments;
      if (methodOf(call) === 'map' && first && /^(Number\.)?parseInt$/.test(first.getText()))
        return '`map` hands the index on as the radix: `["1", "2", "3"]` becomes `[1, NaN, NaN]`.';
      const isParse = (ts.isIdentifier(call.expression) && call.expression.text === 'parseInt') || methodOn(call, 'Number') === 'parseInt';
      if (!isParse || !first || isTestedForDigits(first, nodes)) return undefined;
      return call.arguments.length === 1
        ? `${codeInWords(first, 'The text')} may begin with a number and go on with anything: \`12px\` gives 12, and \`0x10\` gives 16.`
        : `${codeInWords(first, 'The text')} may begin with a number and go on with anything: \`12px\` gives 12.`;
    },
  }),
  concept({
    id: 'date-month-zone',
    misconception: 'Months count from 1 and dates mean local time.',
    kinds: [NewExpression, CallExpression],
    why: (node: ts.NewExpression | ts.CallExpression) => {
      if (ts.isCallExpression(node)) {
        const method = methodOf(node) ?? '';
        return /^(get|set)(UTC)?Month$/.test(method) ? `\`${method}\` counts months from 0: 0 is January, 11 December.` : undefined;
      }
      if (node.expression.getText() !== 'Date') return undefined;
      const [first, second] = node.arguments ?? [];
      if (second) return `Months count from 0 here: 1 in ${codeInWords(second, 'the second place')} is February.`;
      const isDay = first && ts.isStringLiteralLike(first) && /^\d{4}-\d\d-\d\d$/.test(first.text);
      return isDay ? `\`${first.text}\` alone means midnight in UTC: west of Greenwich that is still the day before.` : undefined;
    },
  }),
  concept({
    id: 'regex-lastindex',
    misconception: 'The same text always gives the same answer.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression, { located }) => {
      const receiver = receiverOf(call);
      if (!receiver || !ts.isIdentifier(receiver) || !/^(test|exec)$/.test(methodOf(call) ?? '')) return undefined;
      const regex = regexOf(receiver, located.sourceFile);
      return regex && /[gy][a-z]*$/.test(regex.text.slice(regex.text.lastIndexOf('/')))
        ? `\`${receiver.text}\` (line ${lineOf(regex)}) remembers where it stopped: the next call starts there, also with another text.`
        : undefined;
    },
  }),
  concept({
    id: 'regex-anchor',
    misconception: 'The whole text has to match.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression, { located }) => {
      const receiver = receiverOf(call);
      if (!receiver || methodOf(call) !== 'test') return undefined;
      const regex = regexOf(receiver, located.sourceFile);
      const pattern = regex?.text.slice(1, regex.text.lastIndexOf('/')) ?? '';
      const checks = /(^|\.)(is|valid)|valid/i.test(located.unit.name) || /valid/i.test(receiver.getText());
      if (!regex || !checks || /^\^|\$$|\^\||\|\^/.test(pattern)) return undefined;
      return 'Without `^` and `$` a part that matches is enough, whatever stands around it.';
    },
  }),
  concept({
    id: 'env-string',
    misconception: '`false` or `0` in the environment counts as false.',
    kinds: [ts.SyntaxKind.PropertyAccessExpression, ts.SyntaxKind.ElementAccessExpression],
    why: (access: ts.PropertyAccessExpression | ts.ElementAccessExpression) => {
      if (!isEnvironment(access.expression)) return undefined;
      const { parent } = access;
      const isTruth =
        isCondition(access) ||
        (ts.isPrefixUnaryExpression(parent) && parent.operator === ts.SyntaxKind.ExclamationToken) ||
        (ts.isBinaryExpression(parent) && parent.left === access && parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken);
      return isTruth
        ? `${codeInWords(access, 'The variable')} is text: \`"false"\` and \`"0"\` count as true, only the empty text does not.`
        : undefined;
    },
  }),
];

function isLink(next: ts.Node, end: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(next) || ts.isElementAccessExpression(next) || ts.isCallExpression(next)) {
    return next.expression === end && !next.questionDotToken;
  }
  return false;
}

function isBooleanTyped(node: ts.Node, checker: ts.TypeChecker | undefined): boolean {
  return checker !== undefined && (checker.getTypeAtLocation(node).flags & ts.TypeFlags.BooleanLike) !== 0;
}
