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
