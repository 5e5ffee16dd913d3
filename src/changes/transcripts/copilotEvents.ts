import { z } from 'zod';
import type { AgentEdit, ReadTranscript } from './agentEdit.ts';
import { mostEdits } from './agentEdit.ts';
import { readJsonLines } from './jsonLines.ts';
import { recordedEdits } from './recordedEdits.ts';
import { writesInToolCall } from './toolCall.ts';
import { askedIn, wordsIn } from './words.ts';

const event = z.object({ type: z.string(), timestamp: z.string().optional(), data: z.unknown() });
const data = z
  .object({
    sessionId: z.string(),
    selectedModel: z.string(),
    model: z.string(),
    newModel: z.string(),
    context: z.object({ cwd: z.string() }).partial(),
    content: z.unknown(),
    toolCallId: z.string(),
    arguments: z.unknown(),
    success: z.boolean(),
  })
  .partial();

/**
 * Reads the events of Copilot's command line (`session-state/ID/events.jsonl`) and of its chat (`transcripts/ID.jsonl`). A write is
 * counted when the tool ended well.
 *
 *     {"type":"user.message","data":{"content":"Add a retry"}}
 *     {"type":"tool.execution_start","data":{"toolCallId":"t1","toolName":"edit","arguments":{"path":"…","old_str":"…","new_str":"…"}}}
 *     {"type":"tool.execution_complete","data":{"toolCallId":"t1","success":true}}
 */
export function parseCopilotEvents(text: string): ReadTranscript {
  const edits: AgentEdit[] = [];
  const running = new Map<string, ReturnType<typeof writesInToolCall>>();
  let [session, cwd, model, asked, said] = ['', '/', '', '', ''];
  const skipped = readJsonLines(text, (value) => {
    const read = event.safeParse(value);
    const inner = data.safeParse(read.data?.data);
    if (!read.success || !inner.success || edits.length >= mostEdits) return;
    const { type, timestamp = '' } = read.data;
    const { sessionId, context, toolCallId = '', content } = inner.data;
    if (type === 'session.start') [session, cwd] = [sessionId ?? session, context?.cwd ?? cwd];
    model = inner.data.newModel ?? inner.data.selectedModel ?? inner.data.model ?? model;
    const words = type === 'user.message' ? askedIn(content) : '';
    if (words !== '') [asked, said] = [words, ''];
    const answer = type === 'assistant.message' ? wordsIn(content) : '';
    if (answer !== '') said = answer;
    if (type === 'tool.execution_start') {
      const writes = writesInToolCall(inner.data.arguments);
      if (writes.length > 0) running.set(toolCallId, writes);
    }
    if (type !== 'tool.execution_complete') return;
    const writes = running.get(toolCallId) ?? [];
    running.delete(toolCallId);
    if (inner.data.success === false) return;
    const around = { tool: 'Copilot', model, session, cwd, timestamp, asked, said } as const;
    edits.push(...recordedEdits(writes, around));
  });
  return { edits, skipped };
}
