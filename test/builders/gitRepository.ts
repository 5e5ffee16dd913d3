import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface Person {
  readonly name: string;
  readonly email: string;
}

/** A real git repository in a folder of its own, untouched by the machine's git configuration. */
export interface GitRepository {
  readonly root: string;
  /** Runs git here and returns its output without the last line end. */
  git(...args: readonly string[]): string;
  /** The same, with the committer's clock at `at` (milliseconds since 1970). */
  gitAt(at: number, ...args: readonly string[]): string;
  write(path: string, text: string): void;
  read(path: string): string;
  remove(path: string): void;
  /** Commits everything in the folder; `at` in milliseconds since 1970. Returns the commit's hash. */
  commit(message: string, options?: { readonly author?: Person; readonly at?: number }): string;
  /** SHA-256 over every file under `.git`, names included: equal means that nothing was written there. */
  fingerprint(): string;
  dispose(): void;
}

export const ada: Person = { name: 'Ada Example', email: 'ada@example.org' };

export function createGitRepository(): GitRepository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'understand-git-')));
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const run = (args: readonly string[], extra: Record<string, string> = {}): string =>
    execFileSync('git', [...args], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...environment, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...extra },
    }).replace(/\n$/u, '');
  run(['init', '--quiet', '--initial-branch=main']);
  run(['config', 'user.name', ada.name]);
  run(['config', 'user.email', ada.email]);
  run(['config', 'commit.gpgsign', 'false']);
  return {
    root,
    git: (...args) => run(args),
    gitAt: (at, ...args) => run(args, { GIT_COMMITTER_DATE: `${String(Math.floor(at / 1000))} +0000` }),
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    read: (path) => readFileSync(join(root, path), 'utf8'),
    remove: (path) => rmSync(join(root, path)),
    commit(message, { author = ada, at = Date.UTC(2026, 8, 1) } = {}) {
      const date = `${String(Math.floor(at / 1000))} +0000`;
      run(['add', '--all']);
      run(['commit', '--quiet', '--allow-empty', '--cleanup=verbatim', '-m', message], {
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_DATE: date,
      });
      return run(['rev-parse', 'HEAD']);
    },
    fingerprint() {
      const hash = createHash('sha256');
      for (const entry of readdirSync(join(root, '.git'), { recursive: true, withFileTypes: true })
        .filter((file) => file.isFile())
        .map((file) => join(file.parentPath, file.name))
        .toSorted()) {
        hash.update(entry).update('\0').update(readFileSync(entry)).update('\0');
      }
      return hash.digest('hex');
    },
    dispose: () => rmSync(root, { recursive: true, force: true }),
  };
}
