import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import { calledFunction, isUsual, placeOf } from '../calledFunction.ts';
import type { FactContext, FactDetector } from '../factDetector.ts';
import { scopesAround, type Scopes } from '../localScopes.ts';
import { lastName } from '../likelyFailures.ts';
import { bodyOf, callInWords, ownCalls, ownNodes, withoutParentheses } from '../ownCode.ts';
import type { LocatedUnit } from '../sourceText.ts';
import { lineOf, stateFact } from '../stateFact.ts';
import { ownWrites, type Write } from '../writes.ts';

const kind = 'changed-through-calls';
/** Made to be filled in by whoever it is handed to. */
const carrying = /^_?(ctx|context|state|acc|memo|seen|doc|tx|tr|out|output|result|builder|buffer|writer|draft|registry|scope|frame)$/iu;

/**
 * What a called function changes of the things it is handed, or of the object both belong to.
 *
 *     addTax(order);                 (elsewhere: `order.total *= 1.2`)
 *     → `addTax` sets `total` of the caller's own `order` (src/tax.ts:3).
 *     this.reset();                  (`reset() { this.items = []; this.total = 0; }`)
 *     → Can also change `this.items` and `this.total`, through `this.reset` (line 9).
 */
export const changedThroughCalls: FactDetector = {
  id: kind,
  detect(located, context) {
    const { node } = located;
    const body = bodyOf(node);
    if (!body || !ts.isFunctionLike(node)) return [];
    const scopes = scopesAround(node);
    const facts = ownCalls(body).flatMap((call) => {
      const called = calledFunction(call, context);
      if (!called || called.node === node) return [];
      const writes = ownWrites(called.body);
      return [
        ...handedOn(call, called.node, writes, located, scopes, context),
        ...(isOnThis(call) ? ofOwnObject(call, called.node, writes, body) : []),
      ];
    });
    return facts.toSorted((left, right) => right.surprise - left.surprise).slice(0, 1);
  },
};

function handedOn(
  call: ts.CallExpression,
  called: ts.SignatureDeclaration,
  writes: readonly Write[],
  located: LocatedUnit,
  scopes: Scopes,
  context: FactContext,
): readonly Fact[] {
  return call.arguments.flatMap((argument, index) => {
    const value = withoutParentheses(argument);
    const parameter = called.parameters[index];
    if (!ts.isIdentifier(value) || !parameter || !ts.isIdentifier(parameter.name) || parameter.dotDotDotToken) return [];
    if (scopes.declaring(value) !== located.node) return [];
    const name = parameter.name.text;
    const own = writes.filter(({ root }) => ts.isIdentifier(root) && root.text === name && scopes.declaring(root) === called);
    if (own.some(({ members, how }) => members.length === 0 && how === 'assigned')) return [];
    const write = own.find(({ members, how }) => how === 'assigned' && members.length > 0 && members[0] !== '[]');
    const path = write && placeOf(write.node, located.sourceFile, located.unit.path);
    if (!write || path === undefined) return [];
    const isHere = path === located.unit.path;
    const line = lineOf(write.node);
    const place = isHere ? `line ${line}` : `${path}:${line}`;
    const member = write.members.join('.').replaceAll('.[]', '[…]');
    const text = `${callInWords(call)} ${isAlways(write.node, called) ? 'sets' : 'can set'} \`${member}\` of the very \`${value.text}\` that was passed in here (${place}).`;
    return stateFact({
      kind,
      about: `${value.text}.${member}`,
      text,
      on: [call],
      basis: context.checker ? 'types' : 'syntax',
      surprise: carrying.test(value.text) ? 0.3 : isUsual(lastName(call), located.sourceFile) ? 0.45 : isHere ? 0.6 : 0.7,
      reach: 'elsewhere',
      ...(isHere ? {} : { at: [{ path, lines: [line, line] }] }),
    });
  });
}

/** A statement of its own at the top of the body, with no way out before it. */
function isAlways(write: ts.Node, called: ts.SignatureDeclaration): boolean {
  const body = bodyOf(called);
  const isOwnStatement = ts.isExpressionStatement(write.parent) && write.parent.parent === body;
  return (
    isOwnStatement && !ownNodes(body).some((node) => node.pos < write.pos && (ts.isReturnStatement(node) || ts.isThrowStatement(node)))
  );
}

function isOnThis(call: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(call.expression) && call.expression.expression.kind === ts.SyntaxKind.ThisKeyword;
}

/** Fields of the same object; those the unit assigns itself are no news. */
function ofOwnObject(call: ts.CallExpression, called: ts.SignatureDeclaration, writes: readonly Write[], body: ts.Block): readonly Fact[] {
  if (!ts.isClassLike(called.parent)) return [];
  const name = (call.expression as ts.PropertyAccessExpression).name.text;
  const own = new Set(ownWrites(body).map(({ target }) => target.getText()));
  const changed = [
    ...new Set(
      writes.flatMap(({ root, members, how, target }) =>
        root.kind === ts.SyntaxKind.ThisKeyword && how === 'assigned' && members.length === 1 ? [target.getText()] : [],
      ),
    ),
  ].filter((path) => !own.has(path));
  const [first, second, ...more] = changed;
  // `setOptions` says itself that it sets the options.
  if (
    first === undefined ||
    /^#?_?(set|init|reset|clear|update)/i.test(name) ||
    changed.some((path) => path.toLowerCase().includes(name.replace('#', '').toLowerCase()))
  )
    return [];
  const rest = more.length > 0 ? ` and ${more.length} more` : '';
  const what = second === undefined ? `\`${first}\`` : `\`${first}\`${rest === '' ? ' and' : ','} \`${second}\`${rest}`;
  const firstWrite = writes.find(({ target }) => target.getText() === first);
  const verb = changed.length === 1 && firstWrite && isAlways(firstWrite.node, called) ? 'Also changes' : 'Can also change';
  const text = `${verb} ${what}, through \`this.${name}\` (line ${lineOf(call)}).`;
  // Whoever goes by one of them here sees what the call has left.
  const isRead = ownNodes(body).some((found) => ts.isPropertyAccessExpression(found) && changed.includes(found.getText()));
  const isSameFile = called.getSourceFile() === call.getSourceFile();
  return stateFact({
    kind,
    about: `this.${name}`,
    text,
    on: [call, ...(isSameFile && called.name ? [called.name] : [])],
    surprise: /^#?_?(create|apply|build|make|load|open|mount|unmount|start|stop|destroy)/iu.test(name) ? 0.3 : isRead ? 0.6 : 0.45,
  });
}
