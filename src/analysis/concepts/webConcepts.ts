import { ts } from 'ts-morph';
import { concept, type ConceptDetector, type ConceptScope } from '../conceptDetector.ts';
import { codeInWords, globalCalled, inWords, isFunctionValue, mentions, methodOf, receiverOf } from '../namesInWords.ts';
import { bodyOf, isAsync, ownNodes } from '../ownCode.ts';
import { isAnswer, isHandler } from '../requestHandlers.ts';
import { lineOf } from '../stateFact.ts';

const { CallExpression, JsxAttribute } = ts.SyntaxKind;
const verbs = /^(get|post|put|patch|delete|all|use)$/;

/** `useEffect` of `useEffect(…)` and `React.useEffect(…)`. */
function hookCalled(call: ts.CallExpression): string {
  const callee = call.expression;
  if (ts.isIdentifier(callee)) return callee.text;
  return ts.isPropertyAccessExpression(callee) && callee.expression.getText() === 'React' ? callee.name.text : '';
}

/** `count` when `setCount` comes from `const [count, setCount] = useState(…)` in the unit. */
function stateSetBy(call: ts.CallExpression, { names, nodes }: ConceptScope): string | undefined {
  const callee = call.expression;
  if (!ts.isIdentifier(callee) || !names.has('useState')) return undefined;
  for (const node of nodes) {
    if (
      !ts.isVariableDeclaration(node) ||
      !ts.isArrayBindingPattern(node.name) ||
      !node.initializer ||
      !ts.isCallExpression(node.initializer)
    )
      continue;
    if (hookCalled(node.initializer) !== 'useState') continue;
    const [value, setter] = node.name.elements;
    if (value && setter && ts.isBindingElement(setter) && ts.isBindingElement(value) && setter.name.getText() === callee.text)
      return value.name.getText();
  }
  return undefined;
}

export const webConcepts: readonly ConceptDetector[] = [
  concept({
    id: 'hook-deps',
    misconception: 'The dependencies are compared by content.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) => {
      const hook = hookCalled(call);
      const [, list] = call.arguments;
      if (!/^use(Effect|LayoutEffect|InsertionEffect|Memo|Callback|ImperativeHandle)$/.test(hook)) return undefined;
      const dependencies = list && ts.isArrayLiteralExpression(list) ? list : call.arguments.at(-1);
      if (!dependencies || !ts.isArrayLiteralExpression(dependencies))
        return hook.endsWith('Effect') && call.arguments.length === 1
          ? `Without a list of dependencies this \`${hook}\` runs after every render.`
          : undefined;
      const [first] = dependencies.elements;
      if (!first)
        return hook.endsWith('Effect')
          ? `With \`[]\` this \`${hook}\` runs once per mount and sees the values of that first render for ever.`
          : undefined;
      return `\`${hook}\` runs again when ${codeInWords(first, 'one of them')} is another object than before, equal content or not; what is not listed stays as it was.`;
    },
  }),
  concept({
    id: 'hook-cleanup',
    misconception: 'React undoes it on unmount.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) => {
      const [effect] = call.arguments;
      if (!/^use(Layout)?Effect$/.test(hookCalled(call)) || !isFunctionValue(effect)) return undefined;
      const inside = ownNodes(effect);
      const opens = inside.find(
        (node) =>
          ts.isCallExpression(node) &&
          (/^(addEventListener|subscribe|on|addListener)$/.test(methodOf(node) ?? '') || globalCalled(node) === 'setInterval'),
      );
      if (!opens || !ts.isCallExpression(opens) || opens.parent === effect) return undefined;
      if (inside.some((node) => ts.isReturnStatement(node) && node.expression)) return undefined;
      return `The effect returns no cleanup: what ${inWords(opens.expression, 'the call')} (line ${lineOf(opens)}) set up stays, and each run adds one more.`;
    },
  }),
  concept({
    id: 'state-updater',
    misconception: 'The new value is there on the next line.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression, scope) => {
      const state = stateSetBy(call, scope);
      const [value] = call.arguments;
      if (state === undefined || !value || isFunctionValue(value) || !mentions(value, state)) return undefined;
      return `\`${state}\` is the value of this render: two such calls before the next one count once; \`(${state}) => …\` would see the newest.`;
    },
  }),
  concept({
    id: 'state-identity',
    misconception: 'React compares the contents.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression, scope) => {
      const state = stateSetBy(call, scope);
      const [value] = call.arguments;
      if (state === undefined || !value || !ts.isIdentifier(value) || value.text !== state) return undefined;
      const changed = scope.writes.find(
        ({ node, root, members, how }) =>
          ts.isIdentifier(root) && root.text === state && (members.length > 0 || how === 'called') && node.end <= call.pos,
      )?.node;
      return (
        changed &&
        `Line ${lineOf(changed)} changes \`${state}\` itself, and the same object is set again: React sees no change and does not render.`
      );
    },
  }),
  concept({
    id: 'key-prop',
    misconception: 'A bad key is only a warning.',
    kinds: [JsxAttribute],
    why: ({ name, initializer }: ts.JsxAttribute) => {
      const value = initializer && ts.isJsxExpression(initializer) ? initializer.expression : undefined;
      if (name.getText() !== 'key' || !value) return undefined;
      const callback = ts.findAncestor(value, isFunctionValue);
      const index = callback?.parameters[1]?.name.getText();
      const isMap = callback && ts.isCallExpression(callback.parent) && methodOf(callback.parent) === 'map';
      return isMap && index !== undefined && value.getText() === index
        ? `\`key={${index}}\` names the place, not the item: when one is inserted or removed, the others take over its state.`
        : undefined;
    },
  }),
  concept({
    id: 'express-return',
    misconception: 'Sending the answer ends the function.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression, { nodes }) => {
      if (!isAnswer(call) || !ts.isExpressionStatement(call.parent)) return undefined;
      const handler = ts.findAncestor(call, ts.isFunctionLike);
      const block = call.parent.parent;
      if (!handler || !isHandler(handler) || !ts.isBlock(block) || !ts.isIfStatement(block.parent) || block.parent.elseStatement)
        return undefined;
      if (block.statements.at(-1) !== call.parent) return undefined;
      const next = nodes.find(
        (node) => node.pos >= block.parent.end && isAnswer(node) && ts.findAncestor(node, ts.isFunctionLike) === handler,
      );
      return next && `Nothing ends the handler here: after this answer line ${lineOf(next)} runs too and answers a second time.`;
    },
  }),
  concept({
    id: 'express-async-error',
    misconception: 'The framework catches what an async handler throws.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) => {
      const route = call.arguments[0];
      const handler = call.arguments.find((argument) => isFunctionValue(argument) && isHandler(argument) && isAsync(argument));
      if (
        !handler ||
        !route ||
        !verbs.test(methodOf(call) ?? '') ||
        !/(app|router|server|route\w*)$/i.test(receiverOf(call)?.getText() ?? '')
      )
        return undefined;
      const body = bodyOf(handler);
      const covers = body && body.statements.length === 1 && body.statements[0] && ts.isTryStatement(body.statements[0]);
      return covers
        ? undefined
        : 'When this `async` handler rejects, Express 4 never hears of it: the request hangs; Express 5 hands it to the error middleware.';
    },
  }),
  concept({
    id: 'middleware-order',
    misconception: 'The order of `use` does not matter.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) => {
      if (methodOf(call) !== 'use') return undefined;
      const owner = receiverOf(call)?.getText() ?? '';
      const last = call.arguments.at(-1);
      if (!/^(\w+\.)*(app|router|server)$/i.test(owner) || !last) return undefined;
      return `${codeInWords(last, 'It', 30)} sees only requests to routes of \`${owner}\` that are added after this line.`;
    },
  }),
  concept({
    id: 'stream-error',
    misconception: 'Errors travel along the pipe.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) => {
      const source = receiverOf(call);
      const [target] = call.arguments;
      if (methodOf(call) !== 'pipe' || !source || !target || call.arguments.length > 2) return undefined;
      if (
        !/(stream|createReadStream\(.*|\breq|request|socket|stdin|stdout|reader|file)\)?$/is.test(source.getText()) ||
        isFunctionValue(target)
      )
        return undefined;
      return `An error of ${inWords(source, 'the source')} does not reach ${inWords(target, 'the target')}: each needs its own \`error\` listener, or \`pipeline\`.`;
    },
  }),
  concept({
    id: 'sync-io-block',
    misconception: 'Only this caller waits.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) => {
      const name = ts.isIdentifier(call.expression) ? call.expression.text : (methodOf(call) ?? '');
      const isSync =
        /^(read|write|append|copy|open|close|mkdir|readdir|rm|rmdir|unlink|stat|lstat|exists|access|exec|execFile|spawn|gzip|gunzip|deflate|inflate|pbkdf2|scrypt|randomFill)\w*Sync$/.test(
          name,
        );
      return isSync
        ? `While \`${name}\` waits for the disk or process, this whole process does nothing else: no request, no timer.`
        : undefined;
    },
  }),
  concept({
    id: 'path-injection',
    misconception: '`path.join` or quotes make input safe.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression, { located }) => {
      const [first, ...rest] = call.arguments;
      const name = ts.isIdentifier(call.expression) ? call.expression.text : (methodOf(call) ?? '');
      if (!first || !/^(exec|execSync|query|raw|execute|prepare|join|resolve)$/.test(name) || !ts.isFunctionLike(located.node))
        return undefined;
      const parameters = located.node.parameters.map((parameter) => parameter.name.getText());
      const handedIn = (node: ts.Node): string | undefined => parameters.find((name) => /^\w+$/.test(name) && mentions(node, name));
      if (/^(exec|execSync|query|raw|execute|prepare)$/.test(name) && ts.isTemplateExpression(first)) {
        const source = handedIn(first);
        const isSql = /^`\s*(select|insert|update|delete|create|drop)\b/i.test(first.getText());
        if (source !== undefined && (isSql || name.startsWith('exec')))
          return `\`${source}\` becomes part of the ${isSql ? 'SQL' : 'command'} itself: quotes or \`;\` in it are obeyed, not stored.`;
      }
      const owner = receiverOf(call)?.getText();
      if (!/^(join|resolve)$/.test(name) || (owner !== 'path' && owner !== undefined) || (owner === undefined && name === 'resolve'))
        return undefined;
      const source = rest.map(handedIn).find((found) => found !== undefined);
      return source !== undefined && (owner === 'path' || ts.isIdentifier(call.expression))
        ? `\`..\` in \`${source}\` leads out of ${codeInWords(first, 'the folder')}: \`${name}\` follows it, nothing here holds it back.`
        : undefined;
    },
  }),
];
