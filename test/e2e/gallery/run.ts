import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { artefacts, checkout } from '../../host/startVscode.ts';
import { themeNames } from '../../webview/sidebarBrowser.ts';
import { fetchPackages } from './fetchPackages.ts';
import { galleryFigures } from './galleryFigures.ts';
import { pictureName, takePictures } from './galleryPictures.ts';
import { galleryText, questionsJson } from './galleryText.ts';
import { galleryUnits } from './galleryUnits.ts';
import { studyGallery } from './studyGallery.ts';

/**
 * `npm run gallery`: thirty real units → hover card and sidebar as text and pictures in `.test-artefacts/gallery`, figures in
 * `test/gallery-results.json`. `--text`: without pictures. `--questions`: also `questions.json`, for readers who compare.
 */
const withQuestions = process.argv.includes('--questions');
const folder = join(artefacts, 'gallery');
mkdirSync(folder, { recursive: true });
fetchPackages(galleryUnits);
const entries = await studyGallery(galleryUnits, { ask: withQuestions });
for (const [index, entry] of entries.entries()) writeFileSync(join(folder, `${pictureName(entry, index)}.txt`), galleryText(entry));
if (withQuestions) writeFileSync(join(folder, 'questions.json'), `${JSON.stringify(questionsJson(entries), null, 2)}\n`);
if (!process.argv.includes('--text')) await takePictures(entries, folder, themeNames);
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
