import { z } from 'zod';
import type { AgentEdit, ReadTranscript } from './agentEdit.ts';
import { mostEdits } from './agentEdit.ts';
import { readJsonLines } from './jsonLines.ts';
import { recordedEdits } from './recordedEdits.ts';
import { writesInToolCall } from './toolCall.ts';
import { askedIn, wordsIn } from './words.ts';

const record = z.object({ timestamp: z.string().optional(), type: z.string(), payload: z.unknown() });
const payload = z
  .object({
    type: z.string(),
    id: z.string(),
    cwd: z.string(),
    model: z.string(),
    role: z.string(),
    content: z.unknown(),
    message: z.string(),
    name: z.string(),
    arguments: z.unknown(),
    input: z.unknown(),
    action: z.unknown(),
  })
  .partial();

/**
 * Reads a rollout of Codex: `sessions/YEAR/MONTH/DAY/rollout-TIME-ID.jsonl`. Files are written by `apply_patch`, called as a tool or in
 * a shell command; a patch names its files relative to the folder of the turn.
 *
 *     {"type":"session_meta","payload":{"id":"…","cwd":"/shop"}}
 *     {"type":"event_msg","payload":{"type":"user_message","message":"Add a retry"}}
 *     {"type":"response_item","payload":{"type":"custom_tool_call","name":"apply_patch","input":"*** Begin Patch…"}}
 */
export function parseCodexTranscript(text: string): ReadTranscript {
  const edits: AgentEdit[] = [];
  let [session, cwd, model, asked, said] = ['', '/', '', '', ''];
  const skipped = readJsonLines(text, (value) => {
    const read = record.safeParse(value);
    const inner = payload.safeParse(read.data?.payload);
    if (!read.success || !inner.success || edits.length >= mostEdits) return;
    const { type, timestamp = '' } = read.data;
    const item = inner.data;
    if (type === 'session_meta') session = item.id ?? session;
    if (type === 'session_meta' || type === 'turn_context') [cwd, model] = [item.cwd ?? cwd, item.model ?? model];
    const isMessage = type === 'response_item' && item.type === 'message';
    const words =
      type === 'event_msg' && item.type === 'user_message'
        ? askedIn(item.message)
        : isMessage && item.role === 'user'
          ? askedIn(item.content)
          : '';
    if (words !== '') [asked, said] = [words, ''];
    const answer = isMessage && item.role === 'assistant' ? wordsIn(item.content) : '';
    if (answer !== '') said = answer;
    if (type !== 'response_item' || (item.type?.endsWith('_call') ?? false) === false) return;
    const around = { tool: 'Codex', model, session, cwd, timestamp, asked, said } as const;
    edits.push(
      ...recordedEdits(
        [item.arguments, item.input, item.action].flatMap((given) => writesInToolCall(given)),
        around,
      ),
    );
  });
  return { edits, skipped };
}
