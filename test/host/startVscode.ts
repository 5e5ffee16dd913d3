import { copyFileSync, cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { installVscodeServer } from '../../scripts/install/vscodeServer.mjs';
import type { RecordedEdit, ScriptedSuggestion } from '../extensions/suggestions/extension.ts';
import { openChromium } from './chromium.ts';
import { compileTestExtension } from './compileForHost.ts';
import { descendantsRunning } from './processTree.ts';
import { installProduct } from './productFolder.ts';
import { until } from './until.ts';
import { startVscodeServer } from './vscodeServer.ts';
import type { VscodeServer } from './vscodeServer.ts';

export const checkout = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const artefacts = join(checkout, '.test-artefacts');

const workbenchReady = '.monaco-workbench .part.statusbar';

export interface VscodeOptions {
  /** Absolute folder to open. */
  readonly workspace: string;
  /** Names this run's log and screenshots. */
  readonly name: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** `false`: Restricted Mode. */
  readonly trust?: boolean;
  /** Whether the product is installed. Default `true`. */
  readonly product?: boolean;
  readonly suggestions?: readonly ScriptedSuggestion[];
  /** The test extension, a folder of `test/extensions`. Default `suggestions`. */
  readonly testExtension?: string;
  /** Puts further extensions into the folder VS Code loads them from. */
  readonly install?: (extensionsFolder: string) => void;
  /** Compiled CommonJS file that exports `run()`; it is run inside the extension host. */
  readonly testEntry?: string;
  /** Further environment variables of the server and its extension hosts. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface RunningVscode {
  readonly page: Page;
  readonly server: VscodeServer;
  /** Global storage of the product. */
  readonly storageFolder: string;
  /** Folder of this run: `edits.jsonl` and, where the test extension serves requests, `control.txt` with its port. */
  readonly folder: string;
  /** What VS Code said about each edit so far. */
  edits(): readonly RecordedEdit[];
  /** What the test entry printed. */
  readonly printed: readonly string[];
  /** Exit code of the test entry: 0 when `run()` resolved. */
  readonly testsEnded: Promise<number>;
  /** Reloads the window, as `Developer: Reload Window` does, and waits for the workbench. */
  reload(): Promise<void>;
  /** Closes the window, lets its extension host end, does `work`, and opens the window again on what it had stored. */
  whileClosed(work: () => void): Promise<void>;
  /** Changes the colour theme, as the settings editor does, and waits until the workbench wears it. */
  useTheme(name: string): Promise<void>;
  /** What the product wrote into its log so far. */
  log(): string;
  /** Writes `.test-artefacts/NAME-of-run/NAME.png`. */
  screenshot(name: string): Promise<void>;
  /** Ends the window, the browser and every process of the server. Keeps the logs when `failed`. */
  stop(failed?: boolean): Promise<void>;
}

/** Starts a real VS Code in Chromium on `workspace`, with the built product and the scripted suggestion provider. */
export async function startVscode(options: VscodeOptions): Promise<RunningVscode> {
  const folder = mkdtempSync(join(tmpdir(), 'understand-vscode-'));
  const extensionsFolder = join(folder, 'extensions');
  mkdirSync(extensionsFolder);
  if (options.product !== false) installProduct(checkout, extensionsFolder);
  options.install?.(extensionsFolder);
  const testExtension = options.testExtension ?? 'suggestions';
  const developmentExtension = await compileTestExtension(join(checkout, 'test/extensions', testExtension), join(folder, testExtension));
  const suggestionFile = join(folder, 'suggestions.json');
  const editLog = join(folder, 'edits.jsonl');
  const readyFile = join(folder, 'ready.txt');
  writeFileSync(suggestionFile, JSON.stringify(options.suggestions ?? []));
  const { home, node } = await installVscodeServer();
  const server = await startVscodeServer({
    home,
    node,
    dataFolder: join(folder, 'data'),
    extensionsFolder,
    environment: {
      ...options.environment,
      UNDERSTAND_TEST_SUGGESTIONS: suggestionFile,
      UNDERSTAND_TEST_EDIT_LOG: editLog,
      UNDERSTAND_TEST_READY: readyFile,
      UNDERSTAND_TEST_CONTROL: join(folder, 'control.txt'),
    },
    ...(options.settings === undefined ? {} : { settings: options.settings }),
    ...(options.trust === undefined ? {} : { trust: options.trust }),
  });
  let browser: Browser | undefined;
  try {
    browser = await openChromium();
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    const printed: string[] = [];
    let end = (_code: number): void => undefined;
    const testsEnded = new Promise<number>((resolve) => {
      end = resolve;
    });
    await page.exposeFunction('codeAutomationExit', (code: number) => end(code));
    await page.exposeFunction('codeAutomationLog', (_level: string, args: readonly unknown[]) => {
      printed.push(args.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' '));
    });
    const { testEntry } = options;
    const window = { folder: options.workspace, developmentExtension, ...(testEntry === undefined ? {} : { testEntry }) };
    const address = server.address(window);
    await page.goto(address);
    await page.locator(workbenchReady).waitFor({ timeout: 60_000 });
    if (testEntry === undefined) await until(() => readyCount(readyFile) > 0 || undefined, 120_000, 'an activated extension');
    return running({ options, folder, server, browser, page, address, printed, testsEnded, editLog, readyFile });
  } catch (error) {
    await browser?.close();
    await server.stop();
    throw error;
  }
}

/** How many windows of this run have come up so far. */
function readyCount(readyFile: string): number {
  return existsSync(readyFile) ? readFileSync(readyFile, 'utf8').split('\n').length - 1 : 0;
}

interface RunningParts {
  readonly options: VscodeOptions;
  readonly folder: string;
  readonly server: VscodeServer;
  readonly browser: Browser;
  readonly page: Page;
  readonly address: string;
  readonly printed: readonly string[];
  readonly testsEnded: Promise<number>;
  readonly editLog: string;
  readonly readyFile: string;
}

function running({
  options,
  folder,
  server,
  browser,
  page,
  address,
  printed,
  testsEnded,
  editLog,
  readyFile,
}: RunningParts): RunningVscode {
  const kept = join(artefacts, options.name);
  const screenshot = async (name: string): Promise<void> => {
    mkdirSync(kept, { recursive: true });
    await page.screenshot({ path: join(kept, `${name}.png`) });
  };
  const ready = async (before: number): Promise<void> => {
    await page.locator(workbenchReady).waitFor({ timeout: 60_000 });
    await until(() => readyCount(readyFile) > before || undefined, 120_000, 'an activated extension');
  };
  return {
    page,
    server,
    folder,
    storageFolder: join(server.globalStorage, 'understand-this.understand-this'),
    printed,
    testsEnded,
    edits() {
      if (!existsSync(editLog)) return [];
      const lines = readFileSync(editLog, 'utf8').split('\n');
      return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as RecordedEdit);
    },
    async useTheme(name) {
      const file = join(folder, 'data/data/Machine/settings.json');
      writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), 'workbench.colorTheme': name }));
      const kind = /contrast/iu.test(name) ? (/light/iu.test(name) ? 'hc-light' : 'hc-black') : /dark/iu.test(name) ? 'vs-dark' : 'vs';
      await page.locator(`.monaco-workbench.${kind}`).waitFor();
    },
    async reload() {
      const before = readyCount(readyFile);
      await page.reload();
      await ready(before);
    },
    async whileClosed(work) {
      const before = readyCount(readyFile);
      await page.goto('about:blank');
      const ended = (): true | undefined => descendantsRunning(server.pid, '--type=extensionHost').length === 0 || undefined;
      await until(ended, 30_000, 'the end of the extension host');
      work();
      await page.goto(address);
      await ready(before);
    },
    log() {
      const files = globSync('data/data/logs/**/understand-this.understand-this/*.log', { cwd: folder });
      return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('');
    },
    screenshot,
    async stop(failed = false) {
      if (failed) await screenshot('failed').catch(() => undefined);
      await browser.close();
      await server.stop();
      // Logs are copied once nobody writes or rotates them any more.
      if (failed) {
        mkdirSync(kept, { recursive: true });
        copyFileSync(join(folder, 'data/server.log'), join(kept, 'server.log'));
        cpSync(join(folder, 'data/data/logs'), join(kept, 'logs'), { recursive: true });
        writeFileSync(join(kept, 'printed.log'), printed.join('\n'));
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
