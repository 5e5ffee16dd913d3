import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { scoreOf } from './readerSheets.ts';
import type { AnswerKey, Score } from './readerSheets.ts';

/** `node test/e2e/gallery/score.ts FOLDER/answers-NAME.txt …`: readers' answers against `keys.json` beside them. */
const percent = (share: number): string => `${Math.round(share * 100)} %`;
const words = ({ right, untold, of, interval: [low, high] }: Score): string =>
  `${right} of ${of} right = ${percent(right / Math.max(1, of))} (${percent(low)}–${percent(high)}), ${untold} not told`;

for (const file of process.argv.slice(2)) {
  const keys = JSON.parse(readFileSync(join(dirname(file), 'keys.json'), 'utf8')) as readonly AnswerKey[];
  const answers = readFileSync(file, 'utf8');
  const plain = keys.filter(({ speaksOfLines }) => !speaksOfLines);
  process.stdout.write(
    `${basename(file)}\n  all: ${words(scoreOf(answers, keys))}\n  that speak of no line: ${words(scoreOf(answers, plain))}\n`,
  );
}
