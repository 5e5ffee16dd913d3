import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom, shuffled } from '../../src/exercises/seededRandom.ts';
import type { Fact } from '../../src/terms/fact.ts';
import { applicationRoot, corpusPackages } from './corpusPackages.ts';
import { factsOf, type UnitFacts } from './factsOf.ts';
import { fetchPackage } from './fetchPackage.ts';
import { madeFalse } from './plantedFaults.ts';

/**
 * `node test/corpus/writeFacts.ts --seed N --count 300 --out FOLDER --keys FILE [--shown] [--package NAME]… [--root FOLDER]…`: facts drawn by seed from
 * units of each package (or of a project's folder), so many to a sheet, each with its unit's code and the places elsewhere that it rests on,
 * for a reader who says which are false. `--shown`: only what comes first where a person looks. One in ten is made false; which, stands in the file of keys, that the reader never sees.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '300' },
    units: { type: 'string', default: '260' },
    out: { type: 'string', default: 'sheets' },
    keys: { type: 'string', default: 'facts.key' },
    package: { type: 'string', multiple: true },
    root: { type: 'string', multiple: true },
    shown: { type: 'boolean', default: false },
  },
});
const random = seededRandom(Number(values.seed));
const perSheet = 50;
const mostOfUnit = 2;
/** More of one kind from one package teach a reader its phrase and nothing new. */
const mostOfKind = 9;
const linesShownWhole = 110;
const importsShown = 25;

interface Item {
  readonly from: string;
  readonly root: string;
  readonly unit: UnitFacts;
  readonly fact: Fact;
}

const projects = [
  ...(values.package ?? (values.root ? [] : ['@trpc/server', '@tanstack/router-core', '@tiptap/core', '@blueprintjs/core', 'zod'])).map(
    (name) => {
      const version = corpusPackages.find((each) => each.name === name)?.versions.at(-1) ?? '';
      return { name, root: fetchPackage(name, version, true) };
    },
  ),
  ...(values.root ?? []).map((root) => ({ name: root, root: root === 'application' ? applicationRoot : root })),
];
const share = Math.ceil(Number(values.count) / projects.length);
const items: Item[] = [];
for (const { name, root } of projects) {
  const units = await factsOf(name, root, { seed: Number(values.seed), most: Number(values.units) });
  const kinds = new Map<string, number>();
  const drawn: Item[] = [];
  for (const unit of shuffled([...units], random)) {
    let taken = 0;
    // What a hover leads with and the sidebar warns of first, or all that may be listed.
    const told = values.shown ? unit.byReferences.slice(0, mostOfUnit) : unit.listed;
    for (const fact of shuffled([...told], random)) {
      const ofKind = kinds.get(fact.kind) ?? 0;
      if (taken >= mostOfUnit || ofKind >= mostOfKind) continue;
      kinds.set(fact.kind, ofKind + 1);
      taken += 1;
      drawn.push({ from: name, root, unit, fact });
    }
  }
  items.push(...drawn.slice(0, share));
  process.stderr.write(`${name}: ${String(Math.min(drawn.length, share))} facts of ${String(units.length)} units\n`);
}

mkdirSync(values.out, { recursive: true });
const keys: string[] = [];
const chosen = shuffled(items, random);
for (let first = 0; first < chosen.length; first += perSheet) {
  const number = first / perSheet + 1;
  const sheet = chosen.slice(first, first + perSheet).map((item, offset) => writtenOf(item, `${String(number)}.${String(offset + 1)}`));
  const name = `facts-seed${values.seed}-${String(number)}.md`;
  writeFileSync(join(values.out, name), `${sheet.join('\n')}\n`);
}
writeFileSync(values.keys, `${keys.join('\n')}\n`);

/** The sentence, its lines, and what is needed to decide it. */
function writtenOf({ from, root, unit, fact }: Item, number: string): string {
  const { located } = unit;
  const { lines, name, path } = located.unit;
  const fault = random() < 0.15 ? madeFalse(fact.text, random) : undefined;
  if (fault !== undefined) keys.push(`${number}: planted; was: ${fact.text}`);
  else keys.push(`${number}: ${fact.kind}`);
  const text = located.sourceFile.text.split('\n');
  const imports = text.slice(0, lines[0] - 1).filter((line) => /^(?:import|\}) /u.test(line));
  const elsewhere = (fact.at ?? []).slice(0, 4).map((place) => {
    const other = readFileSync(join(root, place.path), 'utf8').split('\n');
    return [`Elsewhere, ${place.path}:`, '```ts', ...numbered(other, place.lines[0] - 6, place.lines[1] + 4), '```'].join('\n');
  });
  return [
    `## ${number}`,
    `**${fault ?? fact.text}**`,
    `(said of \`${name}\`, lines ${fact.lines.map(([start, end]) => (start === end ? String(start) : `${String(start)}–${String(end)}`)).join(', ')})`,
    '',
    `${from}, whole file: ${join(root, path)}`,
    '```ts',
    ...imports.slice(0, importsShown),
    '…',
    ...shownLines(text, lines, fact.lines),
    '```',
    ...elsewhere,
    '',
  ].join('\n');
}

/** The unit with the lines around it; of a long one, its beginning and what lies around the fact's own lines. */
function shownLines(text: readonly string[], [first, last]: readonly [number, number], of: Fact['lines']): readonly string[] {
  if (last - first < linesShownWhole) return numbered(text, first - 8, last + 3);
  const around = of.flatMap(([start, end]) => ['…', ...numbered(text, Math.max(start - 20, first + 12), Math.min(end + 20, last))]);
  return [...numbered(text, first - 8, first + 12), ...around];
}

function numbered(text: readonly string[], first: number, last: number): readonly string[] {
  const from = Math.max(first, 1);
  return text.slice(from - 1, last).map((line, index) => `${String(from + index).padStart(4)} ${line}`);
}
