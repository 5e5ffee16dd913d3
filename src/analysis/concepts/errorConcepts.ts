import { ts } from 'ts-morph';
import { concept, type ConceptDetector } from '../conceptDetector.ts';
import { inWords, mentions } from '../namesInWords.ts';
import { ownNodes } from '../ownCode.ts';
import { lineOf } from '../stateFact.ts';

/** Calls that only tell somebody: a log is no handling. */
const tells = /^(console|log|logger|debug|warn|trace|this\.log\w*|this\.logger)\b/;

/** The errors that belong to the language or platform: `instanceof` on them is another matter. */
const builtIn = /^(Error|TypeError|RangeError|SyntaxError|ReferenceError|EvalError|URIError|AggregateError|DOMException)$/;

function variableOf(clause: ts.CatchClause): string | undefined {
  const name = clause.variableDeclaration?.name;
  return name && ts.isIdentifier(name) ? name.text : undefined;
}

export const errorConcepts: readonly ConceptDetector[] = [
  concept({
    id: 'catch-swallow',
    misconception: 'The caller still learns of the error.',
    kinds: [ts.SyntaxKind.CatchClause],
    why: (clause: ts.CatchClause) => {
      const inside = ownNodes(clause.block);
      const ends = inside.some((node) => ts.isThrowStatement(node) || ts.isReturnStatement(node) || ts.isBreakOrContinueStatement(node));
      const calls = inside.filter((node) => ts.isCallExpression(node) || ts.isNewExpression(node));
      if (ends || !calls.every((call) => tells.test(call.expression.getText()))) return undefined;
      // Keeping the error, or that there was one, tells those who look.
      if (inside.some((node) => ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken)) return undefined;
      const first = ownNodes(clause.parent.tryBlock).find(ts.isCallExpression);
      const what = first ? `A failure of ${inWords(first.expression, 'what is tried')}` : 'A failure';
      return `${what} ends in this \`catch\`: the code after line ${lineOf(clause.block.getLastToken() ?? clause)} goes on as if it had worked.`;
    },
  }),
  concept({
    id: 'finally-override',
    misconception: 'The `finally` runs after the `return`, which it cannot change.',
    kinds: [ts.SyntaxKind.TryStatement],
    why: ({ finallyBlock }: ts.TryStatement) => {
      const end = finallyBlock && ownNodes(finallyBlock).find((node) => ts.isReturnStatement(node) || ts.isThrowStatement(node));
      return (
        end &&
        `The \`${ts.isReturnStatement(end) ? 'return' : 'throw'}\` on line ${lineOf(end)} replaces whatever the \`try\` returned or threw.`
      );
    },
  }),
  concept({
    id: 'rethrow-cause',
    misconception: 'The message is enough to find where it began.',
    kinds: [ts.SyntaxKind.NewExpression],
    why: (made: ts.NewExpression) => {
      if (!/(Error|Exception)$/.test(made.expression.getText())) return undefined;
      const cause = made.arguments
        ?.flatMap((argument) => (ts.isObjectLiteralExpression(argument) ? [...argument.properties] : []))
        .find((part) => part.name !== undefined && part.name.getText() === 'cause');
      return (
        cause &&
        `The \`cause\` keeps the first error with its stack; without it only the message of \`${made.expression.getText()}\` is left.`
      );
    },
  }),
  concept({
    id: 'catch-unknown',
    misconception: 'What is caught is always an `Error`.',
    kinds: [ts.SyntaxKind.CatchClause],
    why: (clause: ts.CatchClause) => {
      const name = variableOf(clause);
      if (name === undefined) return undefined;
      const inside = ownNodes(clause.block);
      const isAsked = inside.some(
        (node) =>
          ts.isBinaryExpression(node) &&
          /^(InstanceOfKeyword|InKeyword)$/.test(ts.SyntaxKind[node.operatorToken.kind] ?? '') &&
          mentions(node, name),
      );
      const read = inside.find((node) => {
        if (!ts.isPropertyAccessExpression(node) || node.questionDotToken) return false;
        let value: ts.Expression = node.expression;
        while (ts.isParenthesizedExpression(value) || ts.isAsExpression(value) || ts.isNonNullExpression(value)) value = value.expression;
        return ts.isIdentifier(value) && value.text === name;
      });
      if (!read || !ts.isPropertyAccessExpression(read) || isAsked) return undefined;
      return `Anything can be thrown: \`${name}\` need not have a \`${read.name.text}\`, and a thrown \`null\` makes line ${lineOf(read)} throw again.`;
    },
  }),
  concept({
    id: 'custom-error-instanceof',
    misconception: '`instanceof` always recognises an error of that name.',
    kinds: [ts.SyntaxKind.BinaryExpression],
    why: ({ left, right, operatorToken }: ts.BinaryExpression) => {
      if (operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword || !ts.isIdentifier(right)) return undefined;
      if (!/(Error|Exception)$/.test(right.text) || builtIn.test(right.text)) return undefined;
      return `${inWords(left, 'The error')} passes only when this very \`${right.text}\` made it: one from a second copy of the package fails the test.`;
    },
  }),
];
