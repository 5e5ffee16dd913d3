import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { AgentEdit, ReadTranscript } from './agentEdit.ts';
import { longestText, longestWords, mostEdits } from './agentEdit.ts';
import { parseJson, readJsonLines } from './jsonLines.ts';
import { askedIn } from './words.ts';
import { blocksBetween } from './writtenBlocks.ts';

const session = z.object({ sessionId: z.string().optional(), requests: z.array(z.unknown()) });
const request = z
  .object({
    timestamp: z.number(),
    modelId: z.string(),
    message: z.object({ text: z.string() }).partial(),
    response: z.array(z.unknown()),
  })
  .partial();
const words = z.object({ kind: z.undefined().optional(), value: z.string() });
const uri = z.object({ scheme: z.string(), path: z.string(), fsPath: z.string(), external: z.string() }).partial();
const editGroup = z.object({ kind: z.literal('textEditGroup'), uri, edits: z.array(z.unknown()) });
const edit = z.object({ text: z.string().max(longestText) });
/** A line of the newer form: the whole, a value set at a path, or values put behind a list (from index `i` on). */
const step = z.object({
  kind: z.number(),
  v: z.unknown().optional(),
  k: z
    .array(z.union([z.string(), z.number()]))
    .max(50)
    .optional(),
  i: z.number().optional(),
});

/**
 * Reads a chat of VS Code: `workspaceStorage/HASH/chatSessions/ID.json`, or `.jsonl`, which lists the steps that lead to the same object.
 * Edits to a file stand in the answers as groups; each is a range and its new text.
 *
 *     { "sessionId": "…", "requests": [{ "message": { "text": "Add a retry" }, "timestamp": 1770000000000, "response": [
 *         { "value": "I add …" }, { "kind": "textEditGroup", "uri": { "path": "/shop/a.ts" }, "edits": [[{ "text": "…", "range": {…} }]] }] }] }
 */
export function parseCopilotChat(text: string): ReadTranscript {
  const steps: unknown[] = [];
  const isSteps = /^\s*\{\s*"kind"\s*:/u.test(text.slice(0, 200));
  const skipped = isSteps ? readJsonLines(text, (value) => steps.push(value)) : 0;
  const read = session.safeParse(isSteps ? replay(steps) : parseJson(text));
  if (!read.success) return { edits: [], skipped: skipped + 1 };
  const edits: AgentEdit[] = [];
  for (const each of read.data.requests) {
    const { success, data } = request.safeParse(each);
    if (!success) continue;
    const asked = askedIn(data.message?.text);
    const said: string[] = [];
    for (const part of data.response ?? []) {
      const spoken = words.safeParse(part);
      if (spoken.success) said.push(spoken.data.value);
      const group = editGroup.safeParse(part);
      const path = group.success ? pathOf(group.data.uri) : undefined;
      if (!group.success || path === undefined || edits.length >= mostEdits) continue;
      const blocks = group.data.edits
        .flat(2)
        .flatMap((one) => edit.safeParse(one).data ?? [])
        .flatMap(({ text: after }) => blocksBetween('', after));
      edits.push({
        tool: 'Copilot',
        ...(data.modelId !== undefined && { model: data.modelId.replace(/^copilot\//u, '') }),
        session: read.data.sessionId ?? '',
        path,
        at: data.timestamp ?? 0,
        blocks,
        ...(asked !== '' && { asked: asked.slice(0, longestWords) }),
        ...(said.join('').trim() !== '' && { said: said.join('').trim().slice(0, longestWords) }),
      });
    }
  }
  return { edits, skipped };
}

function pathOf({ scheme, path, fsPath, external }: z.infer<typeof uri>): string | undefined {
  if (scheme !== undefined && scheme !== 'file' && scheme !== 'vscode-remote') return undefined;
  if (external?.startsWith('file:') === true) {
    try {
      return fileURLToPath(external).replaceAll('\\', '/');
    } catch {
      // A URI from outside need not be a path here.
      return undefined;
    }
  }
  return (fsPath ?? path)?.replaceAll('\\', '/');
}

type Container = Record<string, unknown> | unknown[];

/** The object that the steps lead to; a step that fits nothing is left out. */
function replay(steps: readonly unknown[]): unknown {
  let whole: unknown;
  for (const each of steps) {
    const read = step.safeParse(each);
    if (!read.success) continue;
    const { kind, k: path = [], v, i } = read.data;
    if (kind === 0) {
      whole = v;
      continue;
    }
    const last = path.at(-1);
    let place: unknown = whole;
    for (const key of path.slice(0, -1))
      place = isContainer(place) && Object.hasOwn(place, key) ? (place as Record<string | number, unknown>)[key] : undefined;
    if (last === undefined || last === '__proto__' || !isContainer(place)) continue;
    // An index far behind the end would make a list of nothing.
    if (Array.isArray(place) && (typeof last !== 'number' || last < 0 || last > place.length)) continue;
    const target = place as Record<string | number, unknown>;
    if (kind === 1) target[last] = v;
    if (kind === 3) delete target[last];
    if (kind !== 2) continue;
    const list = Object.hasOwn(target, last) && Array.isArray(target[last]) ? (target[last] as unknown[]) : [];
    target[last] = [...list.slice(0, i ?? list.length), ...(Array.isArray(v) ? (v as unknown[]) : [])];
  }
  return whole;
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}
