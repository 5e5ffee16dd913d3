import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { bodyOf, ownNodes, withoutParentheses } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';
import { ownWrites } from '../writes.ts';

const kind = 'written-through-default';

/**
 * A local name for "what was passed, or a default of our own": writing to it writes into what was passed.
 *
 *     function send(path, options) { const opts = options || {}; opts.etag = true; … }
 *     → Where `options` was passed, `opts` is that very object: line 1 writes `etag` into it.
 */
export const writtenThroughDefault: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    if (!body || !ts.isFunctionLike(node)) return [];
    const writes = ownWrites(body);
    const isGivenAnew = (name: string): boolean =>
      writes.some(({ how, members, target }) => how === 'assigned' && members.length === 0 && target.getText() === name);
    const passed = new Set(node.parameters.flatMap(({ name }) => (ts.isIdentifier(name) && !isGivenAnew(name.text) ? [name.text] : [])));
    return ownNodes(body).flatMap((found) => {
      if (!ts.isVariableDeclaration(found) || !ts.isIdentifier(found.name) || !found.initializer) return [];
      const source = withoutParentheses(found.initializer);
      const isDefault =
        ts.isBinaryExpression(source) && /^(\|\||\?\?)$/u.test(source.operatorToken.getText()) && ts.isIdentifier(source.left);
      if (!isDefault || !ts.isIdentifier(source.left) || !passed.has(source.left.text)) return [];
      const [own, given] = [found.name.text, source.left.text];
      const write = writes.find(
        ({ how, members, root, node: at }) =>
          how !== 'called' && members.length === 1 && members[0] !== '[]' && root.getText() === own && at.pos > found.end,
      );
      if (!write) return [];
      const does = write.how === 'deleted' ? `removes \`${write.members[0]}\` from it` : `writes \`${write.members[0]}\` into it`;
      const text = isGivenAnew(own)
        ? `\`${own}\` may be the very object passed as \`${given}\` (line ${lineOf(found)}): line ${lineOf(write.node)} ${does}.`
        : `Where \`${given}\` was passed, \`${own}\` is that very object: line ${lineOf(write.node)} ${does}.`;
      return stateFact({ kind, about: own, text, on: [found, write.node], surprise: 0.6 });
    });
  },
};
