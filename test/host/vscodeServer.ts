import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './freePort.ts';
import { endProcessGroup } from './processTree.ts';

export interface ServerOptions {
  /** Folder of `out/server-main.js`. */
  readonly home: string;
  /** The Node program its native parts were built for. */
  readonly node: string;
  /** A folder of this run's own: user data, logs. */
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** `false` opens folders in Restricted Mode until the user trusts them. Default `true`: workspace trust is off. */
  readonly trust?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface VscodeServer {
  readonly port: number;
  readonly pid: number;
  /** Where the extensions of this run keep their global storage, one folder per extension id. */
  readonly globalStorage: string;
  /** Address of a window; both extension arguments are absolute folders or files on this machine. */
  address(window: { readonly folder: string; readonly developmentExtension?: string; readonly testEntry?: string }): string;
  stop(): Promise<void>;
}

/** Settings that keep a run quiet and repeatable; the product's own settings keep their defaults. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'typescript.disableAutomaticTypeAcquisition': true,
  'git.autofetch': false,
  'git.openRepositoryInParentFolders': 'never',
  'chat.disableAIFeatures': true,
};

/** Starts the VS Code server on a free port of 127.0.0.1 and resolves when it answers. Rejects when it ends before that. */
export async function startVscodeServer(options: ServerOptions): Promise<VscodeServer> {
  const port = await freePort();
  const user = join(options.dataFolder, 'data/User');
  for (const folder of [user, join(options.dataFolder, 'data/Machine'), options.extensionsFolder]) mkdirSync(folder, { recursive: true });
  const settings = JSON.stringify({ ...quietSettings, ...options.settings }, null, 2);
  writeFileSync(join(user, 'settings.json'), settings);
  writeFileSync(join(options.dataFolder, 'data/Machine/settings.json'), settings);
  const flags = '--without-connection-token --accept-server-license-terms --disable-telemetry --enable-smoke-test-driver';
  const folders = ['--server-data-dir', options.dataFolder, '--extensions-dir', options.extensionsFolder];
  const trust = options.trust === false ? [] : ['--disable-workspace-trust'];
  const args = ['out/server-main.js', '--host', '127.0.0.1', '--port', String(port), ...flags.split(' '), ...folders, ...trust];
  const env = { ...process.env, ...options.environment };
  // A surrounding VS Code or test runner must not leak its own mode into this one.
  for (const name of Object.keys(env)) if (/^(VSCODE_|NODE_TEST_|NODE_OPTIONS$|ELECTRON_RUN_AS_NODE$)/u.test(name)) delete env[name];
  const child = spawn(options.node, args, { cwd: options.home, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const log = createWriteStream(join(options.dataFolder, 'server.log'));
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${options.node} could not be started`);
  await answers(port, () => child.exitCode);
  return {
    port,
    pid,
    globalStorage: join(user, 'globalStorage'),
    address({ folder, developmentExtension, testEntry }) {
      const remote = (path: string): string => `vscode-remote://127.0.0.1:${String(port)}${path}`;
      const payload: (readonly [string, string])[] = [];
      if (developmentExtension !== undefined) payload.push(['extensionDevelopmentPath', remote(developmentExtension)]);
      if (testEntry !== undefined) payload.push(['extensionTestsPath', remote(testEntry)]);
      return `http://127.0.0.1:${String(port)}/?folder=${encodeURI(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    },
    async stop() {
      await endProcessGroup(pid);
      log.end();
    },
  };
}

async function answers(port: number, exitCode: () => number | null): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (exitCode() !== null) throw new Error(`the VS Code server ended with ${String(exitCode())} before it answered`);
    const response = await fetch(`http://127.0.0.1:${String(port)}/version`).catch(() => undefined);
    if (response?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the VS Code server did not answer within a minute');
}
