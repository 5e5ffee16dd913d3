import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installNode24 } from './node24.mjs';
import { installFolder, isInstalled, progress } from './paths.mjs';
import { runNpm } from './runCommand.mjs';
import { installSystemPackages } from './systemPackages.mjs';
import { withLock } from './withLock.mjs';

/** The npm package that carries a complete VS Code server (VS Code 1.139.1) in `lib/vscode`. */
const version = '4.139.1';
const folder = join(installFolder, 'server');

/**
 * Installs the VS Code server and compiles its native parts, once (about three minutes).
 * `home` is the folder of `out/server-main.js`; `node` the program that must run it, since the native parts are built for it.
 */
export async function installVscodeServer() {
  const home = join(folder, 'node_modules/code-server/lib/vscode');
  return withLock(join(installFolder, 'server.lock'), async () => {
    const node = await installNode24();
    if (isInstalled(folder, version)) return { home, node: node.executable };
    await installSystemPackages(['compiler']);
    progress('Installing the VS Code server …');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
    await runNpm(['install', '--ignore-scripts', `code-server@${version}`], { cwd: folder });
    progress('Compiling its native parts (about two minutes) …');
    const env = {
      ...process.env,
      PATH: `${join(node.home, 'bin')}${delimiter}${process.env.PATH ?? ''}`,
      npm_config_nodedir: node.home,
      PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
    };
    await runNpm(['install', '--omit=dev', '--ignore-scripts=false', `--nodedir=${node.home}`], { cwd: home, env });
    await runNpm(['install', '--omit=dev', '--ignore-scripts=false'], { cwd: join(home, 'extensions'), env });
    writeFileSync(join(folder, 'installed.txt'), version);
    return { home, node: node.executable };
  });
}
