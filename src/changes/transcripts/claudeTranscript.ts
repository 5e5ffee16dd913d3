import { z } from 'zod';
import type { AgentEdit, ReadTranscript, WrittenBlock } from './agentEdit.ts';
import { longestText, longestWords, mostEdits } from './agentEdit.ts';
import { readJsonLines } from './jsonLines.ts';
import { writesInToolCall } from './toolCall.ts';
import { askedIn, wordsIn } from './words.ts';
import { blocksOfHunk, linesOf } from './writtenBlocks.ts';

const entry = z
  .object({
    type: z.string(),
    sessionId: z.string(),
    timestamp: z.string(),
    isMeta: z.boolean(),
    message: z.object({ role: z.string(), model: z.string(), content: z.unknown() }).partial(),
    toolUseResult: z.unknown(),
  })
  .partial();
const toolUse = z.object({ type: z.literal('tool_use'), id: z.string(), name: z.string(), input: z.unknown() });
const toolResult = z.object({ type: z.literal('tool_result'), tool_use_id: z.string(), is_error: z.boolean().optional() });
const hunk = z.object({ newStart: z.number().int().min(0).max(10_000_000), lines: z.array(z.string()).max(100_000) });
const result = z.object({
  filePath: z.string(),
  structuredPatch: z.array(z.unknown()).optional(),
  originalFile: z.string().max(longestText).nullish(),
  content: z.string().max(longestText).optional(),
});

interface Pending {
  readonly writes: ReturnType<typeof writesInToolCall>;
  readonly said: string;
  readonly model?: string;
}

/**
 * Reads a transcript of Claude Code: `projects/FOLDER/SESSION.jsonl`, one record a line. A write is counted when its result came back
 * without an error; `structuredPatch` in the result says exactly where.
 *
 *     {"type":"user","message":{"content":"Add a retry"}}
 *     {"type":"assistant","message":{"content":[{"type":"text","text":"I add …"},{"type":"tool_use","id":"t1","name":"Edit","input":{…}}]}}
 *     {"type":"user","message":{"content":[{"type":"tool_result","tool_use_id":"t1"}]},"toolUseResult":{"filePath":"/…","structuredPatch":[…]}}
 */
export function parseClaudeTranscript(text: string): ReadTranscript {
  const edits: AgentEdit[] = [];
  const pending = new Map<string, Pending>();
  let [asked, said] = ['', ''];
  const skipped = readJsonLines(text, (value) => {
    const read = entry.safeParse(value);
    if (!read.success || edits.length >= mostEdits) return;
    const { type, message, sessionId = '', timestamp = '', isMeta, toolUseResult } = read.data;
    const parts = Array.isArray(message?.content) ? (message.content as readonly unknown[]) : [];
    if (type === 'assistant') {
      const words = wordsIn(message?.content);
      if (words !== '') said = words;
      for (const part of parts) {
        const call = toolUse.safeParse(part);
        if (!call.success) continue;
        const writes = writesInToolCall(call.data.input);
        if (writes.length > 0) pending.set(call.data.id, { writes, said, ...(message?.model !== undefined && { model: message.model }) });
      }
    }
    if (type !== 'user' || isMeta === true) return;
    const results = parts.flatMap((part) => toolResult.safeParse(part).data ?? []);
    for (const { tool_use_id: id, is_error: failed } of results) {
      const call = pending.get(id);
      pending.delete(id);
      if (call === undefined || failed === true) continue;
      const exact = writeInResult(toolUseResult);
      for (const write of exact === undefined ? call.writes : [exact]) {
        edits.push({
          tool: 'Claude',
          ...(call.model !== undefined && { model: call.model }),
          session: sessionId,
          path: write.path.replaceAll('\\', '/'),
          at: Date.parse(timestamp) || 0,
          blocks: write.blocks,
          ...(write.after !== undefined && { after: write.after }),
          ...(asked !== '' && { asked: asked.slice(0, longestWords) }),
          ...(call.said !== '' && { said: call.said.slice(0, longestWords) }),
        });
      }
    }
    const words = results.length > 0 ? '' : askedIn(message?.content);
    if (words !== '') [asked, said] = [words, ''];
  });
  return { edits, skipped };
}

function writeInResult(value: unknown): { path: string; blocks: readonly WrittenBlock[]; after?: string } | undefined {
  const read = result.safeParse(value);
  if (!read.success) return undefined;
  const { filePath: path, structuredPatch = [], originalFile, content } = read.data;
  const hunks = structuredPatch.flatMap((each) => hunk.safeParse(each).data ?? []);
  if (hunks.length > 0) {
    const blocks = hunks.flatMap(({ newStart, lines }) => blocksOfHunk(lines, newStart));
    const after = content ?? (typeof originalFile === 'string' ? patched(originalFile, hunks) : undefined);
    return { path, blocks, ...(after !== undefined && { after }) };
  }
  // A new file has no patch.
  if (content === undefined || typeof originalFile === 'string') return undefined;
  return {
    path,
    blocks: blocksOfHunk(
      linesOf(content).map((line) => `+${line}`),
      1,
    ),
    after: content,
  };
}

/** The text after the hunks; nothing when they do not fit it. */
function patched(original: string, hunks: readonly z.infer<typeof hunk>[]): string | undefined {
  const lines = original.split('\n');
  for (const { newStart, lines: changes } of hunks) {
    const meant = changes.filter((line) => !line.startsWith('\\'));
    const before = meant.filter((line) => !line.startsWith('+')).map((line) => line.slice(1));
    const after = meant.filter((line) => !line.startsWith('-')).map((line) => line.slice(1));
    const at = Math.max(0, newStart - 1);
    if (before.some((line, index) => lines[at + index] !== line)) return undefined;
    lines.splice(at, before.length, ...after);
  }
  return lines.join('\n');
}
