import { parseArgs } from 'node:util';
import { failure, success, type Result } from './terms/result.ts';

export const usage = `Usage:
  understand-this explain PATH[:LINE]   what the code does that its names and types do not say
  understand-this explain --range A..B [--repo DIR]
                                        the same for what a range of commits changed, and what it means for the packages it moves
  understand-this check PATH[:LINE]     questions about it, each answer proven by running the code
  understand-this check --range A..B [--repo DIR]
                                        questions about what a range of commits changed
  understand-this blame PATH[:LINE]     who wrote each line, AI or a person, with the evidence; or that it is unknown
  understand-this blame --range A..B [--repo DIR]
                                        the same for the lines that a range of commits added
  understand-this index DIR             reads a project into the cache and says what it found

PATH is a file, or a folder: every TypeScript or JavaScript file below it that git does not ignore. For blame, a file of any language.

Options:
  --json      one JSON document on stdout
  --quiet     no progress and no warnings
  --seed N    makes every choice repeatable (default 1)
  --max N     check: only the N most valuable questions
  --repo DIR  with --range: the repository (default: this folder)
  --store FILE
              blame, explain: what the editor recorded, a database of the extension
  --transcripts
              blame, explain: also read the records that Claude Code, Codex and Copilot keep on this machine
  --version
  --help

Nothing is sent anywhere. Exit code: 0 fine, 2 wrong usage, 3 nothing to work on, 4 unreadable input.`;

const notBuiltYet = ['change', 'report'];

export interface Options {
  readonly command: 'explain' | 'check' | 'blame' | 'index';
  /** PATH, PATH:LINE or DIR. */
  readonly target: string | { readonly repo: string; readonly from: string; readonly to: string };
  readonly json: boolean;
  readonly quiet: boolean;
  readonly seed: number;
  readonly max?: number;
  /** blame: the extension's database. */
  readonly store?: string;
  readonly transcripts: boolean;
}

/** Node's own sentence for a flag it does not know, without its advice. */
function flagProblem(error: unknown): string {
  const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/u);
  return `${sentence.replace(/\.$/u, '')}; see understand-this --help.`;
}

function parseTarget(
  command: string,
  paths: readonly string[],
  range: string | undefined,
  repo: string | undefined,
): Result<Options['target']> {
  const [path, second] = paths;
  if (second !== undefined) return failure(`One PATH at a time: ${JSON.stringify(second)} is one too many.`);
  if (range === undefined) {
    if (repo !== undefined) return failure('--repo belongs to --range A..B.');
    return path === undefined ? failure(`${command} needs a ${command === 'index' ? 'DIR' : 'PATH'}.`) : success(path);
  }
  if (command === 'index') return failure('--range belongs to explain, check and blame.');
  if (path !== undefined) return failure(`${command} takes a PATH or --range, not both.`);
  const [from = '', to = '', more] = range.split('..');
  if (from === '' || to === '' || to.startsWith('.') || more !== undefined)
    return failure(`--range takes two commits as A..B, not ${JSON.stringify(range)}.`);
  return success({ repo: repo ?? '.', from, to });
}

/** What the command line asks for; a sentence that says what is wrong with it. */
export function parseOptions(argv: readonly string[]): Result<Options | 'help' | 'version'> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    json: flag,
    quiet: flag,
    help: flag,
    version: flag,
    seed: text,
    max: text,
    range: text,
    repo: text,
    store: text,
    transcripts: flag,
  };
  let parsed;
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    return failure(flagProblem(error));
  }
  const { json = false, quiet = false, help, version, seed = '1', max, range, repo, store, transcripts = false } = parsed.values;
  const [command, ...paths] = parsed.positionals;
  if (help === true) return success('help');
  if (version === true) return success('version');
  if (command === undefined) return failure('Say what to do; see understand-this --help.');
  if (notBuiltYet.includes(command)) return failure(`The command ${command} is planned and not built yet.`);
  if (command !== 'explain' && command !== 'check' && command !== 'blame' && command !== 'index')
    return failure(`There is no command ${JSON.stringify(command)}; see understand-this --help.`);
  if (!/^\d{1,9}$/u.test(seed)) return failure(`--seed takes a whole number from 0 on, not ${JSON.stringify(seed)}.`);
  if (max !== undefined && !/^[1-9]\d{0,5}$/u.test(max))
    return failure(`--max takes a whole number from 1 on, not ${JSON.stringify(max)}.`);
  if (max !== undefined && command !== 'check') return failure('--max belongs to check.');
  const tells = command === 'blame' || command === 'explain';
  if (store !== undefined && !tells) return failure('--store belongs to blame and explain.');
  if (transcripts && !tells) return failure('--transcripts belongs to blame and explain.');
  const target = parseTarget(command, paths, range, repo);
  if (!target.ok) return target;
  const given = { ...(max !== undefined && { max: Number(max) }), ...(store !== undefined && { store }) };
  return success({ command, target: target.value, json, quiet, transcripts, seed: Number(seed), ...given });
}
