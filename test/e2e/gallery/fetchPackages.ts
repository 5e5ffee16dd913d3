import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { artefacts } from '../../host/startVscode.ts';
import type { GalleryUnit } from './galleryUnits.ts';

const packagesFolder = join(artefacts, 'gallery-packages');

/** Absolute folder of a package's content; fetched once through the ordinary client, kept out of the repository. */
function packageFolder({ name, version }: GalleryUnit): string {
  return join(packagesFolder, `${name.replaceAll('/', '+')}@${version}`);
}

/** Absolute folder in which the unit's file and its callers are. */
export function sourceFolder(unit: GalleryUnit): string {
  return join(packageFolder(unit), unit.folder);
}

export function fetchPackages(units: readonly GalleryUnit[]): void {
  for (const unit of units) {
    const target = packageFolder(unit);
    if (existsSync(target)) continue;
    const work = `${target}.tmp`;
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    execFileSync('npm', ['pack', `${unit.name}@${unit.version}`, '--silent', '--pack-destination', work], { stdio: 'pipe' });
    const [archive = ''] = readdirSync(work);
    mkdirSync(target);
    execFileSync('tar', ['xzf', join(work, archive), '-C', target, '--strip-components=1']);
    rmSync(work, { recursive: true });
  }
}
