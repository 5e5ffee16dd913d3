import { ts } from 'ts-morph';

/** Names whose behaviour differs between engines, or that the sandbox has not. */
const engineDependent: ReadonlySet<string> = new Set([
  'structuredClone',
  'URL',
  'URLSearchParams',
  'TextEncoder',
  'TextDecoder',
  'Intl',
  'Buffer',
  'atob',
  'btoa',
  'globalThis',
  'eval',
  'Function',
  'WebAssembly',
  'SharedArrayBuffer',
  'Atomics',
  'FinalizationRegistry',
  'WeakRef',
  'setInterval',
  'setImmediate',
  'require',
  '$line',
  '$element',
  '$spread',
]);

const localeMethods =
  /^(?:localeCompare|toLocale\w*|normalize|getTimezoneOffset|getHours|getDate|getDay|getMonth|getFullYear|getMinutes|stack|captureStackTrace|fromAsync|isWellFormed|getOrInsert\w*)$/u;

/** Why the text of a unit cannot be run faithfully, in one phrase. */
export function refusalOf(unit: ts.FunctionLikeDeclaration): string | undefined {
  if (ts.canHaveDecorators(unit) && (ts.getDecorators(unit)?.length ?? 0) > 0) return 'a decorator may replace it';
  if (!('body' in unit) || unit.body === undefined) return 'it has no body';
  if (ts.isConstructorDeclaration(unit) && answersOtherwise(unit.body)) return 'a constructor answers something else than what it sets up';
  let reason: string | undefined;
  const visit = (node: ts.Node): void => {
    if (reason !== undefined || ts.isTypeNode(node)) return;
    reason = refusalOfNode(node);
    ts.forEachChild(node, visit);
  };
  visit(unit);
  return reason;
}

function answersOtherwise(node: ts.Node): boolean {
  if (ts.isReturnStatement(node)) return node.expression !== undefined;
  return !ts.isFunctionLike(node) && ts.forEachChild(node, (child) => answersOtherwise(child) || undefined) === true;
}

function refusalOfNode(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return 'it loads code while it runs';
  if (ts.isMetaProperty(node)) return 'it asks how it was loaded or called';
  if (ts.isYieldExpression(node) && node.asteriskToken === undefined && !ts.isExpressionStatement(node.parent))
    return 'a generator uses what its consumer passes in';
  if (ts.isDecorator(node)) return 'a decorator may replace it';
  if (ts.isWithStatement(node)) return 'it uses `with`';
  if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) > ts.NodeFlags.Const) return 'it uses `using`';
  if (
    ts.isPropertyAccessExpression(node) &&
    ts.isIdentifier(node.expression) &&
    uneven.get(node.expression.text)?.test(node.name.text) === true
  )
    return 'its result depends on locale, time zone or engine';
  if (ts.isPropertyAccessExpression(node) && /^is(?:Frozen|Sealed|Extensible)$/u.test(node.name.text))
    return 'it asks whether something is frozen';
  if (ts.isPropertyAccessExpression(node) && localeMethods.test(node.name.text)) return 'its result depends on locale, time zone or engine';
  if (ts.isIdentifier(node) && engineDependent.has(node.text) && !isMemberName(node)) return `\`${node.text}\` is not in the sandbox`;
  return undefined;
}

/** Members of builtins that not every engine from Node 22 on has, or that the standard lets each engine approximate. */
const uneven: ReadonlyMap<string, RegExp> = new Map([
  ['Math', /^(?:a?(?:sin|cos|tan)h?|atan2|cbrt|exp|expm1|hypot|log|log1p|log10|log2|f16round|sumPrecise)$/u],
  ['Symbol', /^(?:dispose|asyncDispose|metadata|observable)$/u],
  ['Promise', /^try$/u],
  ['JSON', /^(?:rawJSON|isRawJSON)$/u],
  ['Error', /^(?:isError|prepareStackTrace|stackTraceLimit)$/u],
  ['RegExp', /^(?:escape|input|last\w+|leftContext|rightContext|\$.)$/u],
  ['Iterator', /^(?:concat|zip\w*)$/u],
]);

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isMethodDeclaration(parent) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node)
  );
}

/** Error texts that engines word differently; a rendered value that holds one may not be observed. */
export const engineText =
  /cannot read propert|cannot set propert|not a function|not iterable|is not defined|is not initialized|not an object|no setter for|expecting |unexpected token|invalid (?:regular|regexp|date|array|string)|stack overflow|out of memory/iu;
