import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { seededRandom, shuffled } from '../../src/exercises/seededRandom.ts';
import type { Change } from '../../src/terms/change.ts';
import { listedLines } from '../../src/terms/exercise.ts';
import { changesBetween } from './changesBetween.ts';
import { corpusPackages } from './corpusPackages.ts';
import { fetchPackage } from './fetchPackage.ts';
import { firstQuestion, type FirstQuestion } from './firstQuestion.ts';
import { openStudy } from './openStudy.ts';

/**
 * `node test/corpus/writeSheet.ts --seed N --count 40 --out FILE [--package NAME]…`: the first question of so many changes, drawn by seed from each package
 * and kind of change in turn, written out for a reader, the keys at the end.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '40' },
    out: { type: 'string', default: 'sheet.md' },
    package: { type: 'string', multiple: true },
  },
});
const seed = Number(values.seed);
const count = Number(values.count);

const random = seededRandom(seed);
const found: FirstQuestion[] = [];
const silent = new Map<string, number>();
const meant = corpusPackages.filter(({ name }) => values.package === undefined || values.package.includes(name));
const share = Math.ceil(count / meant.length);
for (const [index, { name, versions }] of shuffled(meant, random).entries()) {
  const wanted = Math.min(share, Math.ceil((count - found.length) / (meant.length - index)));
  const roots = versions.map((version, position) => fetchPackage(name, version, position > 0));
  const changes = roots.slice(1).flatMap((root, position) => changesBetween(roots[position] ?? '', root));
  const taken = await takeFrom(shuffled(changes, random), wanted);
  found.push(...taken);
  write();
  process.stderr.write(`${name}: ${String(taken.length)} of ${String(changes.length)} changes\n`);
}

/** Kinds of change in turn, no unit twice. */
async function takeFrom(changes: readonly Change[], wanted: number): Promise<readonly FirstQuestion[]> {
  const kinds = shuffled(['suggestion', 'commit', 'agent-run'] as const, random);
  const queues = kinds.map((kind) => changes.filter((change) => change.kind === kind));
  const studies = new Map<string, Awaited<ReturnType<typeof openStudy>>>();
  const questions: FirstQuestion[] = [];
  const units = new Set<string>();
  for (let tried = 0; questions.length < wanted && tried < 40 && queues.some((queue) => queue.length > 0); tried += 1) {
    const change = queues[tried % queues.length]?.shift();
    if (change === undefined) continue;
    const opened = studies.get(change.root) ?? (await openStudy(change.root, seed));
    studies.set(change.root, opened);

    const first = await firstQuestion(change, opened.study, seed);
    if (typeof first === 'string') silent.set(first, (silent.get(first) ?? 0) + 1);
    else if (!units.has(`${first.path} ${first.unitName}`)) {
      units.add(`${first.path} ${first.unitName}`);
      questions.push(first);
    }
  }
  for (const opened of studies.values()) opened.dispose();
  return questions;
}

/** What was found so far: a long run that ends early leaves something to read. */
function write(): void {
  const items = found.slice(0, count);
  const letters = 'ABCD';
  const written = items.map(({ change, path, unitName, exercise }, index) => {
    const code = listedLines(exercise.code).map(({ number, mark, text }) => `${String(number ?? '').padStart(4)} ${mark} ${text}`);
    const old = change.kind === 'suggestion' ? '' : ' (with an older version)';
    return [
      `## ${String(index + 1)}. ${change.kind}${old}: ${path} \`${unitName}\``,
      `${exercise.kind}, value ${exercise.value.toFixed(2)}`,
      '```ts',
      ...code,
      '```',
      exercise.stem,
      ...exercise.assumptions.map((sentence) => `- (${sentence})`),
      '',
      ...exercise.options.map(({ text }, option) => `${letters[option] ?? ''}. ${text}`),
      '',
    ].join('\n');
  });
  const keys = items.map(({ exercise }, index) => {
    const key = exercise.options.findIndex(({ correct }) => correct);
    return `${String(index + 1)}. ${letters[key] ?? ''}: ${exercise.options[key]?.reason ?? ''}\n${exercise.options[key]?.proof.observed.replaceAll(/^/gmu, '    ') ?? ''}`;
  });
  const kinds = new Map<string, number>();
  for (const { exercise } of items) kinds.set(exercise.kind, (kinds.get(exercise.kind) ?? 0) + 1);
  const tables = [...kinds].toSorted(([, left], [, right]) => right - left).map(([kind, times]) => `- ${kind}: ${String(times)}`);
  const whys = [...silent].toSorted(([, left], [, right]) => right - left).map(([why, times]) => `- ${String(times)} × ${why}`);
  writeFileSync(
    values.out,
    [`# First questions, seed ${String(seed)}`, '', ...tables, '', 'Silent:', ...whys, '', ...written, '# Keys', '', ...keys].join('\n'),
  );
}
