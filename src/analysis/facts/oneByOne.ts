import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { awaitedCalls, bodyOf, callInWords, ownNodes } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'one-by-one';
/** On the other side of a wire. */
const remote =
  /^(this\.)?(\w+\.)*(prisma|db|knex|supabase|redis|mongo\w*|\w*[rR]epo(sitory)?|\w*[mM]odel|collection|client|api|axios|http)(\.\w+)*\.\w+$|^(fetch|axios)$/u;

/**
 * A trip over the wire for each element, one after the other.
 *
 *     for (const id of ids) { const user = await prisma.user.findUnique({ where: { id } }); … }
 *     → `prisma.user.findUnique` goes out once per `id`, each after the one before: the wait grows with their number.
 */
export const oneByOne: FactDetector = {
  id: kind,
  detect({ node, sourceFile }) {
    const body = bodyOf(node);
    if (!body || /(^|\/)(seeds?|migrations?|scripts?)(\/|\.)/u.test(sourceFile.fileName)) return [];
    return ownNodes(body)
      .flatMap((found) => (ts.isForOfStatement(found) && !found.awaitModifier ? trips(found) : []))
      .slice(0, 1);
  },
};

function trips(loop: ts.ForOfStatement): readonly Fact[] {
  const declared = ts.isVariableDeclarationList(loop.initializer) ? loop.initializer.declarations[0]?.name : undefined;
  const name = declared && ts.isIdentifier(declared) ? declared.text : undefined;
  const call = awaitedCalls(loop.statement).find((each) => remote.test(each.expression.getText()));
  const isShort = ts.isArrayLiteralExpression(loop.expression) || /chunk|batch|page/iu.test(`${loop.expression.getText()} ${name ?? ''}`);
  const leaves = ownNodes(loop.statement).some((node) => ts.isBreakStatement(node) || ts.isReturnStatement(node));
  // What a later round goes by has to wait for the one before.
  if (!call || isShort || leaves) return [];
  const per = name === undefined ? 'round' : `\`${name}\``;
  const text = `${callInWords(call)} (line ${lineOf(call)}) goes out once per ${per}, each after the one before: the wait grows with their number.`;
  return stateFact({ kind, about: callInWords(call), text, on: [loop, call], surprise: 0.65 });
}
