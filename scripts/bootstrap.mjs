import { spawn } from 'node:child_process';
import { dirname, delimiter, join } from 'node:path';
import { installDependencies } from './install/dependencies.mjs';
import { installNode24 } from './install/node24.mjs';
import { installFolder, root } from './install/paths.mjs';
import { installSystemPackages } from './install/systemPackages.mjs';
import { installVscodeServer } from './install/vscodeServer.mjs';
import { withLock } from './install/withLock.mjs';

/**
 * `node scripts/bootstrap.mjs STEP [arguments]`: installs what the step needs and is missing, then runs it under Node 24.
 * Plain JavaScript without dependencies, so that it starts on Node 20 in a fresh clone.
 */
const steps = {
  build: { script: 'esbuild.config.mjs', needs: [] },
  start: { script: 'scripts/start.mjs', needs: [] },
  check: { script: 'scripts/check.mjs', needs: [] },
  test: { script: 'scripts/runTests.mjs', needs: ['chromium', 'server'] },
  'test:long': { script: 'scripts/runLongTests.mjs', needs: [] },
  bench: { script: 'test/bench/run.ts', needs: ['chromium', 'server'] },
  pictures: { script: 'scripts/pictures.mjs', needs: ['chromium', 'server'] },
  gallery: { script: 'test/e2e/gallery/run.ts', needs: ['chromium'] },
  package: { script: 'scripts/packageExtension.mjs', needs: [] },
};

async function install(step) {
  const node = await withLock(join(installFolder, 'install.lock'), async () => {
    await installDependencies();
    if (step.needs.includes('chromium')) await installSystemPackages(['chromium']);
    return installNode24();
  });
  if (step.needs.includes('server')) await installVscodeServer();
  return node.executable;
}

/** Hands over to the step; signals reach it through the shared process group, so this process only waits for its end. */
function handOver(executable, script, args) {
  const env = { ...process.env, PATH: `${dirname(executable)}${delimiter}${process.env.PATH ?? ''}` };
  const child = spawn(executable, [join(root, script), ...args], { cwd: root, env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('close', (code) => {
    process.exitCode = code ?? 1;
  });
}

const [name, ...args] = process.argv.slice(2);
const step = name === undefined ? undefined : steps[name];
if (step === undefined) {
  process.stderr.write(`usage: node scripts/bootstrap.mjs ${Object.keys(steps).join('|')} [arguments]\n`);
  process.exitCode = 2;
} else {
  try {
    handOver(await install(step), step.script, args);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
