import type { AgentEdit } from '../changes/transcripts/agentEdit.ts';
import { matchEdits } from '../changes/transcripts/matchEdits.ts';
import type { Transcripts } from '../changes/transcripts/transcripts.ts';
import type { KeptWhy, UnitPlace, WhyStore } from '../changes/whyStore.ts';
import { redactSecrets } from '../safety/redactSecrets.ts';
import { visibleText } from '../safety/visibleText.ts';
import type { Sentence } from '../terms/explanation.ts';
import { contentId } from '../terms/ids.ts';
import type { LineRange } from '../terms/ranges.ts';

export interface WhyParts {
  readonly transcripts: Pick<Transcripts, 'edits'>;
  readonly whys: WhyStore;
}

interface AskedUnit {
  readonly place: UnitPlace;
  /** The whole file. */
  readonly text: string;
  readonly lines: LineRange;
}

const mostTold = 2;
/** Longer is a document, not a reason. Characters. */
const longestTold = 280;
/** Shorter lines stand in every unit. */
const fewestCharacters = 8;

/**
 * Why a unit is there, as agents' records have it: what was asked, and what the agent said it did. What is found is kept with the unit,
 * so that it is still told when the agent's record is gone; it is told as long as a line stands that it is about.
 */
export async function whysOfUnit({ place, text, lines }: AskedUnit, { transcripts, whys }: WhyParts): Promise<readonly Sentence[]> {
  const all = text.split(/\r?\n/u);
  const lineId = (line: number): string => contentId('line', (all[line - 1] ?? '').trim());
  const found = new Map<AgentEdit, number[]>();
  for (const [line, edit] of matchEdits(await transcripts.edits(place.root, `${place.root}/${place.path}`), text)) {
    if (line < lines[0] || line > lines[1]) continue;
    const known = found.get(edit) ?? [];
    known.push(line);
    found.set(edit, known);
  }
  for (const [edit, numbers] of [...found].toSorted(([left], [right]) => right.at - left.at).slice(0, mostTold)) {
    if (edit.asked !== undefined || edit.said !== undefined) whys.keep(place, await toKeep(edit, numbers.map(lineId)));
  }
  const standing = new Map<string, number[]>();
  for (let line = lines[0]; line <= Math.min(lines[1], all.length); line += 1) {
    if ((all[line - 1] ?? '').trim().length < fewestCharacters) continue;
    const id = lineId(line);
    standing.set(id, [...(standing.get(id) ?? []), line]);
  }
  return whys
    .find(place)
    .map((why) => ({ why, numbers: why.lines.flatMap((id) => standing.get(id) ?? []) }))
    .filter(({ numbers }) => numbers.length > 0)
    .slice(0, mostTold)
    .flatMap(({ why, numbers }) => inWords(why, rangesOf(numbers)));
}

async function toKeep({ tool, model, session, at, asked, said }: AgentEdit, lines: readonly string[]): Promise<KeptWhy> {
  const clean = async (words: string | undefined): Promise<string | undefined> =>
    words === undefined ? undefined : (await redactSecrets(words)).text;
  const [question, answer] = await Promise.all([clean(asked), clean(said)]);
  return {
    tool,
    ...(model !== undefined && { model }),
    session,
    at,
    ...(question !== undefined && { asked: question }),
    ...(answer !== undefined && { said: answer }),
    lines,
  };
}

function inWords({ tool, at, asked, said }: KeptWhy, lines: readonly LineRange[]): readonly Sentence[] {
  const day = new Date(at).toISOString().slice(0, 10);
  return [
    ...(asked === undefined ? [] : [{ text: `Asked of ${tool} on ${day}: “${visibleText(asked, longestTold)}”`, lines }]),
    ...(said === undefined ? [] : [{ text: `${tool} said: “${visibleText(said, longestTold)}”`, lines }]),
  ];
}

function rangesOf(numbers: readonly number[]): readonly LineRange[] {
  const ranges: [number, number][] = [];
  for (const number of [...new Set(numbers)].toSorted((left, right) => left - right)) {
    const last = ranges.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}
