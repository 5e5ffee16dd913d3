import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactContext, FactDetector } from '../factDetector.ts';
import { scopesAround, type Scopes } from '../localScopes.ts';
import { bodyOf, ownNodes } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';
import { declaredName } from '../unitNames.ts';
import { isArrayMethod, isCollection, ownWrites, writeOf, type Write } from '../writes.ts';

const kind = 'outside-changes';
const carrying =
  /^_?(ctx|context|state|acc|accumulator|memo|seen|doc|tx|tr|out|output|target|dest|result|results|builder|buffer|writer|el|element|node|router|app|server|res|response|reply|draft|match|lane|registry|scope|frame)$/iu;
/** Immer hands such functions a draft: writing to it changes nobody's object. */
const drafting = /createSlice|createReducer|produce|immer|useImmer/;

/**
 * What a call changes that is still there afterwards.
 *
 *     function top(items: Item[]) { return items.sort(byScore)[0]; }
 *     → Sorts the caller's own `items`: whoever passed the array sees it in the new order.
 */
export const outsideChanges: FactDetector = {
  id: kind,
  detect({ node, sourceFile }, context) {
    const body = bodyOf(node);
    if (!body || !ts.isFunctionLike(node)) return [];
    const scopes = scopesAround(node);
    const writes = ownWrites(body);
    const parameters = parameterNames(node);
    const facts = writes.flatMap((write) => {
      if (!ts.isIdentifier(write.root)) return [];
      const place = scopes.declaring(write.root);
      if (place === node && parameters.has(write.root.text)) return changedArgument(write, node, writes, context);
      if (place === undefined) return changedModule(write, sourceFile, scopes);
      return place === body ? sharedThroughCopy(write, body, parameters) : [];
    });
    const seen = new Set<string>();
    return facts.filter((fact) => !seen.has(fact.id) && seen.add(fact.id));
  },
};

function parameterNames(node: ts.SignatureDeclaration): ReadonlyMap<string, ts.ParameterDeclaration> {
  return new Map(
    node.parameters.flatMap((parameter) =>
      ts.isIdentifier(parameter.name) && !parameter.dotDotDotToken ? [[parameter.name.text, parameter]] : [],
    ),
  );
}

function changedArgument(write: Write, unit: ts.SignatureDeclaration, writes: readonly Write[], context: FactContext): readonly Fact[] {
  const name = (write.root as ts.Identifier).text;
  const isReplaced = writes.some((other) => other !== write && replaces(other, name, write.members));
  if (isReplaced || name === 'draft' || name === 'this' || isDrafting(unit)) return [];
  const path = [name, ...write.members].join('.').replaceAll('.[]', '[…]');
  const said = { kind, about: `argument:${path}:${write.method ?? ''}`, on: [write.node] };
  if (write.how === 'called' && write.method !== 'assign') {
    if (!write.method || !isArrayMethod(write.method) || !isArray(write, unit, context)) return [];
    const order = write.method === 'sort' || write.method === 'reverse';
    const text = order
      ? `\`${write.method}\` reorders the caller's own \`${path}\`: whoever passed it sees the new order.`
      : `\`${write.method}\` changes the caller's own \`${path}\`, not a copy: whoever passed it sees the change.`;
    // Where nothing is returned, adding to what was passed in is the whole answer.
    const isOnlyAnswer = write.method === 'push' && !ownNodes(unit).some((node) => ts.isReturnStatement(node) && node.expression);
    return stateFact({
      ...said,
      text: isOnlyAnswer ? `Returns nothing: what it finds is pushed into the caller's own \`${path}\`.` : text,
      surprise: order ? 0.85 : isOnlyAnswer && !announcesChange(unit) ? 0.5 : write.method === 'push' ? 0.4 : 0.55,
      ...(context.checker && { basis: 'types' }),
    });
  }
  if (write.members.length === 0 && write.method !== 'assign') return [];
  if (ts.isConstructorDeclaration(unit) || write.members.includes('current')) return [];
  if (write.members.length > 1 && mayBeReplacedBefore(write, unit, name)) return [];
  const change = write.how === 'deleted' ? 'removed from' : 'written into';
  const text =
    write.members.length === 0
      ? `\`Object.assign\` writes into the very \`${name}\` the caller passed, not into a copy of it.`
      : `\`${path}\` is ${change} the very object the caller passed, not a copy of it.`;
  const isHidden = returnsSomethingElse(unit, name) && !announcesChange(unit);
  // Made to be filled in by whoever it is handed to, or a place that is worked out first: nobody is surprised.
  const isExpected = carrying.test(name) || /\[…\]$|(^|\.)_/u.test(path) || isAlwaysFresh(unit, name, context);
  return stateFact({ ...said, text, surprise: isExpected ? 0.3 : isHidden ? 0.6 : 0.4 });
}

/** Every caller that is known makes the object in the call itself: there is nobody else who has it. */
function isAlwaysFresh(unit: ts.SignatureDeclaration, name: string, { callSites }: FactContext): boolean {
  const index = unit.parameters.findIndex((parameter) => parameter.name.getText() === name);
  return callSites.length > 0 && callSites.every((site) => /^(\{|\[|new )/u.test(site.arguments[index] ?? ''));
}

/** `setTotal`, `applyPatch`, `onClick`: the name says that something will be different afterwards. */
function announcesChange(unit: ts.SignatureDeclaration): boolean {
  const name = declaredName(unit)?.text ?? '';
  return /^_?(set|add|update|apply|normali[sz]e|write|init|on|handle|mark|clear|reset|merge|push|remove|delete|insert|assign|attach|register|record|patch|mutate|append|inject|define|store|save|finali[sz]e|process)/i.test(
    name,
  );
}

/** The name, or a part of the path to what is written, is given a new value somewhere in the unit: then it may be the unit's own. */
function replaces(other: Write, name: string, members: readonly string[]): boolean {
  const isPrefix = other.members.length < members.length || other.members.length === 0;
  const isOnPath =
    ts.isIdentifier(other.root) && other.root.text === name && other.members.every((member, index) => member === members[index]);
  return other.how === 'assigned' && isPrefix && isOnPath;
}

/** What hangs on the argument may be another object by now: a call before the write was handed the argument, as in `prepareCopy(state)`. */
function mayBeReplacedBefore(write: Write, unit: ts.Node, name: string): boolean {
  return ownNodes(unit).some(
    (node) =>
      ts.isCallExpression(node) &&
      node.end < write.node.pos &&
      node.arguments.some((argument) => ts.isIdentifier(argument) && argument.text === name),
  );
}

function returnsSomethingElse(unit: ts.SignatureDeclaration, name: string): boolean {
  return ownNodes(unit).some((node) => ts.isReturnStatement(node) && node.expression && node.expression.getText() !== name);
}

function isDrafting(unit: ts.Node): boolean {
  return ts.findAncestor(unit.parent, (node) => ts.isCallExpression(node) && drafting.test(node.expression.getText())) !== undefined;
}

/** `push` on a stream or a router is no array's. */
function isArray(write: Write, unit: ts.SignatureDeclaration, { checker }: FactContext): boolean {
  if (checker) {
    const type = checker.getTypeAtLocation((write.node as ts.CallExpression).expression.getChildAt(0));
    return checker.isArrayType(type) || checker.isTupleType(type);
  }
  if (write.members.length > 0) return false;
  const type = unit.parameters.find((parameter) => parameter.name.getText() === (write.root as ts.Identifier).text)?.type;
  return type !== undefined && (ts.isArrayTypeNode(type) || type.getText().startsWith('Array<'));
}

function changedModule(write: Write, sourceFile: ts.SourceFile, scopes: Scopes): readonly Fact[] {
  const name = (write.root as ts.Identifier).text;
  const declaration = sourceFile.statements
    .flatMap((statement) => (ts.isVariableStatement(statement) ? [...statement.declarationList.declarations] : []))
    .find((candidate) => ts.isIdentifier(candidate.name) && candidate.name.text === name);
  if (!declaration || (write.how === 'called' && !isCollection(declaration)) || isTakenBack(write)) return [];
  // What a weak collection holds goes when nobody else holds its key.
  const isWeak = /\bWeak(Map|Set)\b/.test(`${declaration.type?.getText() ?? ''} ${declaration.initializer?.getText() ?? ''}`);
  const growing =
    !isWeak &&
    write.method &&
    /^(set|add|push|unshift)$/.test(write.method) &&
    !isExported(declaration) &&
    onlyGrows(name, sourceFile, scopes);
  const line = lineOf(declaration);
  // `made ?? (made = …)` and `made ??= …` fill in once what is the same for all.
  const isMemo =
    isFilledOnce(write) ||
    (ts.isBinaryExpression(write.node) && write.node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionEqualsToken);
  const text = growing
    ? `\`${name}\` (line ${line}) lives as long as the module, and nothing in this file ever removes what is put into it.`
    : `Changes \`${name}\` (line ${line}), which outlives the call: every later caller in the process sees it.`;
  return stateFact({ kind, about: `module:${name}`, text, on: [write.node, declaration], surprise: growing ? 0.85 : isMemo ? 0.3 : 0.5 });
}

/** The same function writes it again in a `finally`, or further on sets it to nothing: what was set is not meant to outlive the call. */
function isTakenBack(write: Write): boolean {
  const unit = ts.findAncestor(write.node, ts.isFunctionLike);
  if (!unit) return false;
  const same = ownWrites(unit).filter(({ target }) => target.getText() === write.target.getText());
  const clears = same.findLast(({ node }) => ts.isBinaryExpression(node) && /^(null|undefined)$/.test(node.right.getText()));
  const isCleared = clears !== undefined && same.length > 1 && write.node.pos <= clears.node.pos;
  if (isCleared) return true;
  return ownNodes(unit).some((node) => {
    const target = ts.isTryStatement(node) && node.finallyBlock ? node.finallyBlock : undefined;
    return target !== undefined && ownWrites(target).some((later) => later.target.getText() === write.target.getText());
  });
}

function isFilledOnce(write: Write): boolean {
  const choice = ts.findAncestor(
    write.node.parent,
    (above) => ts.isStatement(above) || (ts.isBinaryExpression(above) && above.left.getText() === write.target.getText()),
  );
  return (
    choice !== undefined &&
    ts.isBinaryExpression(choice) &&
    choice !== write.node &&
    choice.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken
  );
}

function isExported(declaration: ts.VariableDeclaration): boolean {
  const name = declaration.name.getText();
  return (
    (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0 ||
    declaration.getSourceFile().statements.some((statement) => ts.isExportDeclaration(statement) && statement.getText().includes(name))
  );
}

/** No other use than adding and looking up: handing the collection on could let somebody else empty it. */
function onlyGrows(name: string, sourceFile: ts.SourceFile, scopes: Scopes): boolean {
  let grows = true;
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && node.text === name && scopes.isTopLevel(node) && !isHarmlessUse(node)) grows = false;
    ts.forEachChild(node, visit);
  };
  visit(sourceFile);
  return grows;
}

function isHarmlessUse(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isVariableDeclaration(parent) && parent.name === node) return true;
  if (!ts.isPropertyAccessExpression(parent)) return false;
  if (parent.name === node) return true;
  const used = parent.name.text;
  return (
    /^(set|add|push|unshift|get|has|size|length|at|includes|find|some|forEach)$/.test(used) &&
    !(ts.isBinaryExpression(parent.parent) && parent.parent.left === parent)
  );
}

/** `const copy = { ...order }; copy.items.push(x)`: the copy shares everything below its first level. */
function sharedThroughCopy(write: Write, body: ts.Block, parameters: ReadonlyMap<string, unknown>): readonly Fact[] {
  const name = (write.root as ts.Identifier).text;
  const deep = write.how === 'called' ? write.members.length >= 1 && isArrayMethod(write.method ?? '') : write.members.length >= 2;
  const [member] = write.members;
  if (!deep || member === undefined || member === '[]') return [];
  const copy = body.statements
    .flatMap((statement) => (ts.isVariableStatement(statement) ? [...statement.declarationList.declarations] : []))
    .find((candidate) => ts.isIdentifier(candidate.name) && candidate.name.text === name);
  const literal = copy?.initializer;
  if (!copy || !literal || !ts.isObjectLiteralExpression(literal)) return [];
  const [spread, ...others] = literal.properties;
  if (!spread || !ts.isSpreadAssignment(spread) || !ts.isIdentifier(spread.expression) || !parameters.has(spread.expression.text))
    return [];
  const isReplaced =
    others.length > 0 ||
    ownNodes(body).some((node) => {
      const other = writeOf(node);
      return other && ts.isIdentifier(other.root) && other.root.text === name && other.how === 'assigned' && other.members.length === 1;
    });
  if (isReplaced) return [];
  const text = `\`${name}\` is a shallow copy: \`${member}\` inside it is still that of \`${spread.expression.text}\`, so the caller's object changes.`;
  return stateFact({ kind, about: `shallow:${name}.${member}`, text, on: [copy, write.node], surprise: 0.95 });
}
