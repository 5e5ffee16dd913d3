import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { progress, root } from './paths.mjs';
import { runNpm } from './runCommand.mjs';

/** Whether what npm last wrote into node_modules holds every package of the lockfile, in its version. npm writes that list last. */
function dependenciesAreCurrent() {
  const written = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(written)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(written, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional === true || present[path]?.version === entry.version,
  );
}

/** Installs the locked dependencies where they are missing or stale. */
export async function installDependencies() {
  if (dependenciesAreCurrent()) return;
  progress('Installing dependencies …');
  await runNpm(['ci', '--ignore-scripts'], { cwd: root });
}
