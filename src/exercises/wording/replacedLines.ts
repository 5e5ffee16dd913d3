import { compareLines, splitLines } from '../../changes/compareLines.ts';

const mostLines = 2;
const longest = 110;

/**
 * What a change took out of a unit, where that can be said in a line or two: `The change removed \`audit(user);\` before line 9.`
 * `undefined` for larger changes. `place` is the 1-based line of the file at which the new text begins.
 */
export function replacedLines(before: string, now: string, place: number): string | undefined {
  const [old, fresh] = [before, now].map((text) => splitLines(text).map((line) => line.trim())) as [string[], string[]];
  const gone: string[] = [];
  let oldAt = 0;
  let newAt = 0;
  let first: number | undefined;
  let replaced = false;
  const runs = compareLines(old, fresh);
  for (const [index, { kind, count }] of runs.entries()) {
    if (kind === 'removed') {
      gone.push(...old.slice(oldAt, oldAt + count).filter((line) => line !== '' && !line.startsWith('//')));
      replaced = [runs[index - 1], runs[index + 1]].some((run) => run?.kind === 'added' && run.count > 0);
      first ??= runs[index - 1]?.kind === 'added' ? newAt - (runs[index - 1]?.count ?? 0) : newAt;
    }
    if (kind !== 'added') oldAt += count;
    if (kind !== 'removed') newAt += count;
  }
  const text = gone.join(' ');
  if (first === undefined || gone.length === 0 || gone.length > mostLines || text.length > longest || text.includes('`')) return undefined;
  return replaced
    ? `The change replaced \`${text}\` by what line ${place + first} begins.`
    : `The change removed \`${text}\` before line ${place + first}.`;
}
