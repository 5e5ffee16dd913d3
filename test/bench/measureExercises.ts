import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { collectItems, type AskedUnit } from '../corpus/collectItems.ts';
import { corpusPackages } from '../corpus/corpusPackages.ts';
import { fetchPackage } from '../corpus/fetchPackage.ts';
import { holdsOthers, lossOf } from '../corpus/lossOf.ts';
import { concurrently, runProgram } from '../corpus/runProgram.ts';
import { adversary, dumbSolvers, type BlindItem, type SolverScore } from '../corpus/solvers.ts';
import { tokenShare } from '../corpus/tokenShare.ts';

const resultsFile = join(import.meta.dirname, '../exercises-results.json');
/** Fewer items than this establish nothing about a kind. */
const fewestItems = 300;

type Exercise = AskedUnit['exercises'][number];

/**
 * `npm run bench -- exercises [--units N] [--seed N] [--package NAME]…`: asks about N substantial units of each package of the corpus
 * (default 60; `--units all` for every one), checks every program in plain Node, prints the figures and keeps them in
 * `test/exercises-results.json`.
 */
export async function measureExercises(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      units: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      package: { type: 'string', multiple: true },
    },
  });
  const seed = Number(values.seed);
  const most = values.units === 'all' ? Number.POSITIVE_INFINITY : Number(values.units);
  const meant = corpusPackages.filter(({ name }) => values.package === undefined || values.package.includes(name));
  const units: AskedUnit[] = [];
  const sources = new Map<string, number>();
  for (const { name, versions } of meant) {
    const root = fetchPackage(name, versions.at(-1) ?? '', true);
    const collected = await collectItems(name, root, { seed, most });
    units.push(...collected.units);
    for (const [source, count] of collected.sources) sources.set(source, (sources.get(source) ?? 0) + count);
    process.stderr.write(`${name}: ${String(collected.units.length)} units\n`);
  }
  const programs = await runPrograms(units);
  const results = {
    command: `npm run bench -- exercises ${args.join(' ')}`.trim(),
    machine: `${String(cpus().length)} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.versions.node}`,
    date: new Date().toISOString().slice(0, 10),
    packages: meant.map(({ name, versions }) => `${name}@${versions.at(-1) ?? ''}`),
    ...figuresOf(units, sources),
    programs,
    adversaries: adversariesOf(units),
  };
  const kept = existsSync(resultsFile) && values.package !== undefined ? 'not kept: not all packages were measured' : resultsFile;
  if (kept === resultsFile) writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  process.stdout.write(`${JSON.stringify(results, null, 2)}\n${kept}\n`);
}

function figuresOf(units: readonly AskedUnit[], sources: ReadonlyMap<string, number>): object {
  const substantial = units.filter((unit) => unit.substantial);
  const asked = substantial.filter(({ exercises }) => exercises.length > 0);
  const firsts = asked.flatMap(({ exercises }) => exercises.slice(0, 1));
  const all = units.flatMap(({ exercises }) => exercises);
  const offering = all.filter(({ options }) => options.some(({ text }) => saysNothingChanges(text)));
  const shuffledItems = all.filter(({ options }) => options.some(({ text }) => !/^Line \d/u.test(text)));
  const values = [...sources.values()].reduce((sum, count) => sum + count, 0);
  const ratios = asked.map(({ ms, parseMs }) => ms / parseMs).toSorted((left, right) => left - right);
  const times = asked.map(({ ms }) => ms).toSorted((left, right) => left - right);
  return {
    units: {
      all: units.length,
      substantial: substantial.length,
      trivialAsked: units.filter((unit) => !unit.substantial && unit.exercises.length > 0).length,
    },
    yield: share(asked.length, substantial.length),
    yieldByPackage: Object.fromEntries(
      [...Map.groupBy(substantial, (unit) => unit.package)].map(([name, own]) => [
        name,
        share(own.filter(({ exercises }) => exercises.length > 0).length, own.length),
      ]),
    ),
    /** Of what is no mere holder of other units. */
    yieldOfFunctions: share(asked.length, substantial.filter((unit) => !holdsOthers(unit)).length),
    /** With an item that passes every gate, whether or not it is worth being asked first. */
    passingOfFunctions: share(
      substantial.filter(({ exercises, tried }) => exercises.length > 0 || tried.some(({ drafts }) => drafts.some(({ ok }) => ok))).length,
      substantial.filter((unit) => !holdsOthers(unit)).length,
    ),
    lost: histogram(substantial.flatMap((unit) => (unit.exercises.length > 0 ? [] : [lossOf(unit)]))),
    silence: histogram(substantial.flatMap(({ why }) => (why === undefined ? [] : [why]))),
    items: all.length,
    firstQuestions: histogram(firsts.map(({ kind }) => kind)),
    firstQuestionLevels: histogram(firsts.map(({ level }) => level)),
    items_by_kind: histogram(all.map(({ kind }) => kind)),
    keyPosition: Object.fromEntries(
      [...Map.groupBy(shuffledItems, ({ options }) => options.length)].map(([length, own]) => [
        `of ${String(length)}`,
        Array.from({ length }, (_, place) => share(own.filter((item) => keyOf(item) === place).length, own.length)),
      ]),
    ),
    nothingChanges: {
      offering: offering.length,
      key: share(offering.filter((item) => saysNothingChanges(item.options[keyOf(item)]?.text ?? '')).length, offering.length),
    },
    valueSources: Object.fromEntries([...sources].map(([source, count]) => [source, share(count, values)])),
    firstItem: { medianMs: at(times, 0.5), p95Ms: at(times, 0.95), medianOverParse: at(ratios, 0.5), p95OverParse: at(ratios, 0.95) },
  };
}

/** Every program of every option in plain Node, a process each. */
async function runPrograms(units: readonly AskedUnit[]): Promise<object> {
  const shown = units.flatMap(({ package: name, path, name: unit, text, exercises }) =>
    exercises.flatMap((exercise) =>
      exercise.options.flatMap(({ text: option, correct, proof }) =>
        proof.program === undefined
          ? []
          : [{ place: `${name} ${path} ${unit}`, text, exercise, option, correct, ...proof, program: proof.program }],
      ),
    ),
  );
  const printed = await concurrently(shown, 2, async ({ program }) => await runProgram(program));
  const wrong = shown.filter(({ expected }, index) => printed[index] !== `${String(expected)}\n`);
  const keys = new Map(shown.flatMap(({ exercise, correct, expected }) => (correct ? [[exercise, expected] as const] : [])));
  const alike = shown.filter(({ exercise, correct, expected }) => !correct && keys.get(exercise) === expected);
  const shares = shown.map(({ text, program }) => tokenShare(text, program)).toSorted((left, right) => left - right);
  return {
    run: shown.length,
    agree: share(shown.length - wrong.length, shown.length),
    wrong: wrong.slice(0, 20).map(({ place, exercise, option }) => `${place}: ${exercise.kind} ${option}`),
    distractorsThatShowWhatTheKeyShows: alike.length,
    tokensHeld: {
      least: at(shares, 0),
      p05: at(shares, 0.05),
      median: at(shares, 0.5),
      below80: share(shares.filter((held) => held < 0.8).length, shares.length),
    },
  };
}

function adversariesOf(units: readonly AskedUnit[]): object {
  const byKind = new Map<string, BlindItem[]>();
  for (const { package: fold, signature, exercises } of units) {
    for (const exercise of exercises) {
      const { stem, options, kind } = exercise;
      byKind.set(kind, [
        ...(byKind.get(kind) ?? []),
        { fold, signature, stem, options: options.map(({ text }) => text), key: keyOf(exercise) },
      ]);
    }
  }
  const inWords = ({ solver, right, chance }: SolverScore): string => `${solver}: ${percent(right)} (chance ${percent(chance)})`;
  const told = (items: readonly BlindItem[]): object => {
    const scores = [...dumbSolvers(items), adversary(items)].toSorted(
      (left, right) => right.right - right.chance - (left.right - left.chance),
    );
    const above = scores.filter(({ right, chance }) => right > chance + 0.05);
    return {
      items: items.length,
      established: items.length >= fewestItems,
      best: scores.slice(0, 3).map(inWords),
      above: above.map(inWords),
    };
  };
  return Object.fromEntries([...byKind, ['all kinds', [...byKind.values()].flat()] as const].map(([kind, items]) => [kind, told(items)]));
}

function keyOf({ options }: Exercise): number {
  return options.findIndex(({ correct }) => correct);
}

function saysNothingChanges(text: string): boolean {
  return /nothing changes|the same as before|stays as it was/iu.test(text);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 1_000) / 1_000;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

function at(sorted: readonly number[], quantile: number): number {
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? Number.NaN) * 100) / 100;
}

/** Counts, the most frequent first. */
function histogram(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = [...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length] as const);
  return Object.fromEntries(counts.toSorted(([, left], [, right]) => right - left));
}
