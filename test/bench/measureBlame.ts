import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { generateHistory } from './generatedHistory.ts';

export interface BlameTimes {
  readonly what: string;
  /** Milliseconds, the fastest of three each, taken by turns. */
  readonly ours: number;
  readonly peer: number;
}

interface BlameAnswer {
  readonly totals: { readonly ai: number; readonly human: number; readonly mixed: number; readonly unknown: number };
  readonly files: readonly unknown[];
}

const rounds = 3;

/** `understand-this blame --range` over 20 files of a large repository, beside plain `git blame` of those files. */
export function measureBlame(cli: string): BlameTimes {
  const history = generateHistory();
  try {
    const [ours, peer]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      let begin = performance.now();
      for (const file of history.files)
        execFileSync('git', ['blame', '--porcelain', 'HEAD', '--', file], { cwd: history.root, maxBuffer: 100_000_000 });
      peer.push(performance.now() - begin);
      begin = performance.now();
      const args = [cli, 'blame', '--range', history.range, '--repo', history.root, '--json', '--quiet'];
      const output = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 100_000_000 });
      ours.push(performance.now() - begin);
      const { totals, files } = JSON.parse(output) as BlameAnswer;
      if (files.length !== history.files.length || totals.ai === 0 || totals.unknown === 0)
        throw new Error(`blame --range said something else than it should: ${JSON.stringify(totals)} in ${files.length} files`);
    }
    const what = `blame --range, ${history.files.length} files, ${history.lines} lines, ${history.notes} notes`;
    return { what, ours: Math.min(...ours), peer: Math.min(...peer) };
  } finally {
    rmSync(history.root, { recursive: true, force: true });
  }
}
