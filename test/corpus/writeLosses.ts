import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { collectItems, type AskedUnit } from './collectItems.ts';
import { applicationRoot, corpusPackages } from './corpusPackages.ts';
import { holdsOthers, lossOf } from './lossOf.ts';
import { fetchPackage } from './fetchPackage.ts';

/**
 * `node test/corpus/writeLosses.ts --seed N --units N --out FILE [--package NAME]… [--items FILE]`: for each of N substantial units a package
 * (`application`: the corpus's own service) where its question is lost: the world refused, or how many scenarios it has and what became
 * of each kind's drafts. `--items` writes the questions that there are, for a reader.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    units: { type: 'string', default: '10' },
    out: { type: 'string', default: 'losses.md' },
    items: { type: 'string' },
    package: { type: 'string', multiple: true },
  },
});
const seed = Number(values.seed);
const names = values.package ?? corpusPackages.map(({ name }) => name);
const units: AskedUnit[] = [];
for (const name of names) {
  const version = corpusPackages.find((known) => known.name === name)?.versions.at(-1) ?? '';
  const root = name === 'application' ? applicationRoot : fetchPackage(name, version, true);
  const collected = await collectItems(name, root, { seed, most: Number(values.units) });
  units.push(...collected.units.filter(({ substantial }) => substantial));
  write();
  const own = units.filter((unit) => unit.package === name);
  process.stderr.write(`${name}: ${String(own.filter(isAsked).length)} of ${String(own.length)}\n`);
}

function isAsked({ exercises }: AskedUnit): boolean {
  return exercises.length > 0;
}

function triedInWords({ kind, drafts }: AskedUnit['tried'][number]): string {
  const told = drafts.map((draft) => (draft.ok ? draft.value.toFixed(2) : draft.reason));
  return `    ${kind}: ${told.join(' | ')}`;
}

function histogram(all: readonly string[]): readonly string[] {
  const counts = [...Map.groupBy(all, (name) => name)].map(([name, same]) => [name, same.length] as const);
  return counts.toSorted(([, left], [, right]) => right - left).map(([name, count]) => `- ${String(count)} × ${name}`);
}

function write(): void {
  const silent = units.filter((unit) => !isAsked(unit));
  const struck = silent.flatMap(({ tried }) =>
    tried.flatMap(({ kind, drafts }) => drafts.flatMap((draft) => (draft.ok ? [] : [`${kind}: ${draft.reason}`]))),
  );
  const listed = units.map((unit) =>
    [
      `${isAsked(unit) ? 'asked' : lossOf(unit)} — ${unit.package} ${unit.path} \`${unit.name}\`, ${String(unit.text.split('\n').length)} lines, ${String(unit.scenarios)} scenarios, ${unit.ms.toFixed(0)} ms`,
      ...unit.tried.filter(({ drafts }) => drafts.length > 0).map(triedInWords),
    ].join('\n'),
  );
  const firsts = units.flatMap(({ exercises }) => exercises.slice(0, 1).map(({ kind }) => kind));
  const head = `# Where questions are lost, seed ${String(seed)}: ${String(units.length - silent.length)} of ${String(units.length)} units have one, of ${String(units.filter((unit) => !holdsOthers(unit)).length)} that are no mere holders of others`;
  const parts = [
    head,
    '## First questions',
    ...histogram(firsts),
    '## Silent',
    ...histogram(silent.map(lossOf)),
    '## Drafts of silent units that a gate struck',
  ];
  writeFileSync(values.out, [...parts, ...histogram(struck), '## Units', ...listed].join('\n'));
  if (values.items !== undefined) writeFileSync(values.items, units.flatMap(itemsOf).join('\n'));
}

function itemsOf({ package: name, path, exercises }: AskedUnit): readonly string[] {
  return exercises.map(({ kind, value, code, stem, assumptions, options }) =>
    [
      `## ${name} ${path} — ${kind}, value ${value.toFixed(2)}`,
      ...code.text.split('\n').map((line, offset) => `${String(code.firstLine + offset).padStart(5)}  ${line}`),
      '',
      stem,
      ...assumptions.map((sentence) => `- (${sentence})`),
      ...options.map(({ text, correct, reason }) => `${correct ? '=>' : '  '} ${text}    — ${reason}`),
      '',
    ].join('\n'),
  );
}
