import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { ownNodes } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'remembered-place';

/**
 * A pattern kept outside the unit that goes on from where it stopped.
 *
 *     const word = /\w+/g;   function isWord(text) { return word.test(text); }
 *     → `word` (line 1) remembers where it stopped: a text that passes one call can fail the next.
 */
export const rememberedPlace: FactDetector = {
  id: kind,
  detect({ node, sourceFile }) {
    if (!ts.isFunctionLike(node) || /lastIndex/u.test(node.getText())) return [];
    return ownNodes(node).flatMap((found) => {
      if (!ts.isCallExpression(found) || !ts.isPropertyAccessExpression(found.expression) || found.expression.name.text !== 'test')
        return [];
      const name = found.expression.expression;
      const pattern = ts.isIdentifier(name) ? keptPattern(name.text, sourceFile) : undefined;
      if (!pattern) return [];
      const line = sourceFile.getLineAndCharacterOfPosition(pattern.getStart(sourceFile)).line + 1;
      const text = `\`${name.getText()}\` (line ${String(line)}) remembers where it stopped: a text that passes one call can fail the next.`;
      return stateFact({ kind, about: name.getText(), text, on: [found, pattern], surprise: 0.9 });
    });
  },
};

/** A constant of the file that is a pattern with `g` or `y`. */
function keptPattern(name: string, sourceFile: ts.SourceFile): ts.Node | undefined {
  for (const statement of sourceFile.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const declaration of statement.declarationList.declarations) {
      const { initializer } = declaration;
      if (declaration.name.getText() !== name || !initializer) continue;
      return ts.isRegularExpressionLiteral(initializer) && /\/[a-z]*[gy][a-z]*$/u.test(initializer.text) ? declaration : undefined;
    }
  }
  return undefined;
}
