import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { progress } from './paths.mjs';
import { runCommand } from './runCommand.mjs';

/** What a Debian or Ubuntu lacks, told by a file or program that comes with each package. */
const debianPackages = {
  chromium: { packages: ['chromium', 'fonts-dejavu'], present: () => findChromium() !== undefined },
  compiler: {
    packages: ['build-essential', 'python3', 'libkrb5-dev'],
    present: () => onPath('g++') !== undefined && onPath('make') !== undefined && onPath('python3') !== undefined && hasKerberosHeaders(),
  },
};

function onPath(name) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));
}

function hasKerberosHeaders() {
  return process.platform !== 'linux' || existsSync('/usr/include/gssapi/gssapi.h') || existsSync('/usr/include/gssapi.h');
}

/** A Chromium or Chrome to drive: `CHROMIUM_EXECUTABLE`, else the usual places. */
export function findChromium() {
  const usual = [
    process.env.CHROMIUM_EXECUTABLE,
    onPath('chromium'),
    onPath('chromium-browser'),
    onPath('google-chrome'),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  return usual.find((file) => file !== undefined && existsSync(file));
}

/** Installs what is missing through apt where that is possible; otherwise fails with one sentence that says what to install. */
export async function installSystemPackages(wanted) {
  const missing = wanted.filter((name) => !debianPackages[name].present()).flatMap((name) => debianPackages[name].packages);
  if (missing.length === 0) return;
  const root = process.getuid?.() === 0;
  if (onPath('apt-get') === undefined) throw new Error(`Please install first: ${missing.join(', ')} (or what your system calls them).`);
  if (!root) throw new Error(`Please run first: sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`);
  progress(`Installing ${missing.join(' ')} with apt …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update', '-q'], { env });
  await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], { env });
}
