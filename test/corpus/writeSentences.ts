import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { walkFolder } from '../../src/analysis/walkFolder.ts';
import { seededRandom, shuffled } from '../../src/exercises/seededRandom.ts';
import { explainStudied } from '../../src/stories/explainStudied.ts';
import { fetchPackage } from './fetchPackage.ts';
import { openStudy } from './openStudy.ts';
import { madeFalse } from './plantedFaults.ts';

/**
 * `node test/corpus/writeSentences.ts --seed N --count 60 --out FILE --package NAME@VERSION…`: proved sentences of units drawn by seed, each
 * with its code, for a reader who says which are false. One in ten is made false; which, stands in `FILE.key`, that the reader opens last.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '60' },
    out: { type: 'string', default: 'sentences.md' },
    package: { type: 'string', multiple: true, default: ['immer@11.2.10'] },
  },
});
const random = seededRandom(Number(values.seed));
const share = Math.ceil(Number(values.count) / values.package.length);
const mostOfUnit = 3;

const written: string[] = [];
const planted: string[] = [];
for (const named of values.package) {
  const [, name = named, version = ''] = /^(.+)@([^@]+)$/u.exec(named) ?? [];
  const root = fetchPackage(name, version, false);
  const { study, dispose } = await openStudy(root, 1);
  let taken = 0;
  for (const file of shuffled(await walkFolder(root), random)) {
    if (taken >= share) break;
    const path = file.startsWith('/') ? file.slice(root.length + 1) : file;
    if (/(?:^|\/)(?:test|tests|__tests__|spec|dist)\/|\.(?:test|spec)\./u.test(path)) continue;
    const absolute = file.startsWith('/') ? file : join(root, file);
    const text = readFileSync(absolute, 'utf8');
    const studied = study.study({ file: absolute, path, text }, { root, depth: 'types' });
    if (!studied.ok) continue;
    const units = shuffled([...studied.value.units], random).filter(({ located }) => located.unit.size.lines <= 60);
    for (const unit of units.slice(0, 3)) {
      if (taken >= share) break;
      const { lines, name: unitName } = unit.located.unit;
      const sentences = shuffled([...explainStudied(unit, { recorded: [] }).proved], random).slice(0, mostOfUnit);
      if (sentences.length === 0) continue;
      const code = text.split('\n').slice(lines[0] - 1, lines[1]);
      written.push(
        `## ${named} ${path} \`${unitName}\``,
        '```ts',
        ...code.map((line, index) => `${String(lines[0] + index)} ${line}`),
        '```',
      );
      for (const sentence of sentences) {
        taken += 1;
        const number = String(written.filter((line) => /^\d+\. /u.test(line)).length + 1);
        const fault = random() < 0.25 ? madeFalse(sentence.text, random) : undefined;
        if (fault !== undefined) planted.push(`${number}: ${sentence.text}`);
        written.push(`${number}. [${sentence.section ?? 'how it runs'}] ${fault ?? sentence.text}`);
      }
    }
    studied.value.program?.dispose();
  }
  dispose();
  writeFileSync(values.out, `${written.join('\n')}\n`);
  writeFileSync(`${values.out}.key`, `${planted.join('\n')}\n`);
}
