import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** Where everything installed for running and testing lives; git-ignored. */
export const installFolder = join(root, '.vscode-test');

/** Whether `folder` was installed to the end, in this version: the marker is the last thing written. */
export function isInstalled(folder, version) {
  const marker = join(folder, 'installed.txt');
  return existsSync(marker) && readFileSync(marker, 'utf8').trim() === version;
}

/** One quiet line about what takes time. */
export function progress(line) {
  process.stderr.write(`${line}\n`);
}
