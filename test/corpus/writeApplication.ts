import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { collectItems, type AskedUnit } from './collectItems.ts';
import { applicationRoot } from './corpusPackages.ts';

/**
 * `node test/corpus/writeApplication.ts [--seed N] [--all] [--out FILE]`: what the product asks about a service in the shape that
 * production code has, the first question of each unit (`--all`: every one), with its key, for a reader; and the figures.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    all: { type: 'boolean', default: false },
    out: { type: 'string', default: 'application.md' },
  },
});
const { units } = await collectItems('application', applicationRoot, { seed: Number(values.seed), most: Number.POSITIVE_INFINITY });
const substantial = units.filter((unit) => unit.substantial).toSorted((left, right) => left.path.localeCompare(right.path));
const asked = substantial.filter(({ exercises }) => exercises.length > 0);

function counted(kinds: readonly string[]): string {
  const counts = [...Map.groupBy(kinds, (kind) => kind)].map(([kind, all]) => [kind, all.length] as const);
  return counts
    .toSorted(([, left], [, right]) => right - left)
    .map(([kind, count]) => `${kind} ${String(count)}`)
    .join(', ');
}

function written({ path, name, text, exercises, why }: AskedUnit): string {
  const shown = values.all ? exercises : exercises.slice(0, 1);
  return [
    `## ${path} \`${name}\``,
    ...(why === undefined ? [] : [`*${why}*`]),
    ...(shown[0] === undefined ? ['```ts', text, '```'] : []),
    ...shown.map(({ kind, value, stem, code, assumptions, options }) =>
      [
        `${kind}, value ${value.toFixed(2)}`,
        '```ts',
        ...code.text.split('\n').map((line, offset) => `${String(code.firstLine + offset).padStart(4)}  ${line}`),
        '```',
        stem,
        ...assumptions.map((sentence) => `- (${sentence})`),
        ...options.map((option) => `${option.correct ? '**' : ''}- ${option.text}${option.correct ? '**' : ''}`),
        '',
      ].join('\n'),
    ),
    '',
  ].join('\n');
}

const figures = [
  `${String(asked.length)} of ${String(substantial.length)} substantial units are asked about`,
  `first questions: ${counted(asked.flatMap(({ exercises }) => exercises.slice(0, 1).map(({ kind }) => kind)))}`,
  `all questions: ${counted(asked.flatMap(({ exercises }) => exercises.map(({ kind }) => kind)))}`,
  `levels of first questions: ${counted(asked.flatMap(({ exercises }) => exercises.slice(0, 1).map(({ level }) => level)))}`,
];
writeFileSync(
  values.out,
  `# Questions about a service\n\n${figures.map((figure) => `- ${figure}`).join('\n')}\n\n${substantial.map(written).join('\n')}`,
);
process.stdout.write(`${figures.join('\n')}\n`);
