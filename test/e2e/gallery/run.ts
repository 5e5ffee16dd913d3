import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { artefacts, checkout } from '../../host/startVscode.ts';
import { themeNames } from '../../webview/sidebarBrowser.ts';
import { fetchPackages } from './fetchPackages.ts';
import { galleryFigures } from './galleryFigures.ts';
import { pictureName, takePictures } from './galleryPictures.ts';
import { takeHoverPictures } from './hoverPictures.ts';
import { galleryText } from './galleryText.ts';
import { galleryUnits, questionUnits } from './galleryUnits.ts';
import { readerSheets, readings, sheetText } from './readerSheets.ts';
import { studyGallery } from './studyGallery.ts';

/**
 * `npm run gallery`: thirty real units → hover card and sidebar as text and pictures in `.test-artefacts/gallery`, figures in
 * `test/gallery-results.json`. `--text`: without pictures. `--questions`: also, in `.test-artefacts/gallery/questions`, what readers who
 * compare are given: a sheet for each way of reading (the code, our words, both), `units.json`, and apart from them `keys.json`. Where
 * `chat.json` (another explanation by the unit's name) lies there, a sheet with those. `score.ts` counts the answers.
 */
const folder = join(artefacts, 'gallery');
mkdirSync(folder, { recursive: true });
fetchPackages(galleryUnits);
const entries = await studyGallery(galleryUnits, { ask: false });
for (const [index, entry] of entries.entries()) writeFileSync(join(folder, `${pictureName(entry, index)}.txt`), galleryText(entry));
if (process.argv.includes('--questions')) await writeQuestions(join(folder, 'questions'));
if (!process.argv.includes('--text')) await takePictures(entries, folder, themeNames);
if (process.argv.includes('--hovers')) {
  for (const { unit, words, lines, links } of await takeHoverPictures(entries, join(folder, 'hovers')))
    process.stdout.write(`hover of ${unit}: ${words} words on ${lines} lines, ${links} links\n`);
}
const figures = galleryFigures(entries);
const results = { command: 'npm run gallery', date: new Date().toISOString().slice(0, 10), ...figures };
writeFileSync(join(checkout, 'test/gallery-results.json'), `${JSON.stringify(results, null, 2)}\n`);
const { words, lines, cards, anchored, paraphrases, silent } = figures;
process.stdout.write(
  [
    `${figures.units} units, ${figures.sentences} sentences: ${words.median} words in ${lines.median} sentences in the middle, ${words.most} words at most`,
    `hover cards: ${cards.shown}, at most ${cards.mostWords} words and ${cards.mostLines} lines`,
    `anchored to lines: ${(anchored * 100).toFixed(1)} %`,
    `paraphrases of one line: ${paraphrases.length}`,
    ...paraphrases.map((sentence) => `  ${sentence}`),
    `nothing to say: ${silent.length}`,
    ...silent.map(({ unit, why }) => `  ${unit}: ${why}`),
    `written to ${folder}`,
    '',
  ].join('\n'),
);
process.exitCode = paraphrases.length > 0 || anchored < 1 ? 1 : 0;

async function writeQuestions(into: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  fetchPackages(questionUnits);
  const { units, keys } = readerSheets(await studyGallery(questionUnits, { ask: true }));
  const write = (name: string, content: string): void => writeFileSync(join(into, name), content);
  write('units.json', `${JSON.stringify(units, null, 2)}\n`);
  write('keys.json', `${JSON.stringify(keys, null, 2)}\n`);
  for (const reading of readings) write(`${reading}.md`, sheetText(units, reading));
  const chat = join(into, 'chat.json');
  if (existsSync(chat)) write('chat.md', sheetText(units, 'chat', JSON.parse(readFileSync(chat, 'utf8')) as Record<string, string>));
  process.stdout.write(`${units.length} units with ${keys.length} questions for readers: ${into}\n`);
}
