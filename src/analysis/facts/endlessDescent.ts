import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { allNodes } from '../outline/unitBody.ts';
import { bodyOf } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';
import { declaredName } from '../unitNames.ts';

const kind = 'endless-descent';
const remembering = /\b(seen|visited|depth|level|cache|memo|WeakSet|WeakMap|Set\(|Map\(|stack|path|limit|max\w*|ancestors|parents)\b/iu;

/**
 * A function that follows whatever hangs on an object, however deep.
 *
 *     function freeze(value) { for (const each of Object.values(value)) freeze(each); return Object.freeze(value); }
 *     → Only the data ends this descent (line 1): what nests some thousand deep, or contains itself, exhausts the stack.
 */
export const endlessDescent: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    const name = body && declaredName(node)?.text;
    if (!body || name === undefined || !ts.isFunctionLike(node) || remembering.test(node.getText())) return [];
    const parameters = new Set(node.parameters.map((parameter) => parameter.name.getText()));
    const nodes = allNodes(body);
    const again = nodes.find(
      (found) => ts.isCallExpression(found) && (found.expression.getText() === name || found.expression.getText() === `this.${name}`),
    );
    const members = nodes.find(
      (found) =>
        (ts.isCallExpression(found) &&
          /^Object\.(keys|values|entries)$/u.test(found.expression.getText()) &&
          parameters.has(found.arguments[0]?.getText() ?? '')) ||
        (ts.isForInStatement(found) && parameters.has(found.expression.getText())),
    );
    if (!again || !members || isPlainData(node)) return [];
    const text = `Only the data ends this descent (line ${lineOf(again)}): what nests some thousand deep, or contains itself, exhausts the stack.`;
    return stateFact({ kind, about: name, text, on: [members, again], surprise: 0.65 });
  },
};

/** By its declared type no object can be inside itself unless it is made so on purpose: a tree of a name of its own. */
function isPlainData(node: ts.SignatureDeclaration): boolean {
  const type = node.parameters[0]?.type?.getText() ?? 'any';
  return !/^(any|unknown|object|T|[A-Z]|Record<string, (any|unknown)>|\{ \[.*)$/u.test(type);
}
