import { ts } from 'ts-morph';
import type { Outline, Pattern, Step } from '../../terms/outline.ts';
import type { FactContext } from '../factDetector.ts';
import { ownNodes } from '../ownCode.ts';
import type { LocatedUnit } from '../sourceText.ts';
import { declaredName } from '../unitNames.ts';
import { allPatterns } from './allPatterns.ts';
import { linesOf } from './outlineWords.ts';
import { alwaysLast } from './steps/alwaysLast.ts';
import { inSequence } from './steps/inSequence.ts';
import { runsLater } from './steps/runsLater.ts';
import { waysOut } from './steps/waysOut.ts';

const mostSteps = 6;
const longestText = 240;
const mostTitleWords = 9;
/** Of a function inside, these say what the whole is for. */
const forTheWhole: ReadonlySet<string> = new Set(['retry', 'one-at-a-time', 'debounce', 'polling', 'batch', 'reducer', 'state-machine']);

/** What a unit is and how it goes: the first pattern its structure shows, and the steps of that pattern and of all code. */
export function outlineOf(located: LocatedUnit, context: FactContext): Outline {
  let pattern: Pattern | undefined;
  const steps: Step[] = [];
  for (const { id, recognise } of allPatterns) {
    const found = recognise(located, context);
    if (!found || found.text.length > longestText || found.title.split(' ').length > mostTitleWords) continue;
    pattern = { id, title: found.title, text: found.text, lines: linesOf(found.on) };
    steps.push(...(found.steps ?? []));
    break;
  }
  pattern ??= innerPattern(located, context);
  const { node } = located;
  for (const general of [inSequence, waysOut, alwaysLast, runsLater]) steps.push(...general(node));
  const unique = steps
    .filter(({ text }, index) => text !== pattern?.text && steps.findIndex((other) => other.text === text) === index)
    .slice(0, mostSteps);
  return { ...(pattern && { pattern }), steps: unique.toSorted((left, right) => (left.lines[0]?.[0] ?? 0) - (right.lines[0]?.[0] ?? 0)) };
}

/** The pattern of a named function that stands inside the unit, told as such. */
function innerPattern(located: LocatedUnit, context: FactContext): Pattern | undefined {
  for (const inner of ownNodes(located.node)) {
    const name = ts.isFunctionLike(inner) ? declaredName(inner) : undefined;
    if (!name) continue;
    for (const { id, recognise } of allPatterns) {
      const found = forTheWhole.has(id) ? recognise({ ...located, node: inner }, context) : undefined;
      const text = found && `In \`${name.text}\`: ${found.text.startsWith('`') ? found.text : uncapitalised(found.text)}`;
      if (found && text && text.length <= longestText) return { id, title: found.title, text, lines: linesOf(found.on) };
    }
  }
  return undefined;
}

function uncapitalised(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
