import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

export type Runner = 'node:test' | 'vitest' | 'jest' | 'mocha';

/** In the names of test files. */
export const endings: Readonly<Record<Runner, string>> = { 'node:test': 'node', vitest: 'vitest', jest: 'jest', mocha: 'mocha' };

const versions = { vitest: '5.1.1', jest: '30.5.2', mocha: '12.0.3' } as const;

/** With the settings of a project that writes TypeScript; jest takes the types out as `ts-jest` does file by file. */
export function installRunner(runner: Exclude<Runner, 'node:test'>, home: string): void {
  writeFileSync(`${home}/package.json`, '{ "private": true, "type": "module" }');
  writeFileSync(
    `${home}/vitest.config.mjs`,
    "export default { test: { include: ['packages/**/*.vitest.test.ts'], exclude: [], testTimeout: 20000, server: { deps: { inline: true } } } };\n",
  );
  writeFileSync(
    `${home}/jest.config.mjs`,
    "export default { testMatch: ['**/*.jest.test.ts'], transform: { '\\\\.tsx?$': './transpile.cjs' }, testPathIgnorePatterns: ['node_modules/(?!@?[a-z])'], haste: { forceNodeFilesystemAPI: true } };\n",
  );
  writeFileSync(
    `${home}/transpile.cjs`,
    `const { ts } = require('module').createRequire(${JSON.stringify(import.meta.filename)})('ts-morph');
exports.process = (text, fileName) => ({ code: ts.transpileModule(text, { fileName, compilerOptions: { target: 99, module: 1, esModuleInterop: true, isolatedModules: true, jsx: 2 } }).outputText });
`,
  );
  const { status, stderr } = spawnSync('npm', ['install', `${runner}@${versions[runner]}`, '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: home,
    encoding: 'utf8',
    timeout: 300_000,
  });
  assert.equal(status, 0, stderr);
}
