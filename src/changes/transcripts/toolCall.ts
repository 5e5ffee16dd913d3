import { z } from 'zod';
import type { WrittenBlock } from './agentEdit.ts';
import { longestText } from './agentEdit.ts';
import { parseApplyPatch } from './applyPatch.ts';
import { blocksBetween } from './writtenBlocks.ts';

/** A write as the agent asked for it; whether it happened, only the file can tell. */
export interface AskedWrite {
  readonly path: string;
  readonly blocks: readonly WrittenBlock[];
  readonly after?: string;
}

const text = z.string().max(longestText);
const replacement = z
  .object({ filePath: text, path: text, oldString: text, newString: text, old_string: text, new_string: text })
  .partial();
/** Agents name the same things differently: Claude `file_path`, Copilot `filePath`, its command line `path`. */
const argumentsOfTools = z
  .object({
    file_path: text,
    filePath: text,
    path: text,
    old_string: text,
    oldString: text,
    old_str: text,
    new_string: text,
    newString: text,
    new_str: text,
    content: text,
    file_text: text,
    input: text,
    patch: text,
    edits: z.array(z.unknown()),
    replacements: z.array(z.unknown()),
    command: z.union([text, z.array(text)]),
    cmd: z.union([text, z.array(text)]),
  })
  .partial();
const mostReplacements = 500;

/** What a tool call with these arguments writes; nothing for a tool that writes nothing that we know. */
export function writesInToolCall(given: unknown): readonly AskedWrite[] {
  const read = argumentsOfTools.safeParse(typeof given === 'string' ? (parseJson(given) ?? { input: given }) : given);
  if (!read.success) return [];
  const { data } = read;
  const commands = [data.command, data.cmd].flatMap((each) => each ?? []);
  const patch = [data.input, data.patch, ...commands].find((each) => each?.includes('*** Begin Patch') === true);
  if (patch !== undefined) return parseApplyPatch(patch);
  const path = data.file_path ?? data.filePath ?? data.path;
  const many = [...(data.edits ?? []), ...(data.replacements ?? [])].slice(0, mostReplacements);
  const replaced = [data, ...many].flatMap((each): readonly AskedWrite[] => {
    const one = replacement.extend({ old_str: text.optional(), new_str: text.optional() }).safeParse(each).data;
    const before = one?.old_string ?? one?.oldString ?? one?.old_str;
    const after = one?.new_string ?? one?.newString ?? one?.new_str;
    const where = one?.filePath ?? one?.path ?? path;
    return after === undefined || where === undefined ? [] : [{ path: where, blocks: blocksBetween(before ?? '', after) }];
  });
  if (replaced.length > 0) return replaced;
  const whole = data.content ?? data.file_text;
  return path === undefined || whole === undefined ? [] : [{ path, blocks: blocksBetween('', whole, 1), after: whole }];
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Some tools take their input as it is.
    return undefined;
  }
}
