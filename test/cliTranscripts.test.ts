import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { claudeWrote } from './builders/transcriptFiles.ts';
import { runCli } from './corpus/runCli.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'understand-cli-records-')));
after(() => rmSync(folder, { recursive: true, force: true }));

const text = `export async function retry(send: () => Promise<number>): Promise<number> {
  const first = await send().catch(() => undefined);
  return first ?? (await send());
}
`;

interface Explained {
  readonly units: readonly { readonly explanation: { readonly recorded: readonly { readonly text: string; readonly lines: unknown }[] } }[];
}
interface Blamed {
  readonly files: readonly { readonly lines: readonly { readonly origin: { readonly kind: string; readonly tool?: string } }[] }[];
}

test('the command line reads agents’ records where it is told to, and not otherwise', async () => {
  const [root, home] = [join(folder, 'shop'), join(folder, 'home')];
  mkdirSync(root);
  writeFileSync(join(root, 'package.json'), '{}');
  writeFileSync(join(root, 'retry.ts'), text);
  claudeWrote(home, { root, path: 'retry.ts', text, asked: 'Retry the refund', said: 'I try twice.', at: Date.now() });
  const run = async (...args: readonly string[]): Promise<unknown> => {
    const { exit, stdout, stderr } = await runCli([...args, '--json'], { cwd: root, cache: join(folder, 'cache'), home });
    assert.deepEqual([exit, stderr], [0, '']);
    return JSON.parse(stdout);
  };
  const recorded = async (...flags: readonly string[]) =>
    ((await run('explain', 'retry.ts', ...flags)) as Explained).units[0]?.explanation.recorded;
  assert.deepEqual(await recorded(), []);
  const day = new Date().toISOString().slice(0, 10);
  assert.deepEqual(await recorded('--transcripts'), [
    { text: `Asked of Claude on ${day}: “Retry the refund”`, lines: [[1, 3]] },
    { text: 'Claude said: “I try twice.”', lines: [[1, 3]] },
  ]);
  const kinds = async (...flags: readonly string[]) =>
    new Set(
      ((await run('blame', 'retry.ts', ...flags)) as Blamed).files[0]?.lines.map(({ origin }) => `${origin.kind} ${origin.tool ?? ''}`),
    );
  assert.deepEqual(await kinds(), new Set(['unknown ']));
  assert.deepEqual(await kinds('--transcripts'), new Set(['ai Claude']));
});
