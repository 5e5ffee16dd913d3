import { explainUnit } from '../explain/explainUnit.ts';
import type { UnitKnowledge } from '../explain/explainUnit.ts';
import type { Explanation } from '../terms/explanation.ts';
import type { StudiedUnit } from './studyCode.ts';

/** The words for a studied unit, with what is known of it besides its code. */
export function explainStudied(studied: StudiedUnit, others: Pick<UnitKnowledge, 'altered' | 'recorded' | 'levels'> = {}): Explanation {
  const { located, facts, concepts, outline, callSites, siblings } = studied;
  const { unit, sourceFile } = located;
  const [first, last] = unit.lines;
  const text = sourceFile.text
    .split(/\r?\n/u)
    .slice(first - 1, last)
    .join('\n');
  return explainUnit({ unit, facts, concepts, outline, callSites, siblings, code: { text, firstLine: first }, ...others });
}
