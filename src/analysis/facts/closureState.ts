import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { scopesAround, type Scopes } from '../localScopes.ts';
import { bodyOf } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';
import { declaredName } from '../unitNames.ts';
import { isCollection, writeOf, type Write } from '../writes.ts';

const kind = 'closure-state';
/** Callbacks that have run before the call they are handed to returns. */
const immediate = /^(map|forEach|filter|some|every|find|findIndex|findLast|reduce|reduceRight|flatMap|sort|toSorted|replace)$/;

/** What is true at the moment it is read. */
const momentary =
  /^(Object\.(keys|values|entries)\(|Date\.now\(|performance\.now\(|process\.env\b|\w+(\.\w+)*\.(getState|getSnapshot|getCurrent\w*)\(|\[\.\.\.\w+\]$|\{ \.\.\.\w+ \}$)/;

interface Use {
  readonly by: ts.Node;
  readonly node: ts.Node;
}

/**
 * A variable that outlives the call because functions made in it keep using it.
 *
 *     let last; return { next(value) { if (value === last) return; last = value; out(value); } };
 *     → `last` (line 1) survives between calls of `next`: each finds what the one before left.
 */
export const closureState: FactDetector = {
  id: kind,
  detect({ node }) {
    if (!ts.isFunctionLike(node)) return [];
    const scopes = scopesAround(node);
    const variables = variablesOf(node);
    const mentioned = variables.length > 0 ? mentionsIn(node) : undefined;
    const facts = mentioned ? variables.flatMap((variable) => stateOf(variable, mentioned, scopes)) : [];
    if (facts.length === 0) return snapshots(node, scopes).slice(0, 1);
    return facts.toSorted((left, right) => right.surprise - left.surprise).slice(0, 1);
  },
};

/** `let` and collections declared by the unit itself or by a nameless function in it; what named functions declare is their own matter. */
function variablesOf(unit: ts.Node): readonly ts.VariableDeclaration[] {
  const found: ts.VariableDeclaration[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isClassLike(node) || (ts.isFunctionLike(node) && declaredName(node))) return;
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && ts.isBlock(node.parent.parent.parent)) {
      const isConstant = (node.parent.flags & ts.NodeFlags.Const) !== 0;
      if (!isConstant || isCollection(node)) found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(unit, visit);
  return found;
}

/** What is named and what is changed in a unit, by name, in source order. */
interface Mentions {
  readonly names: ReadonlyMap<string, readonly ts.Identifier[]>;
  readonly writes: ReadonlyMap<string, readonly Write[]>;
}

function mentionsIn(unit: ts.Node): Mentions {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(unit);
  const writes = nodes.flatMap((node) => writeOf(node) ?? []);
  return {
    names: Map.groupBy(nodes.filter(ts.isIdentifier), ({ text }) => text),
    writes: Map.groupBy(writes, ({ root }) => (ts.isIdentifier(root) ? root.text : 'this')),
  };
}

function stateOf(variable: ts.VariableDeclaration, mentioned: Mentions, scopes: Scopes): readonly Fact[] {
  const name = (variable.name as ts.Identifier).text;
  const block = variable.parent.parent.parent;
  const owner = runnerOf(variable);
  // A variable made anew in each round of a loop is no state of the call.
  if (block.parent !== owner && ts.findAncestor(block, (above) => above === owner || ts.isIterationStatement(above, false)) !== owner)
    return [];
  const isSame = (node: ts.Identifier): boolean => scopes.declaring(node) === block;
  const writes = (mentioned.writes.get(name) ?? [])
    .filter(({ root, members, how }) => (members.length === 0 || how === 'called') && ts.isIdentifier(root) && isSame(root))
    .map(({ node }): Use => ({ by: runnerOf(node), node }));
  const reads = (mentioned.names.get(name) ?? [])
    .filter((node) => node !== variable.name && isSame(node) && isRead(node))
    .map((node): Use => ({ by: runnerOf(node), node }));
  const written = writes.filter(({ by }) => by !== owner);
  const read = reads.filter(({ by }) => by !== owner);
  const pair = written.flatMap((write) => {
    const other = read.find((use) => use.by !== write.by);
    return other ? [{ write, other }] : [];
  })[0];
  const at = `\`${name}\` (line ${lineOf(variable)})`;
  if (pair) {
    const isSameName = runnerName(pair.write.by) === runnerName(pair.other.by);
    const other = isSameName ? `the \`${nameOf(pair.other.by)}\` on line ${lineOf(pair.other.by)}` : runnerName(pair.other.by);
    const text = `${at} is shared: ${runnerName(pair.write.by)} changes it, and ${other} acts on what it then finds.`;
    return stateFact({ kind, about: name, text, on: [variable, pair.write.node, pair.other.node], surprise: 0.6 });
  }
  const kept = written.find(({ by, node }) => read.some((use) => use.by === by && use.node.pos <= node.pos));
  if (!kept || runsOnce(kept.by)) return [];
  const text = `${at} survives between calls of ${runnerName(kept.by)}: each finds what the one before left.`;
  return stateFact({ kind, about: name, text, on: [variable, kept.node], surprise: 0.45 });
}

/** `once(() => …)` */
function runsOnce({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && /(?:^|\.)once$/.test(parent.expression.getText());
}

/** `const keys = Object.keys(shape); return (value) => … keys …`: read once, used for ever. */
function snapshots(unit: ts.Node, scopes: Scopes): readonly Fact[] {
  const body = bodyOf(unit);
  if (!body) return [];
  return body.statements.flatMap((statement) => {
    if (!ts.isVariableStatement(statement) || !(statement.declarationList.flags & ts.NodeFlags.Const)) return [];
    return statement.declarationList.declarations.flatMap((declaration) => {
      const { name, initializer } = declaration;
      if (!ts.isIdentifier(name) || !initializer || !momentary.test(initializer.getText())) return [];
      let later: ts.Node | undefined;
      const visit = (node: ts.Node): void => {
        if (ts.isIdentifier(node) && node.text === name.text && node !== name && scopes.declaring(node) === body && runnerOf(node) !== unit)
          later ??= node;
        ts.forEachChild(node, visit);
      };
      visit(body);
      if (!later) return [];
      const text = `\`${name.text}\` is read once, on line ${lineOf(declaration)}: ${runnerName(runnerOf(later))} goes on with that value, whatever changes afterwards.`;
      return stateFact({ kind, about: `once:${name.text}`, text, on: [declaration, later], surprise: 0.55 });
    });
  });
}

/** The function in whose run a node runs; callbacks that are called at once belong to the function around them. */
function runnerOf(node: ts.Node): ts.Node {
  const around = ts.findAncestor(node.parent, (above) => ts.isFunctionLike(above) && 'body' in above);
  if (!around) return node.getSourceFile();
  const { parent } = around;
  const isCalledAtOnce = ts.isParenthesizedExpression(parent) && ts.isCallExpression(parent.parent) && parent.parent.expression === parent;
  const isExecutor = ts.isNewExpression(parent) && parent.expression.getText() === 'Promise';
  const isImmediate =
    ts.isCallExpression(parent) &&
    parent.expression !== around &&
    ts.isPropertyAccessExpression(parent.expression) &&
    immediate.test(parent.expression.name.text);
  return isCalledAtOnce || isExecutor || isImmediate ? runnerOf(around) : around;
}

/** Everything but the target of a plain `=`. */
function isRead(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent) && parent.left === node) return parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken;
  if (ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent) && ts.isExpressionStatement(parent.parent.parent))
    return writeOf(parent.parent)?.target !== node;
  return !('name' in parent && parent.name === node);
}

function nameOf(node: ts.Node): string | undefined {
  return ts.isFunctionLike(node) ? declaredName(node)?.text : undefined;
}

function runnerName(node: ts.Node): string {
  const name = nameOf(node);
  return name === undefined ? `the function on line ${lineOf(node)}` : `\`${name}\``;
}
