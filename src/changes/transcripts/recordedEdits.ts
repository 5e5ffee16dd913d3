import { posix } from 'node:path';
import type { AgentEdit } from './agentEdit.ts';
import { longestWords } from './agentEdit.ts';
import type { writesInToolCall } from './toolCall.ts';

/** What is known around a tool's writes when a record tells of them; an empty string is not known. */
interface Around {
  readonly tool: AgentEdit['tool'];
  readonly model: string;
  readonly session: string;
  /** The folder that the writes' paths are relative to. */
  readonly cwd: string;
  /** ISO time of the record. */
  readonly timestamp: string;
  readonly asked: string;
  readonly said: string;
}

/** Writes of one call of a tool as edits: absolute paths, words of a length to read. */
export function recordedEdits(
  writes: ReturnType<typeof writesInToolCall>,
  { tool, model, session, cwd, timestamp, asked, said }: Around,
): readonly AgentEdit[] {
  return writes.map(({ path, blocks, after }) => ({
    tool,
    ...(model !== '' && { model }),
    session,
    path: posix.resolve('/', cwd.replaceAll('\\', '/'), path.replaceAll('\\', '/')),
    at: Date.parse(timestamp) || 0,
    blocks,
    ...(after !== undefined && { after }),
    ...(asked !== '' && { asked: asked.slice(0, longestWords) }),
    ...(said !== '' && { said: said.slice(0, longestWords) }),
  }));
}
