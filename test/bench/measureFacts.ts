import { ts } from 'ts-morph';
import { parseArgs } from 'node:util';
import { bodyOf, ownNodes } from '../../src/analysis/ownCode.ts';
import { corpusPackages } from '../corpus/corpusPackages.ts';
import { factsOf, type UnitFacts } from '../corpus/factsOf.ts';
import { fetchPackage } from '../corpus/fetchPackage.ts';

const mostRows = 40;

/**
 * `npm run bench -- facts [--units N] [--seed N] [--package NAME]…`: of N substantial units of each package of the corpus (default 100),
 * how many have a non-obvious fact by syntax alone, with types, and with references; how many facts a unit has; and what the silent ones
 * look like.
 */
export async function measureFacts(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      units: { type: 'string', default: '100' },
      seed: { type: 'string', default: '1' },
      package: { type: 'string', multiple: true },
    },
  });
  const meant = corpusPackages.filter(({ name }) => values.package === undefined || values.package.includes(name));
  const all: UnitFacts[] = [];
  process.stdout.write('| package | units | by syntax | with types | with references | with words on the whole |\n');
  process.stdout.write('| --- | ---: | ---: | ---: | ---: | ---: |\n');
  for (const { name, versions } of meant) {
    const root = fetchPackage(name, versions.at(-1) ?? '', true);
    const units = await factsOf(name, root, { seed: Number(values.seed), most: Number(values.units) });
    all.push(...units);
    print(name, units);
  }
  print('all', all);
  for (const [kind, units] of Map.groupBy(all, ({ located }) => located.unit.kind)) print(`all: ${kind}`, units);
  const counts = all.map(({ byReferences }) => byReferences.length).toSorted((left, right) => left - right);
  process.stdout.write(`\nfacts of a unit: median ${String(at(counts, 0.5))}, p90 ${String(at(counts, 0.9))}\n`);
  table(
    'detectors (units that one speaks of)',
    all.flatMap(({ byReferences }) => [...new Set(byReferences.map(({ kind }) => kind))]),
    all.length,
  );
  const silent = all.filter(({ byReferences }) => byReferences.length === 0);
  table(
    'what the silent units do',
    silent.map(({ located }) => shapeOf(located.node)),
    silent.length,
  );
}

function print(name: string, units: readonly UnitFacts[]): void {
  const share = (holds: (unit: UnitFacts) => boolean): string =>
    `${((100 * units.filter(holds).length) / Math.max(units.length, 1)).toFixed(0)} %`;
  const cells = [
    name,
    String(units.length),
    share(({ bySyntax }) => bySyntax.length > 0),
    share(({ byTypes }) => byTypes.length > 0),
    share(({ byReferences }) => byReferences.length > 0),
    share(({ byReferences, outline }) => byReferences.length > 0 || outline.pattern !== undefined || outline.steps.length > 0),
  ];
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function table(title: string, items: readonly string[], outOf: number): void {
  const counted = [...Map.groupBy(items, (item) => item)].map(([item, same]) => ({ item, count: same.length }));
  const shown = counted.toSorted((left, right) => right.count - left.count).slice(0, mostRows);
  process.stdout.write(`\n${title}, of ${String(outOf)}:\n${shown.map(({ item, count }) => `- ${String(count)} ${item}`).join('\n')}\n`);
}

/** The features that decide what could be said of a unit, in words. */
function shapeOf(node: ts.Node): string {
  const body = bodyOf(node);
  if (!body) return ts.isFunctionLike(node) ? 'one expression' : (ts.SyntaxKind[node.kind] ?? 'other');
  const nodes = ownNodes(body);
  const features: readonly (readonly [string, (found: ts.Node) => boolean])[] = [
    ['awaits', ts.isAwaitExpression],
    ['throws', ts.isThrowStatement],
    ['tries', ts.isTryStatement],
    ['loops', (found) => ts.isIterationStatement(found, false)],
    ['switches', ts.isSwitchStatement],
    ['branches', (found) => ts.isIfStatement(found) || ts.isConditionalExpression(found)],
    ['writes', (found) => ts.isBinaryExpression(found) && found.operatorToken.kind === ts.SyntaxKind.EqualsToken],
    ['holds functions', ts.isFunctionLike],
    ['reads this', (found) => found.kind === ts.SyntaxKind.ThisKeyword],
  ];
  return features.flatMap(([name, holds]) => (nodes.some(holds) ? [name] : [])).join(', ') || 'only calls';
}
