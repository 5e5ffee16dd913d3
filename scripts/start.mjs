import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { installProduct } from '../test/host/productFolder.ts';
import { endProcessGroup } from '../test/host/processTree.ts';
import { startVscodeServer } from '../test/host/vscodeServer.ts';
import { buildHistory } from './buildHistory.mjs';
import { installFolder, progress, root } from './install/paths.mjs';
import { installVscodeServer } from './install/vscodeServer.mjs';

/**
 * `npm start [-- FOLDER]`: builds and opens VS Code with the extension on FOLDER, by default on a fresh copy of the playground with a history.
 * Route: `VSCODE_EXECUTABLE`; else a downloaded VS Code where there is a display; else the npm-installed server, with one line to open.
 */
function build() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'esbuild.config.mjs')], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The build failed.\n${stdout}${stderr}`);
}

function folderToOpen(argument) {
  if (argument !== undefined) {
    const folder = resolve(process.env.INIT_CWD ?? process.cwd(), argument);
    if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Error(`${folder} is not a folder.`);
    return folder;
  }
  const parent = mkdtempSync(join(tmpdir(), 'understand-this-'));
  process.on('exit', () => rmSync(parent, { recursive: true, force: true }));
  const folder = join(parent, 'corner-shop');
  cpSync(join(root, 'test/playground'), folder, { recursive: true });
  buildHistory(folder);
  return folder;
}

async function desktopExecutable() {
  if (process.env.VSCODE_EXECUTABLE !== undefined) return process.env.VSCODE_EXECUTABLE;
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && DISPLAY === undefined && WAYLAND_DISPLAY === undefined) return undefined;
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  return downloadAndUnzipVSCode({ cachePath: join(installFolder, 'desktop') }).catch((error) => {
    progress(`VS Code could not be downloaded (${error.message}); using the npm-installed server instead.`);
    return undefined;
  });
}

function openDesktop(executable, folder) {
  const userData = join(installFolder, 'start/desktop');
  const args = [`--extensionDevelopmentPath=${root}`, `--user-data-dir=${userData}`, '--new-window', '--wait', folder];
  return new Promise((ended, failed) => {
    const child = spawn(executable, args, { stdio: 'inherit', detached: process.platform !== 'win32' });
    child.on('error', failed);
    child.on('close', ended);
    endOnSignal(() => endProcessGroup(child.pid));
  });
}

async function openServer(folder) {
  const { home, node } = await installVscodeServer();
  const own = mkdtempSync(join(tmpdir(), 'understand-this-server-'));
  process.on('exit', () => rmSync(own, { recursive: true, force: true }));
  const extensionsFolder = join(own, 'extensions');
  mkdirSync(extensionsFolder);
  installProduct(root, extensionsFolder);
  // What was learned stays from one start to the next, as it would in an installed VS Code.
  const dataFolder = process.env.UNDERSTAND_START_DATA ?? join(installFolder, 'start/server');
  const server = await startVscodeServer({ home, node, dataFolder, extensionsFolder, trust: true });
  const ended = new Promise((done) => {
    endOnSignal(async () => {
      await server.stop();
      done();
    });
  });
  process.stdout.write(`Open ${server.address({ folder })}\n`);
  await ended;
}

/** A second signal while it ends changes nothing: both the terminal and the parent process send one. */
function endOnSignal(end) {
  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!ending) void end();
      ending = true;
    });
  }
}

try {
  build();
  const folder = folderToOpen(process.argv[2]);
  const executable = await desktopExecutable();
  if (executable === undefined) await openServer(folder);
  else await openDesktop(executable, folder);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
process.exit();
