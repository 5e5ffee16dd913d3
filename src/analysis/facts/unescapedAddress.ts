import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { ownNodes } from '../ownCode.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'unescaped-address';
const asking = /(^|\.)(fetch|get|post|put|patch|del|delete|request|axios|redirect|push|replace|navigate|open)$/u;
/** Words that people write; ids and tokens are made of letters and figures. */
const written = /^(\w*[nN]ame|q|query|search|\w*[sS]earch\w*|term|\w*[eE]mail|tag|title|text|keyword|topic|label|city|country|domain)$/u;

/**
 * Words put into an address as they are.
 *
 *     fetch(`/api/search?q=${query}`)   → A `&`, `#` or `+` in `query` changes the address: it is put in as it is.
 */
export const unescapedAddress: FactDetector = {
  id: kind,
  detect: ({ node }) =>
    ownNodes(node)
      .flatMap((found) => (ts.isTemplateExpression(found) ? unescaped(found) : []))
      .slice(0, 1),
};

function unescaped(template: ts.TemplateExpression): readonly Fact[] {
  const call = template.parent;
  const isAsked =
    (ts.isCallExpression(call) && asking.test(call.expression.getText())) ||
    (ts.isNewExpression(call) && call.expression.getText() === 'URL');
  if (!isAsked || call.arguments?.[0] !== template) return [];
  const isAddress = /^(\/|https?:)/u.test(template.head.text) || template.head.text === '';
  const spans = template.templateSpans;
  const isPath = isAddress && (template.head.text !== '' || (spans[0]?.literal.text ?? '').startsWith('/'));
  let before = template.head.text;
  for (const { expression, literal } of spans) {
    const last = ts.isPropertyAccessExpression(expression) ? expression.name.text : ts.isIdentifier(expression) ? expression.text : '';
    if (isPath && written.test(last) && /[/=]$/u.test(before)) {
      const signs = before.includes('?') ? '`&`, `#` or `+`' : '`/`, `?` or `#`';
      const text = `A ${signs} in \`${expression.getText()}\` changes the address: it is put in as it is.`;
      return stateFact({ kind, about: expression.getText(), text, on: [expression], surprise: 0.6 });
    }
    before += literal.text;
  }
  return [];
}
