import { ts } from 'ts-morph';
import { matchingTexts } from './matchingText.ts';
import { plainExpression } from './plainExpression.ts';
import type { Usage } from './usageTree.ts';

/** What a call looks for in a text, and texts in which it would be found. */
export interface SoughtText {
  readonly within: ts.Expression;
  readonly texts: readonly string[];
}

/** Methods that hand on the same text in another dress: what is looked for in their answer is looked for in the text. */
const dresses = ['trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'normalize', 'toString'];
const mostTexts = 6;
const longest = 60;

/**
 * `name.startsWith('-')` → `"-a"` for `name`; `pattern.test(name)` → a text that `pattern` is meant to match. `undefined` for a call that
 * looks for nothing known in a text.
 */
export function soughtText(call: ts.CallExpression): SoughtText | undefined {
  const callee = call.expression;
  const [given] = call.arguments;
  if (!ts.isPropertyAccessExpression(callee) || given === undefined) return undefined;
  const method = callee.name.text;
  const owner = callee.expression;
  const sought = plainExpression(given);
  if (method === 'test' || method === 'exec') {
    const pattern = regularExpression(owner);
    return pattern && { within: given, texts: inPlace(pattern) };
  }
  if (!textMethods.has(method)) return undefined;
  const pattern = regularExpression(sought);
  if (pattern) return { within: owner, texts: inPlace(pattern) };
  if (!ts.isStringLiteralLike(sought) || sought.text === '') return undefined;
  return { within: owner, texts: [around(method, sought.text)] };
}

const textMethods: ReadonlySet<string> = new Set([
  'startsWith',
  'endsWith',
  'includes',
  'indexOf',
  'lastIndexOf',
  'split',
  'replace',
  'replaceAll',
  'match',
  'matchAll',
  'search',
]);

function around(method: string, text: string): string {
  if (method === 'startsWith') return `${text}a`;
  return method === 'endsWith' ? `a${text}` : `a${text}b`;
}

interface RegularExpression {
  readonly source: string;
  readonly flags: string;
}

/** An expression that looks at a whole text is matched by the text itself, one that looks anywhere also amid others. */
function inPlace({ source, flags }: RegularExpression): readonly string[] {
  const texts = matchingTexts(source, flags);
  if (/^\^|\$$/u.test(source)) return texts;
  return flags.includes('g') ? texts.flatMap((text) => [text, `${text} ${text}`]) : texts.flatMap((text) => [text, `a ${text} b`]);
}

/** A literal, or a `const` of the file that holds one. */
function regularExpression(expression: ts.Expression): RegularExpression | undefined {
  const node = plainExpression(expression);
  const literal = ts.isIdentifier(node) ? constantLiteral(node) : node;
  const parts = literal && ts.isRegularExpressionLiteral(literal) ? /^\/(.*)\/([a-z]*)$/su.exec(literal.text) : null;
  return parts === null ? undefined : { source: parts[1] ?? '', flags: parts[2] ?? '' };
}

/** What the only `const` of that name in the file is set to. */
function constantLiteral({ text: name, parent }: ts.Identifier): ts.Expression | undefined {
  const found: ts.VariableDeclaration[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === name) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(rootOf(parent));
  const [only, other] = found;
  return other === undefined && only && ts.isVariableDeclarationList(only.parent) && only.parent.flags & ts.NodeFlags.Const
    ? only.initializer && plainExpression(only.initializer)
    : undefined;
}

function rootOf(node: ts.Node): ts.Node {
  let root = node;
  while ((root.parent as ts.Node | undefined) !== undefined) root = root.parent;
  return root;
}

/** Texts in which something is found that the code looks for in it, in whatever dress; at most six. */
export function textsFor(usage: Usage | undefined): readonly string[] {
  if (usage === undefined) return [];
  const texts = new Set<string>();
  const gather = (from: Usage): void => {
    for (const text of from.sought) texts.add(text);
    for (const dress of dresses) {
      const dressed = from.steps.get(dress)?.answer;
      if (dressed) gather(dressed);
    }
    const split = from.steps.get('split');
    const part = split?.answer?.steps.get('0');
    const separator = separatorOf(split?.calls[0]);
    if (part && separator !== undefined) for (const inner of textsFor(part)) texts.add(`${inner}${separator}b`);
  };
  gather(usage);
  return [...texts].filter((text) => text.length <= longest).slice(0, mostTexts);
}

function separatorOf(call: ts.Expression | undefined): string | undefined {
  const [given] = call !== undefined && ts.isCallExpression(call) ? call.arguments : [];
  return given !== undefined && ts.isStringLiteralLike(given) ? given.text : undefined;
}
