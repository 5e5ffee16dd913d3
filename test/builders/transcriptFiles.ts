import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface RecordedWork {
  /** Absolute. */
  readonly root: string;
  readonly path: string;
  /** The file after it. */
  readonly text: string;
  readonly asked: string;
  readonly said: string;
  readonly at: number;
}

function write(file: string, lines: readonly object[]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
}

/** What Claude Code would record of making a new file. */
export function claudeWrote(home: string, { root, path, text, asked, said, at }: RecordedWork): void {
  const file = `${root}/${path}`;
  const common = { sessionId: 'session-claude', cwd: root, timestamp: new Date(at).toISOString() };
  const call = { type: 'tool_use', id: 'toolu_1', name: 'Write', input: { file_path: file, content: text } };
  write(join(home, '.claude/projects', root.replaceAll(/[^A-Za-z0-9]/gu, '-'), 'session-claude.jsonl'), [
    { ...common, type: 'user', isMeta: true, message: { role: 'user', content: '<command-name>/clear</command-name>' } },
    { ...common, type: 'user', message: { role: 'user', content: `<system-reminder>Be brief.</system-reminder>${asked}` } },
    {
      ...common,
      type: 'assistant',
      message: { role: 'assistant', model: 'claude-opus-4-6', content: [{ type: 'text', text: said }, call] },
    },
    {
      ...common,
      type: 'user',
      message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'File created' }] },
      toolUseResult: { type: 'create', filePath: file, content: text, structuredPatch: [] },
    },
  ]);
}

/** What Codex would record of adding a file by a patch. */
export function codexWrote(home: string, { root, path, text, asked, said, at }: RecordedWork): void {
  const timestamp = new Date(at).toISOString();
  const added = text.trimEnd().split('\n');
  const patch = ['*** Begin Patch', `*** Add File: ${path}`, ...added.map((line) => `+${line}`), '*** End Patch'].join('\n');
  const message = (role: string, type: string, words: string): object => ({
    timestamp,
    type: 'response_item',
    payload: { type: 'message', role, content: [{ type, text: words }] },
  });
  write(join(home, '.codex/sessions/2026/09/01/rollout-2026-09-01T00-00-00-session-codex.jsonl'), [
    { timestamp, type: 'session_meta', payload: { id: 'session-codex', cwd: root } },
    { timestamp, type: 'turn_context', payload: { cwd: root, model: 'gpt-5-codex' } },
    message('user', 'input_text', `<environment_context>\n<cwd>${root}</cwd>\n</environment_context>`),
    { timestamp, type: 'event_msg', payload: { type: 'user_message', message: asked } },
    message('assistant', 'output_text', said),
    { timestamp, type: 'response_item', payload: { type: 'custom_tool_call', name: 'apply_patch', call_id: 'c1', input: patch } },
  ]);
}

/** What Copilot's command line would record of creating a file. */
export function copilotWrote(home: string, { root, path, text, asked, said, at }: RecordedWork): void {
  const timestamp = new Date(at).toISOString();
  const event = (type: string, data: object): object => ({ type, timestamp, id: type, parentId: null, data });
  write(join(home, '.copilot/session-state/session-copilot/events.jsonl'), [
    event('session.start', { sessionId: 'session-copilot', selectedModel: 'gpt-5', context: { cwd: root } }),
    event('user.message', { content: asked }),
    event('assistant.message', { content: said, toolRequests: [] }),
    event('tool.execution_start', { toolCallId: 't1', toolName: 'create', arguments: { path: `${root}/${path}`, file_text: text } }),
    event('tool.execution_complete', { toolCallId: 't1', success: true }),
  ]);
}
