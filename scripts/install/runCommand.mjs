import { spawn } from 'node:child_process';

/**
 * Runs a program to its end. Resolves on exit code 0; otherwise rejects with the last lines of its output,
 * which is kept quiet unless `inherit` is set.
 */
export function runCommand(command, args, { cwd, env = process.env, inherit = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: inherit ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
    let tail = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk) => {
        tail = (tail + chunk).slice(-4000);
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}\n${tail.trim()}`));
    });
  });
}

/** Runs npm without what a surrounding `npm run` put into the environment (its prefix and flags would apply to the inner call). */
export function runNpm(args, { cwd, env = process.env }) {
  const clean = Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^npm_(?!config_(registry|cache|https?_proxy|proxy|cafile|userconfig)$)/i.test(name)),
  );
  const npm = process.env.npm_execpath;
  const quiet = [...args, '--no-audit', '--no-fund', '--loglevel=error'];
  return npm === undefined || !npm.endsWith('.js')
    ? runCommand(process.platform === 'win32' ? 'npm.cmd' : 'npm', quiet, { cwd, env: clean })
    : runCommand(process.execPath, [npm, ...quiet], { cwd, env: clean });
}
