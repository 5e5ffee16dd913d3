import { paperFor, explainedText } from '../../../src/cliOutput.ts';
import { hoverText } from '../../../src/editor/hoverText.ts';
import type { GalleryEntry } from './studyGallery.ts';

/** One unit as a text file: where it is from, the hover card, the sidebar's words, the code. */
export function galleryText(entry: GalleryEntry): string {
  const { of, unit, explanation, card, code } = entry;
  const paper = paperFor({ columns: 100 }, { NO_COLOR: '1' });
  const place = { uri: 'file:///gallery', line: unit.lines[0] };
  const shown = card && hoverText(card, [{ text: 'Understand this', title: 'Understand', command: 'understand.explain', place }]);
  const words = explainedText([{ unit, facts: [], concepts: [], explanation }], paper);
  const numbered = code.split('\n').map((line, index) => `${String(unit.lines[0] + index).padStart(5)} ${line}`);
  return [
    `${of.name}@${of.version}  ${of.file}  ${unit.name}`,
    '',
    'HOVER',
    shown === undefined ? '(silent)' : shown.replaceAll(/\(command:[^)]*\)/gu, '').replaceAll(/\\(.)/gu, '$1'),
    '',
    'SIDEBAR',
    words,
    '',
    'CODE',
    ...numbered,
    '',
  ].join('\n');
}

/** For readers who compare: what is asked, with the proven key apart. */
export function questionsJson(entries: readonly GalleryEntry[]): object {
  return {
    units: entries.map(({ of, unit, code, explanation, exercises }) => {
      const words = [...explanation.proved, ...explanation.recorded].map(({ text }) => text);
      return {
        package: `${of.name}@${of.version}`,
        file: of.file,
        name: unit.name,
        signature: unit.signature,
        explanation: [...(explanation.headline === undefined ? [] : [explanation.headline]), ...words],
        code,
        questions: (exercises?.exercises ?? [])
          .filter(
            (exercise) =>
              !isQuoted(
                exercise.options.filter(({ correct }) => correct).map(({ text }) => text),
                words,
              ),
          )
          .map(({ stem, assumptions, options }) => ({
            stem,
            assumptions,
            options: options.map(({ id, text }) => ({ id, text })),
            key: options.filter(({ correct }) => correct).map(({ id }) => id),
          })),
        ...(exercises?.why !== undefined && { why: exercises.why }),
      };
    }),
  };
}

/** The explanation says the key in so many words: six in a row are a quotation. */
function isQuoted(keys: readonly string[], sentences: readonly string[]): boolean {
  const plain = (text: string): readonly string[] =>
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}_$.]+/u)
      .filter(Boolean);
  const told = sentences.map((sentence) => ` ${plain(sentence).join(' ')} `);
  return keys.some((key) => {
    const words = plain(key);
    const runs = words.length < 6 ? [words] : words.slice(5).map((_, index) => words.slice(index, index + 6));
    return runs.some((run) => run.length > 0 && told.some((sentence) => sentence.includes(` ${run.join(' ')} `)));
  });
}
