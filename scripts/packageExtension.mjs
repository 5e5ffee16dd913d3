import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install/paths.mjs';

/** Builds one VSIX for all platforms. Any warning of the packaging tool fails the step. */
function run(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  process.stderr.write(stderr);
  if (status !== 0) throw new Error(`${args.join(' ')} failed\n${stdout}`);
  return stdout + stderr;
}

const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const file = `${name}-${version}.vsix`;
rmSync(join(root, 'dist'), { recursive: true, force: true });
run(['esbuild.config.mjs', '--production']);
const output = run([
  'node_modules/@vscode/vsce/vsce',
  'package',
  '--no-dependencies',
  '--no-rewrite-relative-links',
  '--allow-missing-repository',
  '--out',
  file,
]);
process.stdout.write(output);
process.stdout.write(`${file} ${(statSync(join(root, file)).size / 1024 / 1024).toFixed(1)} MB\n`);
if (/warning/i.test(output)) {
  process.stderr.write('Packaging warned; see above.\n');
  process.exitCode = 1;
}
