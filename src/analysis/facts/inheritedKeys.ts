import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { isPlainPath, ownNodes, shortName } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';
import { writeOf } from '../writes.ts';

const kind = 'inherited-keys';

/**
 * A `for … in` over an object from outside, with nothing that leaves inherited keys out.
 *
 *     for (const key in attributes) copy[key] = attributes[key];
 *     → This loop also visits what `attributes` inherits, not only its own keys.
 */
export const inheritedKeys: FactDetector = {
  id: kind,
  detect({ node }) {
    if (!ts.isFunctionLike(node)) return [];
    const parameters = new Set(node.parameters.map(({ name }) => name.getText()));
    return ownNodes(node).flatMap((found) => {
      if (!ts.isForInStatement(found) || !isPlainPath(found.expression)) return [];
      const name = shortName(found.expression);
      const [root] = name?.split('.') ?? [];
      if (name === undefined || root === undefined || !parameters.has(root) || /hasOwn|Object\./.test(found.statement.getText())) return [];
      const text = `This loop also visits what \`${name}\` inherits, not only its own keys.`;
      return stateFact({ kind, about: name, text, on: [found], surprise: copies(found) ? 0.55 : 0.4 });
    });
  },
};

/** `copy[key] = …` in the loop: inherited members become own ones. */
function copies(loop: ts.ForInStatement): boolean {
  return [loop.statement, ...ownNodes(loop.statement)].some((node) => {
    const write = writeOf(node);
    return write?.how === 'assigned' && write.members.at(-1) === '[]';
  });
}
