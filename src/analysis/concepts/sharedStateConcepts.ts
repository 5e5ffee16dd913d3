import { ts } from 'ts-morph';
import { concept, type ConceptDetector, type ConceptScope } from '../conceptDetector.ts';
import { scopesAround } from '../localScopes.ts';
import { moduleEffects } from '../moduleEffects.ts';
import { codeInWords, globalCalled, inWords, isFunctionValue, methodOf, receiverOf } from '../namesInWords.ts';
import { bodyOf, isAsync, isPlainPath, ownNodes } from '../ownCode.ts';
import { lineOf } from '../stateFact.ts';
import { timerRestartIn } from '../timerRestart.ts';
import { isCollection, type Write } from '../writes.ts';

const { CallExpression, AwaitExpression, FunctionDeclaration, FunctionExpression, ArrowFunction, MethodDeclaration, Constructor } =
  ts.SyntaxKind;

/** The function whose run a node belongs to. */
function runnerOf(node: ts.Node): ts.Node | undefined {
  return ts.findAncestor(node.parent, ts.isFunctionLike);
}

/** What one run writes and another can see: a field of `this`, or a variable of the module. */
function isShared({ root }: Write): boolean {
  return !ts.isIdentifier(root) || scopesAround(root).isTopLevel(root);
}

/** `this.total += await load()`: the write comes after the wait that it holds. */
function isAssignedFrom(node: ts.Node, awaited: ts.AwaitExpression): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.right.pos <= awaited.pos && node.right.end >= awaited.end;
}

/** What is written was computed from the same place, read before the wait: directly, or through a variable. */
function readBefore(write: Write, awaited: ts.AwaitExpression, nodes: readonly ts.Node[]): ts.Node | undefined {
  const { node, target } = write;
  if (!ts.isBinaryExpression(node)) return undefined;
  if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return isAssignedFrom(node, awaited) ? node : undefined;
  const path = target.getText();
  const isPath = (value: ts.Node): boolean => value.end <= awaited.pos && ts.isExpression(value) && value.getText() === path;
  const inside = [node.right, ...ownNodes(node.right)];
  const direct = inside.find(isPath);
  if (direct) return direct;
  for (const variable of nodes) {
    if (!ts.isVariableDeclaration(variable) || !ts.isIdentifier(variable.name) || !variable.initializer || variable.end > awaited.pos)
      continue;
    const { text } = variable.name;
    const source = [variable.initializer, ...ownNodes(variable.initializer)].find(isPath);
    if (source && inside.some((value) => ts.isIdentifier(value) && value.text === text)) return source;
  }
  return undefined;
}

function sharedWritesAfter(awaited: ts.AwaitExpression, scope: ConceptScope): readonly Write[] {
  const runner = runnerOf(awaited);
  return scope.writes.filter((write) => {
    const { node, members, how } = write;
    if (node.pos < awaited.end && !isAssignedFrom(node, awaited)) return false;
    return (members.length > 0 || how === 'assigned') && runnerOf(node) === runner && isShared(write);
  });
}

export const sharedStateConcepts: readonly ConceptDetector[] = [
  concept({
    id: 'await-yield',
    misconception: 'The function blocks everything else until it is done.',
    kinds: [AwaitExpression],
    why: (awaited: ts.AwaitExpression, scope) => {
      // What is added to a set is there afterwards whoever else added to it.
      const write = sharedWritesAfter(awaited, scope).find(({ how }) => how !== 'called');
      if (!write) return undefined;
      const call = ts.isCallExpression(awaited.expression)
        ? inWords(awaited.expression.expression, 'this')
        : inWords(awaited.expression, 'this');
      return `Other code runs while ${call} is pending: ${codeInWords(write.target, 'what')} may have changed when line ${lineOf(write.node)} writes it.`;
    },
  }),
  concept({
    id: 'read-modify-write-gap',
    misconception: 'One thread means no lost updates.',
    kinds: [AwaitExpression],
    why: (awaited: ts.AwaitExpression, scope) => {
      for (const write of sharedWritesAfter(awaited, scope)) {
        const read = readBefore(write, awaited, scope.nodes);
        if (read)
          return `${codeInWords(write.target, 'The same place')} is read on line ${lineOf(read)}, before the wait, and written after it: what others write in between is lost.`;
      }
      return undefined;
    },
  }),
  concept({
    id: 'closure-capture',
    misconception: 'The function copies the value it sees when it is made.',
    kinds: [ts.SyntaxKind.VariableDeclaration],
    why: (variable: ts.VariableDeclaration, { names, writes }) => {
      const { name, parent } = variable;
      if (!ts.isIdentifier(name) || !(parent.flags & ts.NodeFlags.Let)) return undefined;
      const uses = names.get(name.text) ?? [];
      if (uses.length < 3) return undefined;
      const scopes = scopesAround(variable);
      const home = scopes.declaring(name);
      const runner = runnerOf(variable);
      const inner = uses.find((node) => node !== name && runnerOf(node) !== runner && scopes.declaring(node) === home);
      if (!inner) return undefined;
      const written = writes.find(
        ({ node, root, members, how }) =>
          ts.isIdentifier(root) &&
          root.text === name.text &&
          members.length === 0 &&
          how === 'assigned' &&
          node.pos > inner.pos &&
          runnerOf(node) === runner &&
          scopes.declaring(root) === home,
      )?.node;
      if (!written) return undefined;
      return `The function on line ${lineOf(runnerOf(inner) ?? inner)} sees \`${name.text}\` as it is when it runs: line ${lineOf(written)} changes it after the function is made.`;
    },
  }),
  concept({
    id: 'loop-closure',
    misconception: 'Each round has a variable of its own.',
    kinds: [ts.SyntaxKind.ForStatement, ts.SyntaxKind.ForOfStatement, ts.SyntaxKind.ForInStatement],
    why: ({ initializer, statement }: ts.ForStatement | ts.ForInOrOfStatement, { names }) => {
      if (!initializer || !ts.isVariableDeclarationList(initializer) || initializer.flags & ts.NodeFlags.BlockScoped) return undefined;
      const [first] = initializer.declarations;
      if (!first || !ts.isIdentifier(first.name)) return undefined;
      const { text } = first.name;
      const runner = runnerOf(statement);
      const inner = (names.get(text) ?? []).find(
        (node) => node.pos >= statement.pos && node.end <= statement.end && runnerOf(node) !== runner,
      );
      return inner && `All functions made in the loop share one \`${text}\`: run later, each sees its last value.`;
    },
  }),
  concept({
    id: 'module-singleton',
    misconception: 'Each import gets its own copy.',
    kinds: [FunctionDeclaration, FunctionExpression, ArrowFunction, MethodDeclaration, Constructor],
    why: (unit: ts.SignatureDeclaration, { writes, located }) => {
      if (unit !== located.node) return undefined;
      const variables = new Map(
        located.sourceFile.statements.flatMap((statement) =>
          ts.isVariableStatement(statement)
            ? statement.declarationList.declarations.flatMap((variable) =>
                ts.isIdentifier(variable.name) && (!(statement.declarationList.flags & ts.NodeFlags.Const) || isCollection(variable))
                  ? [[variable.name.text, variable] as const]
                  : [],
              )
            : [],
        ),
      );
      if (variables.size === 0) return undefined;
      const scopes = scopesAround(unit);
      for (const { root, node } of writes) {
        const variable = ts.isIdentifier(root) ? variables.get(root.text) : undefined;
        if (!variable || !ts.isIdentifier(root) || !scopes.isTopLevel(root)) continue;
        return `\`${root.text}\` (line ${lineOf(variable)}) exists once per process: every importer, request and test shares what line ${lineOf(node)} puts there.`;
      }
      return undefined;
    },
  }),
  concept({
    id: 'import-side-effect',
    misconception: 'Importing a file only makes its names known.',
    kinds: [ts.SyntaxKind.SourceFile],
    why: (file: ts.SourceFile) => {
      const [first] = moduleEffects(file);
      const [call] = first ? ownNodes(first).filter(ts.isCallExpression) : [];
      return (
        first &&
        `Loading this file runs line ${lineOf(first)}${call ? ` with ${inWords(call.expression, 'its call')}` : ''}: the first import decides when, and no bundler may drop it.`
      );
    },
  }),
  concept({
    id: 'debounce-throttle',
    misconception: 'Every call runs later.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) => {
      const [handle] = call.arguments;
      const body = globalCalled(call) === 'clearTimeout' && handle ? bodyOf(runnerOf(call) ?? call) : undefined;
      if (!handle || !body || timerRestartIn(body.parent, body.statements)?.cancel !== call) return undefined;
      return `Each call drops the timer in ${codeInWords(handle, 'the variable')} and starts anew: of calls in quick succession only the last one acts.`;
    },
  }),
  concept({
    id: 'timer-cleanup',
    misconception: 'The timer goes away with the object that made it.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) => {
      const timer = globalCalled(call);
      if (timer !== 'setTimeout' && timer !== 'setInterval') return undefined;
      if (!ts.isExpressionStatement(call.parent)) return undefined;
      const [callback] = call.arguments;
      // `new Promise((resolve) => { setTimeout(resolve, 10); })` only waits.
      const around = runnerOf(call);
      const waits = around !== undefined && ts.isNewExpression(around.parent) && callback !== undefined && ts.isIdentifier(callback);
      const throws =
        callback && isFunctionValue(callback) && ts.isBlock(callback.body) && callback.body.statements.every(ts.isThrowStatement);
      if (waits || throws) return undefined;
      const what = callback && ts.isIdentifier(callback) ? `\`${callback.text}\`` : 'its callback';
      return timer === 'setInterval'
        ? `Nobody keeps the handle of this \`setInterval\`: ${what} runs until the process or page ends.`
        : `Nobody keeps the handle of this \`setTimeout\`: ${what} runs even when what it works on is gone by then.`;
    },
  }),
  concept({
    id: 'listener-pair',
    misconception: 'A function of the same text removes it again.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) => {
      const method = methodOf(call) ?? '';
      const [event, listener, options] = call.arguments;
      if (!/^(addEventListener|addListener|on)$/.test(method) || !event || !ts.isStringLiteralLike(event) || !isFunctionValue(listener))
        return undefined;
      if (options && /\b(once|signal)\b/.test(options.getText())) return undefined;
      const target = receiverOf(call);
      const where = target ? inWords(target, 'the target') : 'the target';
      return `The \`${event.text.slice(0, 30)}\` listener on ${where} is an unnamed function: nobody can remove it by name, it stays as long as ${where} does.`;
    },
  }),
  concept({
    id: 'dispose-using',
    misconception: 'Like a `finally` whose order does not matter.',
    kinds: [ts.SyntaxKind.VariableDeclarationList, CallExpression, ts.SyntaxKind.ComputedPropertyName],
    why: (node: ts.VariableDeclarationList | ts.CallExpression | ts.ComputedPropertyName) => {
      if (ts.isVariableDeclarationList(node)) {
        const isUsing =
          (node.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Using ||
          (node.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.AwaitUsing;
        const [first] = node.declarations;
        return isUsing && first
          ? `\`${first.name.getText()}\` is disposed of when this block ends, however it ends; the last one opened goes first.`
          : undefined;
      }
      if (ts.isComputedPropertyName(node)) {
        return /^Symbol\.(async)?[dD]ispose$/.test(node.expression.getText())
          ? '`using` calls this when its block ends, by a throw too.'
          : undefined;
      }
      const callee = isPlainPath(node.expression) ? node.expression.getText() : '';
      const match = /(^|\.)(_?disposables?|subscriptions|toDispose)\.(push|add)$/.exec(callee);
      return match && node.arguments.length > 0
        ? `What is handed to \`${match[2] ?? ''}\` stays alive until somebody disposes of that list.`
        : undefined;
    },
  }),
  concept({
    id: 'abort-signal',
    misconception: 'Aborting stops the work at once.',
    kinds: [ts.SyntaxKind.NewExpression, CallExpression, ts.SyntaxKind.PropertyAccessExpression],
    why: (node: ts.NewExpression | ts.CallExpression | ts.PropertyAccessExpression) => {
      if (ts.isNewExpression(node)) {
        return node.expression.getText() === 'AbortController'
          ? '`abort` only tells: work goes on until the code that holds the signal looks at it.'
          : undefined;
      }
      if (ts.isCallExpression(node)) {
        const takes = node.arguments.some(
          (argument) => ts.isObjectLiteralExpression(argument) && argument.properties.some((part) => part.name?.getText() === 'signal'),
        );
        const callee = inWords(node.expression, 'this call');
        return takes ? `The \`signal\` handed to ${callee} only tells: work goes on there until somebody looks at it.` : undefined;
      }
      const isAsked = /^(aborted|throwIfAborted)$/.test(node.name.text) && /signal$/i.test(node.expression.getText());
      return isAsked ? 'An abort is noticed only where the code looks, as here: between two such looks nothing stops.' : undefined;
    },
  }),
  concept({
    id: 'generator-lazy',
    misconception: 'The body runs when the function is called.',
    kinds: [FunctionDeclaration, FunctionExpression, MethodDeclaration],
    why: (unit: ts.FunctionDeclaration | ts.FunctionExpression | ts.MethodDeclaration, { located }) => {
      if (!unit.asteriskToken || unit !== located.node) return undefined;
      const name = located.unit.name.slice(-40);
      return `Calling \`${name}\` runs nothing: each ${isAsync(unit) ? '`for await` round' : 'pull'} runs up to the next \`yield\`, and leaving early runs only a \`finally\`.`;
    },
  }),
];
