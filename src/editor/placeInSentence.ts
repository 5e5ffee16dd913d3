import type { UnitPanel } from '../terms/panel.ts';
import { sentencePlaces } from './sentencePlaces.ts';

/** The file (absolute) and line that a sentence of the panel names; undefined where there is none, or the unit is not on disk. */
export function placeInSentence(
  { file, path, explanation }: UnitPanel,
  wanted: { readonly part: 'proved' | 'recorded' | 'said'; readonly index: number; readonly place: number },
): { readonly file: string; readonly line: number } | undefined {
  const sentence = explanation[wanted.part][wanted.index];
  // What git or a model says is text from outside: only what is proven names places that are gone to.
  if (sentence?.section !== 'in this project' || wanted.part !== 'proved') return undefined;
  const named = sentencePlaces(sentence.text)[wanted.place];
  if (named === undefined || file?.endsWith(`/${path}`) !== true) return undefined;
  return { file: named.path === undefined ? file : `${file.slice(0, -path.length)}${named.path}`, line: named.line };
}
