import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { ts } from 'ts-morph';
import { namesDeclaredBy } from '../../src/analysis/localScopes.ts';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { parseSource } from '../../src/analysis/parseSource.ts';
import type { LocatedUnit } from '../../src/analysis/sourceText.ts';
import { sampleOf } from '../corpus/packages.ts';

const long = process.env['UNDERSTAND_LONG'] === '1';
const seed = Number(process.env['UNDERSTAND_SEED'] ?? '1');
const runs = long ? 2_000 : 150;

/** Functions of the corpus, as they are written there. */
const units: readonly LocatedUnit[] = sampleOf(seed)
  .slice(0, long ? 60 : 12)
  .flatMap((file) => locateUnits(parseSource(file, readFileSync(file, 'utf8')), file))
  .filter(({ node }) => ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node))
  .filter(({ unit }) => unit.size.statements >= 2);

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The key of the unit in its file after some edits of it; `undefined` when they broke the syntax. */
function keyAfter(
  { sourceFile, unit, node }: LocatedUnit,
  edits: readonly Edit[],
  rewrite = (text: string): string => text,
): string | undefined {
  const text = edits
    .toSorted((left, right) => right.from - left.from)
    .reduce((whole, { from, to, text: put }) => whole.slice(0, from) + put + whole.slice(to), sourceFile.text);
  const again = locateUnits(parseSource(sourceFile.fileName, rewrite(text)), unit.path);
  const alike = again.filter((other) => other.unit.name === unit.name && other.unit.kind === unit.kind);
  const before = locateUnits(sourceFile, unit.path).filter((other) => other.unit.name === unit.name && other.unit.kind === unit.kind);
  return alike[before.findIndex((other) => other.node === node)]?.unit.key;
}

function nodesOf(located: LocatedUnit): readonly ts.Node[] {
  const found: ts.Node[] = [];
  ts.forEachChild(located.node, function visit(node) {
    found.push(node);
    ts.forEachChild(node, visit);
  });
  return found;
}

/** Renames one name that only the unit itself declares, everywhere in it. */
function renameLocal(located: LocatedUnit, choice: number): readonly Edit[] {
  const nodes = nodesOf(located);
  const declared = [...new Set([located.node, ...nodes].flatMap((node) => namesDeclaredBy(node) ?? []))];
  const name = declared[choice % Math.max(1, declared.length)];
  const uses = nodes.filter((node): node is ts.Identifier => ts.isIdentifier(node) && node.text === name);
  // As a member, a label, a type or in a shorthand the same text says something else.
  const isPlain = (node: ts.Identifier): boolean => {
    const { parent } = node;
    const isMember = ts.isPropertyAccessExpression(parent) ? parent.name === node : false;
    const isNamed = 'name' in parent && parent.name === node && !ts.isVariableDeclaration(parent) && !ts.isParameter(parent);
    return (
      !isMember &&
      !isNamed &&
      !ts.isShorthandPropertyAssignment(parent) &&
      !ts.isBindingElement(parent) &&
      !ts.isTypeNode(parent) &&
      !ts.isQualifiedName(parent)
    );
  };
  if (name === undefined || located.sourceFile.text.includes('renamedByTest') || !uses.every(isPlain)) return [];
  return uses.map((node) => ({ from: node.getStart(), to: node.getEnd(), text: 'renamedByTest' }));
}

const rewrites: readonly ((located: LocatedUnit, choice: number) => string | undefined)[] = [
  (located) => keyAfter(located, [], (text) => text.replaceAll(/\r?\n/g, '\r\n')),
  (located) => keyAfter(located, [], (text) => `\uFEFF// moved\n\n${text}`),
  (located, choice) => keyAfter(located, renameLocal(located, choice)),
  (located, choice) => {
    const body = nodesOf(located).filter((node) => ts.isBlock(node) || ts.isExpressionStatement(node));
    const node = body[choice % Math.max(1, body.length)];
    return keyAfter(located, node ? [{ from: node.getStart(), to: node.getStart(), text: '/* why */ ' }] : []);
  },
  (located) => {
    const printed = ts.createPrinter({ removeComments: true }).printFile(located.sourceFile);
    return keyAfter(located, [], () => printed);
  },
];

const swapped: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '/',
  '<': '<=',
  '>': '>=',
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
  '??': '||',
};

/** One small change of what the unit does. */
function mutation(node: ts.Node): Edit | undefined {
  const at = { from: node.getStart(), to: node.getEnd() };
  if (ts.isNumericLiteral(node)) return { ...at, text: `${node.text}1` };
  if (ts.isStringLiteral(node) && !ts.isLiteralTypeNode(node.parent)) return { ...at, text: JSON.stringify(`${node.text}!`) };
  if (ts.isBinaryExpression(node)) {
    const to = swapped[node.operatorToken.getText()];
    return to === undefined ? undefined : { from: node.operatorToken.getStart(), to: node.operatorToken.getEnd(), text: to };
  }
  if (ts.isIfStatement(node))
    return { from: node.expression.getStart(), to: node.expression.getEnd(), text: `!(${node.expression.getText()})` };
  if (ts.isAwaitExpression(node)) return { ...at, text: node.expression.getText() };
  if (ts.isPropertyAccessExpression(node))
    return { from: node.name.getStart(), to: node.name.getEnd(), text: node.name.text.startsWith('#') ? '#other' : 'other' };
  if (ts.isExpressionStatement(node) && ts.isBlock(node.parent)) return { ...at, text: '' };
  if (node.kind === ts.SyntaxKind.TrueKeyword && !ts.isLiteralTypeNode(node.parent)) return { ...at, text: 'false' };
  return undefined;
}

test(`rewrites that keep what a function does keep its key (seed ${seed})`, () => {
  assert.ok(units.length >= 20, `only ${units.length}`);
  const property = fc.property(fc.constantFrom(...units), fc.constantFrom(...rewrites), fc.nat(50), (located, rewrite, choice) => {
    assert.equal(rewrite(located, choice), located.unit.key, `${located.unit.path} ${located.unit.name}`);
  });
  fc.assert(property, { numRuns: runs, seed });
});

test(`a change of what a function does changes its key (seed ${seed})`, () => {
  let tried = 0;
  const property = fc.property(fc.constantFrom(...units), fc.nat(10_000), (located, choice) => {
    const edits = nodesOf(located).flatMap((node) => mutation(node) ?? []);
    const edit = edits[choice % Math.max(1, edits.length)];
    if (!edit) return;
    tried += 1;
    const key = keyAfter(located, [edit]);
    assert.notEqual(
      key,
      located.unit.key,
      `${located.unit.path} ${located.unit.name}: ${located.sourceFile.text.slice(edit.from, edit.to)} → ${edit.text}`,
    );
  });
  fc.assert(property, { numRuns: runs, seed });
  assert.ok(tried > runs / 2, `only ${tried} of ${runs} had something to change`);
});
