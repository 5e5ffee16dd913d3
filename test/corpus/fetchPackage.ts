import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const cacheFolder = join(import.meta.dirname, '../../.vscode-test/corpus');

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * The sources of one published version as a project of its own: absolute path of a folder that holds `src`, `package.json` and, for the
 * types, what it depends on. Taken from the registry the first time; nothing of it is run.
 */
export function fetchPackage(name: string, version: string, withDependencies: boolean): string {
  const folder = join(cacheFolder, `${name.replace('/', '+')}@${version}`);
  if (!existsSync(folder)) {
    const unpacked = `${folder}.${String(process.pid)}`;
    mkdirSync(unpacked, { recursive: true });
    const npm = ['pack', `${name}@${version}`, '--ignore-scripts', '--silent', '--pack-destination', unpacked];
    const [archive = ''] = execFileSync('npm', npm, { encoding: 'utf8' }).trim().split('\n').slice(-1);
    execFileSync('tar', ['xzf', join(unpacked, archive.split('/').at(-1) ?? ''), '-C', unpacked, 'package/src', 'package/package.json']);
    renameSync(join(unpacked, 'package'), folder);
    rmSync(unpacked, { recursive: true });
  }
  if (withDependencies && !existsSync(join(folder, 'node_modules'))) {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
    const needs = { ...manifest.peerDependencies, ...manifest.dependencies };
    const types = { '@types/node': '24', ...('react' in needs && { '@types/react': needs['react'] ?? '*' }) };
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { ...needs, ...types } }));
    const quiet = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--legacy-peer-deps', '--silent'];
    execFileSync('npm', quiet, { cwd: folder });
  }
  return folder;
}
