import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ts } from 'ts-morph';

export interface IndexTimes {
  readonly files: number;
  readonly lines: number;
  /** Milliseconds; `cold` with an empty cache, `warm` the second time. */
  readonly cold: number;
  readonly warm: number;
  readonly peer: number;
  readonly peakRssMb: number;
}

interface IndexAnswer {
  readonly files: number;
  readonly lines: number;
  readonly elapsedMs: number;
  readonly peakRssMb: number;
}

/** Indexes `folder` with the built command line, twice; the peer parses the same files with TypeScript and visits every node once. */
export function measureIndex(cli: string, folder: string): IndexTimes {
  const cache = mkdtempSync(join(tmpdir(), 'understand-bench-'));
  try {
    const index = (): IndexAnswer => {
      const output = execFileSync(process.execPath, [cli, 'index', folder, '--json', '--quiet'], {
        encoding: 'utf8',
        env: { ...process.env, XDG_CACHE_HOME: cache },
      });
      return JSON.parse(output) as IndexAnswer;
    };
    const cold = index();
    const warm = index();
    return {
      files: cold.files,
      lines: cold.lines,
      cold: cold.elapsedMs,
      warm: warm.elapsedMs,
      peer: parseAndWalk(folder),
      peakRssMb: cold.peakRssMb,
    };
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

function parseAndWalk(folder: string): number {
  const start = performance.now();
  let nodes = 0;
  const visit = (node: ts.Node): void => {
    nodes += 1;
    ts.forEachChild(node, visit);
  };
  for (const file of globSync('**/*.{ts,tsx}', { cwd: folder })) {
    visit(ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true));
  }
  if (nodes === 0) throw new Error(`${folder} holds no TypeScript`);
  return performance.now() - start;
}
