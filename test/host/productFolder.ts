import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a user's machine gets from the VSIX; nothing else of the checkout. */
const shipped = ['package.json', 'package.nls.json', 'dist', 'media', 'README.md', 'CHANGELOG.md', 'LICENSE'];

/** Unpacks the built product into `extensionsFolder` as VS Code itself would, and returns its folder. */
export function installProduct(checkout: string, extensionsFolder: string): string {
  const manifest = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { name: string; publisher: string; version: string };
  if (!existsSync(join(checkout, 'dist/extension.cjs'))) throw new Error('dist/extension.cjs is missing: run `npm run build` first');
  const target = join(extensionsFolder, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
  mkdirSync(target, { recursive: true });
  for (const name of shipped) if (existsSync(join(checkout, name))) cpSync(join(checkout, name), join(target, name), { recursive: true });
  return target;
}
