import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { ownNodes } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'env-truth';
/** By its name a switch; an address, a key or a name is asked for because it may be missing. */
const switching =
  /^(IS|HAS|USE|ENABLE|DISABLE|ALLOW|SKIP|FORCE|NO|SHOW|HIDE|DEBUG|VERBOSE)(_|$)|_(ENABLED|DISABLED|MODE|ONLY|DEBUG|FLAG|ACTIVE|VERBOSE|OPTIONAL|REQUIRED)$/u;

/**
 * A switch of the environment that is asked for truth, though it is a text.
 *
 *     const isPrivate = !!process.env.PRIVATE_MODE;   → `PRIVATE_MODE=false` and `PRIVATE_MODE=0` switch it on as well: each is a text that is not empty.
 */
export const envTruth: FactDetector = {
  id: kind,
  detect: ({ node }) => ownNodes(node).flatMap(switched),
};

function switched(found: ts.Node): readonly Fact[] {
  if (!ts.isPropertyAccessExpression(found) || !/^(process|import\.meta)\.env$/u.test(found.expression.getText())) return [];
  const name = found.name.text;
  if (!switching.test(name) || !isAskedForTruth(found)) return [];
  const text = `\`${name}=false\` and \`${name}=0\` count as set: each is a text that is not empty.`;
  return stateFact({ kind, about: name, text, on: [found], surprise: 0.75 });
}

function isAskedForTruth(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent)) return parent.expression === node;
  if (ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isCallExpression(parent)) return parent.expression.getText() === 'Boolean';
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken && parent.left === node;
}
