import { ts } from 'ts-morph';
import { concept, type ConceptDetector } from '../conceptDetector.ts';
import { codeInWords, inWords, isFunctionValue, methodOf, methodOn, mentions, receiverOf } from '../namesInWords.ts';
import { awaitedCalls, bodyOf, handlesRejection, isAsync, ownNodes } from '../ownCode.ts';
import { isPromiseCall } from '../promiseTypes.ts';
import { lineOf } from '../stateFact.ts';

const { CallExpression, NewExpression } = ts.SyntaxKind;

/** `Promise.all(users.map(…))` → what is waited for, in words. */
function members(call: ts.CallExpression): string {
  const [list] = call.arguments;
  if (!list) return 'its promises';
  if (ts.isArrayLiteralExpression(list)) {
    const names = list.elements.filter(ts.isCallExpression).map((element) => inWords(element.expression, ''));
    const [first, second] = names.filter((name) => name !== '');
    return first !== undefined && second !== undefined && first !== second ? `${first} or ${second}` : 'one of them';
  }
  const made = ts.isCallExpression(list) && methodOf(list) === 'map' ? receiverOf(list) : list;
  return made ? `one of ${inWords(made, 'them')}` : 'one of them';
}

export const promiseConcepts: readonly ConceptDetector[] = [
  concept({
    id: 'promise-all',
    misconception: 'When one of them fails, the others are cancelled.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) =>
      methodOn(call, 'Promise') === 'all'
        ? `When ${members(call)} fails, the wait ends at once, but the rest keep running unseen.`
        : undefined,
  }),
  concept({
    id: 'all-settled',
    misconception: 'It rejects when one of them fails.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) =>
      methodOn(call, 'Promise') === 'allSettled'
        ? `It never rejects: that ${members(call)} failed is seen only by looking at each \`status\`.`
        : undefined,
  }),
  concept({
    id: 'promise-race',
    misconception: 'The losers are aborted.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) =>
      methodOn(call, 'Promise') === 'race'
        ? 'The first to settle decides, a failure too; the losers keep running, timers included.'
        : undefined,
  }),
  concept({
    id: 'promise-any',
    misconception: 'The first to settle wins, even when it fails.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) =>
      methodOn(call, 'Promise') === 'any'
        ? 'Failures are ignored until all have failed; then it rejects with one `AggregateError`.'
        : undefined,
  }),
  concept({
    id: 'foreach-async',
    misconception: 'The loop waits for each round.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) => {
      const [callback] = call.arguments;
      if (methodOf(call) !== 'forEach' || !isFunctionValue(callback) || !isAsync(callback)) return undefined;
      return `\`forEach\` drops the promises: nobody waits for the rounds over ${inWords(call.expression, 'the list').replace('.forEach', '')}, nor sees one fail.`;
    },
  }),
  concept({
    id: 'map-async',
    misconception: 'It gives an array of values.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) => {
      const [callback] = call.arguments;
      if (methodOf(call) !== 'map' || !isFunctionValue(callback) || !isAsync(callback)) return undefined;
      const list = receiverOf(call);
      return `\`map\` gives promises, not values: all rounds over ${list ? inWords(list, 'the list') : 'the list'} begin at once.`;
    },
  }),
  concept({
    id: 'promise-executor-async',
    misconception: 'A throw in there rejects the promise.',
    kinds: [NewExpression],
    why: (made: ts.NewExpression) => {
      const executor = made.arguments?.[0];
      const isPromise = ts.isIdentifier(made.expression) && made.expression.text === 'Promise';
      return isPromise && executor && isFunctionValue(executor) && isAsync(executor)
        ? 'What the `async` executor throws rejects nothing: the new promise then stays pending.'
        : undefined;
    },
  }),
  concept({
    id: 'then-chain-return',
    misconception: 'The chain waits for promises made inside the callback.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression, { checker }) => {
      const [callback] = call.arguments;
      if (methodOf(call) !== 'then' || !isFunctionValue(callback) || isAsync(callback)) return undefined;
      const body = bodyOf(callback);
      if (!body || ownNodes(body).some(ts.isReturnStatement)) return undefined;
      const lost = body.statements.find(
        (statement) =>
          ts.isExpressionStatement(statement) && ts.isCallExpression(statement.expression) && isPromiseCall(statement.expression, checker),
      );
      if (!lost || !ts.isExpressionStatement(lost) || !ts.isCallExpression(lost.expression)) return undefined;
      return `The callback returns nothing, so the chain goes on before ${inWords(lost.expression.expression, 'the call in it')} (line ${lineOf(lost)}) is done.`;
    },
  }),
  concept({
    id: 'floating-promise',
    misconception: 'A `try` around it catches its failure.',
    kinds: [ts.SyntaxKind.ExpressionStatement],
    why: (statement: ts.ExpressionStatement, { checker }) => {
      const inner = ts.isVoidExpression(statement.expression) ? statement.expression.expression : statement.expression;
      if (
        !ts.isCallExpression(inner) ||
        methodOn(inner, 'Promise') !== undefined ||
        handlesRejection(inner) ||
        !isPromiseCall(inner, checker)
      )
        return undefined;
      return `Nothing waits for ${inWords(inner.expression, 'this call')}: code after it runs first, and no \`try\` around it sees it fail.`;
    },
  }),
  concept({
    id: 'async-returns-promise',
    misconception: 'The value is there as soon as the call returns.',
    kinds: [ts.SyntaxKind.VariableDeclaration],
    why: (variable: ts.VariableDeclaration, { checker, names }) => {
      const { name, initializer } = variable;
      if (!ts.isIdentifier(name) || !initializer || !ts.isCallExpression(initializer) || !isPromiseCall(initializer, checker))
        return undefined;
      // Whoever waits for it, or hands it to `then`, knows what it is.
      if (/promise/i.test(name.text) || (names.get(name.text) ?? []).some(isTakenAsPromise)) return undefined;
      return `\`${name.text}\` holds the promise of ${inWords(initializer.expression, 'the call')}, always truthy, not its value.`;
    },
  }),
  concept({
    id: 'return-await-in-try',
    misconception: '`return promise` and `return await promise` are the same.',
    kinds: [ts.SyntaxKind.ReturnStatement],
    why: ({ expression, parent }: ts.ReturnStatement, { checker }) => {
      if (!expression) return undefined;
      const isAwaited = ts.isAwaitExpression(expression);
      const call = isAwaited ? expression.expression : expression;
      if (!ts.isCallExpression(call)) return undefined;
      const tried = ts.findAncestor(parent, (node) => ts.isTryStatement(node) || ts.isFunctionLike(node));
      if (!tried || !ts.isTryStatement(tried) || !tried.catchClause || call.pos > tried.tryBlock.end) return undefined;
      const name = inWords(call.expression, 'the call');
      if (isAwaited) return `Only the \`await\` makes the \`catch\` see a rejection of ${name}; a bare \`return\` would pass it by.`;
      if (handlesRejection(call) || !isPromiseCall(call, checker)) return undefined;
      return `The promise of ${name} is returned unawaited: when it rejects, this \`catch\` does not run.`;
    },
  }),
  concept({
    id: 'await-in-loop',
    misconception: 'The rounds run in parallel.',
    kinds: [
      ts.SyntaxKind.ForStatement,
      ts.SyntaxKind.ForOfStatement,
      ts.SyntaxKind.ForInStatement,
      ts.SyntaxKind.WhileStatement,
      ts.SyntaxKind.DoStatement,
    ],
    why: (loop: ts.IterationStatement) => {
      if (ts.isForOfStatement(loop) && loop.awaitModifier) return undefined;
      const [first] = awaitedCalls(loop.statement);
      return first && `Each round waits for ${inWords(first.expression, `the call on line ${lineOf(first)}`)} before the next one begins.`;
    },
  }),
  concept({
    id: 'memo-promise',
    misconception: 'After a failure it is tried again.',
    kinds: [ts.SyntaxKind.BinaryExpression],
    why: (assignment: ts.BinaryExpression, { checker, located }) => {
      const { left, right, operatorToken } = assignment;
      if (!ts.isCallExpression(right) || handlesRejection(right) || !isPromiseCall(right, checker)) return undefined;
      if (operatorToken.kind !== ts.SyntaxKind.QuestionQuestionEqualsToken) return undefined;
      const target = codeInWords(left, 'the variable');
      const isReset = new RegExp(String.raw`${left.getText().replaceAll(/[^\w#]/g, String.raw`\$&`)} = (undefined|null)\b`).test(
        located.sourceFile.text,
      );
      return isReset
        ? undefined
        : `${target} keeps the promise itself: when ${inWords(right.expression, 'the call')} fails once, every later use fails too.`;
    },
  }),
  concept({
    id: 'event-loop-order',
    misconception: 'Callbacks run in the order of the source.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression, { nodes }) => {
      if (!ts.isIdentifier(call.expression) || !/^set(Timeout|Immediate)$/.test(call.expression.text)) return undefined;
      const around = ts.findAncestor(call, ts.isFunctionLike);
      // The usual wait, `new Promise((resolve) => setTimeout(resolve, 10))`, races with nothing.
      if (around && ts.isNewExpression(around.parent)) return undefined;
      const other = nodes.find(
        (node) => ts.isCallExpression(node) && /^(queueMicrotask|process\.nextTick)$|\.then$/.test(node.expression.getText()),
      );
      if (!other || !ts.isCallExpression(other) || mentions(other, call.expression.text)) return undefined;
      const name = ts.isIdentifier(other.expression) ? `\`${other.expression.text}\`` : '`then`';
      return `What ${name} (line ${lineOf(other)}) was given runs, once it is due, before any \`${call.expression.text}\` callback, even one of 0 ms.`;
    },
  }),
];

function isTakenAsPromise({ parent }: ts.Identifier): boolean {
  return ts.isAwaitExpression(parent) || (ts.isPropertyAccessExpression(parent) && /^(then|catch|finally)$/.test(parent.name.text));
}
