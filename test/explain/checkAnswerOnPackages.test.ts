import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { detectFacts } from '../../src/analysis/detectFacts.ts';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { parseSource } from '../../src/analysis/parseSource.ts';
import { checkAnswer, sentencesIn } from '../../src/explain/checkAnswer.ts';
import { readAnswer } from '../../src/explain/readAnswer.ts';

const packages = join(import.meta.dirname, '../../node_modules');
const long = process.env['UNDERSTAND_LONG'] === '1';
const seed = Number(process.env['UNDERSTAND_SEED'] ?? '1');
const step = long ? 1 : 6;

/** The comment in front of a line, without its tags and examples. */
function commentBefore(text: string, line: number): string {
  const before = text
    .split('\n')
    .slice(0, line - 1)
    .join('\n');
  const comment = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/u.exec(before)?.[1] ?? '';
  const prose = comment.replaceAll(/^\s*\*\s?/gmu, '').split(/^@/mu)[0] ?? '';
  return prose.replaceAll(/```[\s\S]*?```/gu, '');
}

test('as if a model had said them, what is proven is never struck, and what authors wrote about their code contradicts no fact', (context) => {
  const struck: string[] = [];
  let facts = 0;
  let comments = 0;
  const files = ['rxjs/src/internal', '@reduxjs/toolkit/src', '@tanstack/query-core/src'].flatMap((folder) =>
    globSync('**/*.ts', { cwd: join(packages, folder) }).map((file) => join(packages, folder, file)),
  );
  const sources = files.filter((file) => !/\.(?:test|spec|d)\.ts$|__tests__|\/tests\//u.test(file)).toSorted();
  for (const file of sources.filter((_, index) => (index + seed) % step === 0)) {
    const text = readFileSync(file, 'utf8');
    for (const located of locateUnits(parseSource(file, text), file)) {
      const { name, lines } = located.unit;
      const found = detectFacts(located, { callSites: [] });
      const code = text
        .split('\n')
        .slice(lines[0] - 1, lines[1])
        .join('\n');
      const reasons = (answer: string): readonly string[] => {
        const said = sentencesIn(checkAnswer(readAnswer(answer), { name, lines, code, facts: found, said: [] }).blocks);
        return said.map((sentence) => (sentence.struck === undefined ? '' : `${file} ${name}: ${sentence.text} (${sentence.struck})`));
      };
      const own = reasons(found.map((fact) => fact.text).join('\n\n'));
      const theirs = reasons(commentBefore(text, lines[0]));
      facts += own.length;
      comments += theirs.length;
      struck.push(...own.filter(Boolean), ...theirs.filter((reason) => reason.includes('(contradicts')));
    }
  }
  context.diagnostic(`${String(facts)} proven sentences and ${String(comments)} of comments, ${String(struck.length)} struck`);
  assert.ok(facts >= 20 && comments >= 100, `${String(facts)} and ${String(comments)}`);
  assert.deepEqual(struck, []);
});
