import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { namesOfTs } from './scripts/namesOfTs.mjs';

/** Builds `dist/`. Flags: `--production` minifies, `--watch` rebuilds on change. */
const root = dirname(fileURLToPath(import.meta.url));
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** What the extension host must never load: it stays thin, the engine process does the work. */
const forbiddenInHost = [
  'node_modules/ts-morph/',
  'node_modules/@ts-morph/',
  'node_modules/@anthropic-ai/',
  'node_modules/@secretlint/',
  'node_modules/marked/',
  'node_modules/simple-git/',
  'src/store/',
];

const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  logLevel: 'warning',
};
/** The oldest runtime of `engines.vscode` 1.105 is Node 22; the command line must also *parse* on Node 20 to say that it is too old. */
const node = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  plugins: [namesOfTs],
  define: { 'import.meta.url': 'bundledUrl' },
};
const bundledUrl = `const bundledUrl=require('node:url').pathToFileURL(__filename).href;`;

const bundles = [
  { ...node, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.cjs', banner: { js: bundledUrl } },
  { ...node, entryPoints: ['src/engine.ts'], outfile: 'dist/engine.js', banner: { js: bundledUrl } },
  { ...node, entryPoints: ['src/sandboxProcess.ts'], outfile: 'dist/sandboxProcess.js', banner: { js: bundledUrl } },
  { ...node, entryPoints: ['src/cli.ts'], outfile: 'dist/cli.js', banner: { js: `#!/usr/bin/env node\n${bundledUrl}` } },
  {
    ...shared,
    platform: 'browser',
    format: 'esm',
    target: 'chrome138',
    entryPoints: ['webview/main.ts'],
    outfile: 'dist/webview.js',
    tsconfig: 'webview/tsconfig.json',
  },
  { ...shared, platform: 'browser', entryPoints: ['webview/sidebar.css'], outfile: 'dist/webview.css' },
];

function assertHostIsThin(metafile) {
  const found = Object.keys(metafile.inputs).filter((input) => forbiddenInHost.some((part) => input.includes(part)));
  if (found.length > 0) throw new Error(`dist/extension.cjs must not contain:\n  ${found.slice(0, 10).join('\n  ')}`);
  const builtin = Object.values(metafile.outputs)
    .flatMap((output) => output.imports)
    .find((imported) => imported.path === 'node:sqlite');
  if (builtin !== undefined) throw new Error('dist/extension.cjs must not import node:sqlite');
}

await mkdir(join(root, 'dist'), { recursive: true });
await writeFile(join(root, 'dist/package.json'), '{"type":"commonjs"}\n');
for (const options of bundles) {
  if (watch) {
    await (await context(options)).watch();
    continue;
  }
  // Every bundle is tried, so that one broken part does not hide what is wrong with another.
  try {
    const { metafile } = await build(options);
    if (options.outfile === 'dist/extension.cjs') assertHostIsThin(metafile);
  } catch (error) {
    console.error(`${options.outfile} not built: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    process.exitCode = 1;
  }
}
