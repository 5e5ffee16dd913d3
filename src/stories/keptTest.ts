import { keptTest } from '../exercises/keptTests/keptTest.ts';
import type { Expectation } from '../exercises/keptTests/keptTestRequest.ts';
import { testStyle, type ExistingTest } from '../exercises/keptTests/testStyle.ts';
import type { Suspicion } from '../terms/play.ts';
import { failure, success, type Result } from '../terms/result.ts';
import type { OpenPlay } from './played.ts';

export interface KeepRequest {
  readonly playId: string;
  readonly scenarioId: string;
  /** Index of a suspicion of the play: the test then asks for what is expected, and fails today. */
  readonly suspicion?: number;
}

/** A test that is not on disk yet. */
export interface KeptTest {
  readonly text: string;
  /** VS Code's language id. */
  readonly language: 'typescript' | 'javascript';
  /** Absolute path of a file that does not exist, where the project's other tests stand. */
  readonly file: string;
}

export interface KeepParts {
  readonly readFile: (file: string) => Promise<string | undefined>;
  /** Files below a root, relative to it. */
  readonly listFiles: (root: string) => Promise<readonly string[]>;
}

/** A scenario of an open play as a test in the project's own runner, beside the tests it has. Fails, in one sentence, where none can be written. */
export async function keepTest(open: OpenPlay, request: KeepRequest, parts: KeepParts): Promise<Result<KeptTest>> {
  const { play, panel, root } = open;
  const { located } = play.unit;
  const ran = play.rans.find(({ scenario }) => scenario.id === request.scenarioId);
  const shown = panel.scenarios.find(({ id }) => id === request.scenarioId);
  const run = ran && play.runs.world.recorded(ran.run);
  if (panel.file === undefined || ran === undefined || shown === undefined || run === undefined)
    return failure('A test needs a file it can import; save this one first.');
  const suspicion = request.suspicion === undefined ? undefined : panel.suspicions[request.suspicion];
  const expected = suspicion === undefined ? undefined : expectationOf(suspicion, panel.unitName);
  if (suspicion !== undefined && expected === undefined) return failure('It takes two calls at once to show this; copy the note instead.');
  const files = await parts.listFiles(root);
  const nearest = await nearestTest(files, panel.path, root, parts);
  const style = testStyle(await packageJsonOf(panel.path, root, parts), nearest);
  const file = placeFor(panel.path, nearest?.path, style.suffix, new Set(files));
  const text = keptTest({
    located,
    scenario: ran.scenario,
    title: shown.title,
    run,
    style,
    unitFile: panel.file,
    testFile: `${root}/${file}`,
    ...(expected && { expected }),
  });
  if (!text.ok) return failure(`No test can be kept of \`${panel.unitName}\`: ${text.reason}.`);
  return success({ text: text.value, language: /\.[cm]?tsx?$/u.test(file) ? 'typescript' : 'javascript', file: `${root}/${file}` });
}

/** What such code is mostly meant to do, as a test can ask for it in one call. */
function expectationOf({ kind, expected }: Suspicion, unitName: string): Expectation | undefined {
  const title = `${unitName}: ${expected.replaceAll('`', '')}`;
  if (kind === 'swallowed failure' || kind === 'unawaited failure') return { kind: 'failure reaches the caller', title };
  const target = /^`([^`]+)` runs/u.exec(expected)?.[1];
  return kind === 'left open' && target !== undefined ? { kind: 'runs', target, title } : undefined;
}

const isTest = (path: string): boolean =>
  /(?:\.(?:test|spec)|\/__tests__\/[^/]+)\.[cm]?[jt]sx?$/u.test(path) && !path.includes('node_modules/');

/** The unit's own test, else one whose path shares most with the unit's. */
async function nearestTest(files: readonly string[], path: string, root: string, parts: KeepParts): Promise<ExistingTest | undefined> {
  const base = baseOf(path);
  const closeness = (test: string): number => {
    const [left, right] = [test.split('/'), path.split('/')];
    const shared = left.findIndex((part, index) => part !== right[index]);
    return shared + (baseOf(test) === base ? 100 : 0);
  };
  const ranked = files.filter(isTest).toSorted((left, right) => closeness(right) - closeness(left) || left.localeCompare(right));
  for (const found of ranked.slice(0, 3)) {
    const text = await parts.readFile(`${root}/${found}`);
    if (text !== undefined) return { path: found, text };
  }
  return undefined;
}

function baseOf(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/(?:\.kept\d*)?(?:\.(?:test|spec))?\.[cm]?[jt]sx?$/u, '');
}

async function packageJsonOf(path: string, root: string, parts: KeepParts): Promise<string | undefined> {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const text = await parts.readFile(`${root}/${folder === '' ? '' : `${folder}/`}package.json`);
    if (text !== undefined || folder === '') return text;
  }
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** Beside the nearest test; beside the unit where there is none or the tests stand beside what they test. Never a file that exists. */
function placeFor(path: string, test: string | undefined, suffix: string, taken: ReadonlySet<string>): string {
  const own = folderOf(path);
  const near = test === undefined ? own : folderOf(test);
  const beside = test === undefined || /(?:^|\/)(?:src|lib|app|packages)(?:\/|$)/u.test(near) || near === own;
  const folder = !beside ? near : /(?:^|\/)__tests__$/u.test(near) ? `${own === '' ? '' : `${own}/`}__tests__` : own;
  const ending = /\.[cm]?[jt]sx?$/u.exec(path)?.[0].replace('x', '') ?? '.ts';
  const named = (count: number): string =>
    `${folder === '' ? '' : `${folder}/`}${baseOf(path)}.kept${count === 1 ? '' : count}${suffix}${ending}`;
  let count = 1;
  while (taken.has(named(count))) count += 1;
  return named(count);
}
