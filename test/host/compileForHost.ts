import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Bundles a TypeScript file into CommonJS, as an extension host loads it. `vscode` and Mocha stay outside. */
export async function compileForHost(source: string, target: string): Promise<string> {
  await build({
    entryPoints: [source],
    outfile: target,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'error',
  });
  return target;
}

/** Compiles a test extension (`package.json` beside `extension.ts`) into `target` and returns that folder. */
export async function compileTestExtension(source: string, target: string): Promise<string> {
  mkdirSync(target, { recursive: true });
  cpSync(join(source, 'package.json'), join(target, 'package.json'));
  await compileForHost(join(source, 'extension.ts'), join(target, 'extension.cjs'));
  return target;
}
