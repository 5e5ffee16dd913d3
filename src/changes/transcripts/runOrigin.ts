import type { TouchedFile } from '../../terms/change.ts';
import type { Origin } from '../../terms/origin.ts';
import type { AgentEdit } from './agentEdit.ts';
import { matchEdits, originInTranscript } from './matchEdits.ts';

/** A share of the lines below this is not what a run is named after. */
const minority = 0.1;

export interface RunOrigin {
  readonly origin: Origin;
  /** The newest record that has lines of the run. */
  readonly edit: AgentEdit;
}

/** Who wrote the touched lines of files, by agents' records of them; nothing where none has a tenth of the lines. `edits` by path. */
export function originOfRun(files: readonly TouchedFile[], edits: ReadonlyMap<string, readonly AgentEdit[]>): RunOrigin | undefined {
  const found = new Map<AgentEdit, number>();
  let total = 0;
  for (const { path, lines, after } of files) {
    const matched = matchEdits(edits.get(path) ?? [], after);
    const texts = after.split(/\r?\n/u);
    for (const [first, last] of lines) {
      for (let line = first; line <= last; line += 1) {
        if ((texts[line - 1] ?? '').trim() === '') continue;
        total += 1;
        const edit = matched.get(line);
        if (edit !== undefined) found.set(edit, (found.get(edit) ?? 0) + 1);
      }
    }
  }
  const share = [...found.values()].reduce((sum, count) => sum + count, 0) / Math.max(1, total);
  const [edit] = [...found.keys()].toSorted((left, right) => right.at - left.at);
  if (edit === undefined || share < minority) return undefined;
  const origins = [...found.keys()].map((each) => originInTranscript(each));
  const only = <Key extends 'tool' | 'model' | 'session'>(key: Key): Partial<Record<Key, string>> => {
    const values = new Set(origins.map((each) => each[key]));
    const [value] = values;
    return values.size === 1 && value !== undefined ? ({ [key]: value } as Partial<Record<Key, string>>) : {};
  };
  const evidence = [...new Map(origins.flatMap((each) => each.evidence).map((piece) => [piece.where, piece])).values()].slice(0, 5);
  const { confidence } = originInTranscript(edit);
  const kind = share >= 1 - minority ? 'ai' : 'mixed';
  return { origin: { kind, confidence, ...only('tool'), ...only('model'), ...only('session'), evidence }, edit };
}
