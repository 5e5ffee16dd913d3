import { ts } from 'ts-morph';
import { isPlainPath, ownNodes } from '../../ownCode.ts';
import { declaredName } from '../../unitNames.ts';
import { writeOf } from '../../writes.ts';
import { inWords, quote } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { allNodes, functionOf } from '../unitBody.ts';

/**
 * A choice by a field that the steps chosen set themselves.
 *
 *     switch (this.state) { case HEADER: this.readHeader(); break; case BODY: this.readBody(); }   // readHeader sets this.state = BODY
 */
export const stateMachine: PatternDetector = {
  id: 'state-machine',
  recognise({ node }) {
    if (!functionOf(node)) return undefined;
    for (const choice of ownNodes(node)) {
      if (!ts.isSwitchStatement(choice) || !isPlainPath(choice.expression)) continue;
      const subject = choice.expression;
      const cases = choice.caseBlock.clauses.filter(ts.isCaseClause);
      const name = quote(subject);
      if (!name || cases.length < 3) continue;
      const here = ownNodes(choice).filter((found) => isSetting(found, subject));
      const owner = ts.isClassLike(node.parent) ? node.parent : undefined;
      const called = new Set(
        allNodes(choice).flatMap((found) =>
          ts.isCallExpression(found) && /^this\.[\w$#]+$/u.test(found.expression.getText()) ? [found.expression.getText().slice(5)] : [],
        ),
      );
      const setters = (owner?.members ?? []).flatMap((member) => {
        const own = declaredName(member)?.text ?? '';
        const sets = called.has(own) ? allNodes(member).find((found) => isSetting(found, subject)) : undefined;
        return sets ? [{ name: own, node: sets }] : [];
      });
      if (here.length + setters.length < 2) continue;
      const who =
        setters.length > 0
          ? inWords(
              setters.map((setter) => `\`${setter.name}\``),
              4,
            )
          : 'the cases themselves';
      return {
        title: `State machine over ${name}`,
        text: `${name} says which of ${cases.length} steps comes next; ${who} ${setters.length === 1 ? 'sets' : 'set'} it anew.`,
        on: [choice, ...here, ...setters.map((setter) => setter.node)],
      };
    }
    return undefined;
  },
};

function isSetting(node: ts.Node, subject: ts.Expression): boolean {
  const write = writeOf(node);
  return write?.how === 'assigned' && write.target.getText() === subject.getText();
}
