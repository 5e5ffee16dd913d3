import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { sidebarPage } from '../../src/editor/sidebarPage.ts';
import type { Snapshot, WebviewMessage } from '../../src/protocol.ts';

export interface Theme {
  readonly bodyClass: string;
  readonly kind: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** As VS Code 1.139 gave them to a webview: the variables that the sidebar and its components use. */
const recorded: Readonly<Record<string, Theme>> = JSON.parse(readFileSync(new URL('themes.json', import.meta.url), 'utf8'));

/** The page's side of it, see `pretendedHost.dom.ts`. */
export interface Pretended {
  readonly sent: WebviewMessage[];
  readonly violations: string[];
  show(snapshot: Snapshot): Promise<void>;
  useTheme(theme: Theme): Promise<void>;
  focusedName(): string;
  focusRingIsSeen(): boolean;
  contrastsOf(selector: string, property: string): readonly number[];
  bordersOf(selector: string): readonly string[];
  attributes(): readonly string[];
}

declare global {
  var pretended: Pretended;
}

export const themeNames: readonly string[] = Object.keys(recorded);

export interface OpenSidebar {
  readonly page: Page;
  /** What the page sent since it was opened. */
  sent(): Promise<readonly WebviewMessage[]>;
  show(snapshot: Snapshot): Promise<void>;
  useTheme(name: string): Promise<void>;
  /** Accessible name of what has the focus; empty when nothing has. */
  focusedName(): Promise<string>;
  /** Whether an outline is drawn on what has the focus, on a part of it or around it. */
  focusRingIsSeen(): Promise<boolean>;
  /** Contrast ratio of a computed colour, on every element that matches, against the sidebar's ground. */
  contrastsOf(selector: string, property: string): Promise<readonly number[]>;
  /** Computed top border colours of all elements that match. */
  bordersOf(selector: string): Promise<readonly string[]>;
  /** Every attribute of every element, as `name=value`. */
  attributes(): Promise<readonly string[]>;
  /** Content security policy violations and errors since the page was opened. */
  faults(): Promise<readonly string[]>;
  /** Hides and shows the view as VS Code does without retained context: a new page with the saved state. */
  reload(): Promise<void>;
  close(): Promise<void>;
}

export interface SidebarBrowser {
  open(size: { readonly width: number; readonly height: number }): Promise<OpenSidebar>;
  close(): Promise<void>;
}

/** The built webview in Chromium, on the page and under the policy the extension uses. */
export async function startSidebarBrowser(): Promise<SidebarBrowser> {
  const files = await buildWebview();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const file = files.get(pathname);
    if (file !== undefined) return response.setHeader('content-type', file.type).end(file.text);
    if (pathname !== '/') return response.writeHead(404).end();
    const cspSource = `http://127.0.0.1:${port(server.address())}`;
    const html = sidebarPage({ scriptUri: '/webview.js', styleUri: '/webview.css', cspSource, nonce: 'n0nce' });
    return response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A test that fails before it can close the browser must not keep the process alive.
  server.unref();
  const address = `http://127.0.0.1:${port(server.address())}/`;
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_EXECUTABLE'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    async open(size) {
      // Playwright's own scripts are not subject to the page's policy, what the page loads is.
      const context = await browser.newContext({ viewport: size });
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
      await page.addInitScript({ content: files.get('/pretendedHost.js')?.text ?? '' });
      await page.goto(address);
      return {
        page,
        sent: () => page.evaluate(() => globalThis.pretended.sent),
        show: (snapshot) => page.evaluate((data) => globalThis.pretended.show(data), snapshot),
        async useTheme(name) {
          const theme = recorded[name];
          if (theme === undefined) throw new Error(`No recorded theme ${name}`);
          await page.evaluate((wanted) => globalThis.pretended.useTheme(wanted), theme);
        },
        focusedName: () => page.evaluate(() => globalThis.pretended.focusedName()),
        focusRingIsSeen: () => page.evaluate(() => globalThis.pretended.focusRingIsSeen()),
        contrastsOf: (selector, property) =>
          page.evaluate(([wanted, name]) => globalThis.pretended.contrastsOf(wanted, name), [selector, property] as const),
        bordersOf: (selector) => page.evaluate((wanted) => globalThis.pretended.bordersOf(wanted), selector),
        attributes: () => page.evaluate(() => globalThis.pretended.attributes()),
        faults: async () => [...errors, ...(await page.evaluate(() => globalThis.pretended.violations))],
        reload: async () => void (await page.reload()),
        close: () => context.close(),
      };
    },
    async close() {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function buildWebview(): Promise<ReadonlyMap<string, { readonly type: string; readonly text: string }>> {
  const home = fileURLToPath(new URL('../../', import.meta.url));
  const built = await build({
    absWorkingDir: home,
    entryPoints: { webview: 'webview/main.ts', style: 'webview/sidebar.css', pretendedHost: 'test/webview/pretendedHost.dom.ts' },
    outdir: 'dist',
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'chrome138',
    tsconfig: 'webview/tsconfig.json',
    legalComments: 'none',
  });
  const textOf = (name: string): string => built.outputFiles.find((file) => file.path.endsWith(name))?.text ?? '';
  return new Map([
    ['/webview.js', { type: 'text/javascript', text: textOf('webview.js') }],
    ['/pretendedHost.js', { type: 'text/javascript', text: textOf('pretendedHost.js') }],
    ['/webview.css', { type: 'text/css', text: textOf('style.css') }],
  ]);
}

function port(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
