import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import type { DocumentState, RecorderRequest } from '../../extensions/recorder/requests.ts';
import type { RunningVscode } from '../../host/startVscode.ts';
import { until } from '../../host/until.ts';

const limitMs = 45_000;
/** Between what a person does and the next thing the person does. */
const restMs = 250;

/** A person at a real VS Code, with another extension and a terminal at hand. `file` is a path inside the workspace. */
export interface Desk {
  readonly page: Page;
  readonly root: string;
  ask(request: RecorderRequest): Promise<unknown>;
  /** Shows the file with the caret behind `after`, or with `select` selected; else at its end. */
  open(file: string, place?: { readonly after?: string; readonly select?: string }): Promise<void>;
  /** Real key events into the editor. */
  type(text: string, delayMs?: number): Promise<void>;
  press(...keys: readonly string[]): Promise<void>;
  rest(): Promise<void>;
  text(file: string): Promise<string>;
  /** Waits until the document's text is one that `isMeant` takes. */
  becomes(file: string, isMeant: (text: string) => boolean): Promise<void>;
  holds(file: string, text: string): Promise<void>;
  dirty(file: string): Promise<boolean>;
  command(id: string, ...commandArguments: readonly unknown[]): Promise<void>;
  /** Runs git in the workspace as a terminal does. */
  git(...gitArguments: readonly string[]): void;
  /** Writes the file as a program in a terminal does. */
  write(file: string, text: string): void;
  read(file: string): string;
  /** Removes a folder that the operation made. */
  remove(folder: string): void;
  /** Puts text on the clipboard as another program does. */
  copyOutside(text: string): Promise<void>;
  cdp(): Promise<CDPSession>;
}

export function openDesk(vscode: RunningVscode, root: string): Desk {
  const { page } = vscode;
  const portFile = join(vscode.folder, 'control.txt');
  const pathOf = (file: string): string => join(root, file);
  const ask = async (request: RecorderRequest): Promise<unknown> => {
    const port = await until(() => (existsSync(portFile) ? readFileSync(portFile, 'utf8') : undefined), limitMs, 'the recorder');
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: JSON.stringify(request) });
    const { answer, error } = (await response.json()) as { readonly answer?: unknown; readonly error?: string };
    if (error !== undefined) throw new Error(`${request.ask}: ${error}`);
    return answer;
  };
  const state = async (file: string): Promise<DocumentState> => {
    const found = (await ask({ ask: 'state', path: pathOf(file) })) as DocumentState | null;
    if (found === null) throw new Error(`${file} is not open`);
    return found;
  };
  const becomes = async (file: string, isMeant: (text: string) => boolean): Promise<void> => {
    let last = '';
    await until(
      async () => {
        last = (await state(file)).text;
        return isMeant(last) ? true : undefined;
      },
      limitMs,
      `the expected text in ${file}`,
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}; it is ${JSON.stringify(last)}`);
    });
    await page.waitForTimeout(restMs);
  };
  let session: CDPSession | undefined;
  return {
    page,
    root,
    ask,
    becomes,
    holds: async (file, text) => await becomes(file, (held) => held.includes(text)),
    async open(file, place = {}) {
      await ask({ ask: 'open', path: pathOf(file), ...place });
      const name = file.slice(file.lastIndexOf('/') + 1);
      await page.locator(`.tab.active[data-resource-name="${name}"]`).first().waitFor();
      await page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
      await page.waitForTimeout(restMs);
    },
    type: async (text, delayMs = 15) => await page.keyboard.type(text, { delay: delayMs }),
    async press(...keys) {
      for (const key of keys) {
        await page.keyboard.press(key);
        await page.waitForTimeout(60);
      }
    },
    rest: async () => await page.waitForTimeout(restMs),
    text: async (file) => (await state(file)).text,
    dirty: async (file) => (await state(file)).dirty,
    command: async (id, ...commandArguments) => void (await ask({ ask: 'command', id, arguments: commandArguments })),
    git(...gitArguments) {
      execFileSync('git', gitArguments, { cwd: root, stdio: 'pipe' });
    },
    write(file, text) {
      mkdirSync(dirname(pathOf(file)), { recursive: true });
      writeFileSync(pathOf(file), text);
    },
    remove: (folder) => rmSync(folder, { recursive: true, force: true }),
    read: (file) => readFileSync(pathOf(file), 'utf8'),
    async copyOutside(text) {
      // The page's own names, which a Node program's types do not know.
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    },
    async cdp() {
      session ??= await page.context().newCDPSession(page);
      return session;
    },
  };
}
