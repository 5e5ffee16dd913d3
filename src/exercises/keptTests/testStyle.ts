export type TestRunner = 'vitest' | 'jest' | 'node:test' | 'mocha';

/** How the project writes its tests. */
export interface TestStyle {
  readonly runner: TestRunner;
  /** `test` and `expect` need no import. */
  readonly globals: boolean;
  readonly call: 'test' | 'it';
  readonly quote: "'" | '"';
  readonly semicolons: boolean;
  /** One step of indentation. */
  readonly indent: string;
  readonly suffix: '.test' | '.spec';
  /** How a relative import names a TypeScript file. */
  readonly imports: 'bare' | '.js' | '.ts';
}

export interface ExistingTest {
  /** Relative to the root. */
  readonly path: string;
  readonly text: string;
}

/** The nearest test says most; where there is none, `package.json`, and where that names no runner, Node's own. */
export function testStyle(packageJson: string | undefined, nearest: ExistingTest | undefined): TestStyle {
  const text = nearest?.text ?? '';
  const runner = runnerOf(packageJson ?? '', text);
  const relative = [...text.matchAll(/from\s+['"](\.[^'"]*)['"]/gu)].map((match) => match[1] ?? '');
  const lines = text.split('\n');
  const indented = lines.find((line) => /^(?:\t| +)\S/u.test(line) && !line.startsWith(' *'));
  return {
    runner,
    globals: runner !== 'node:test' && text !== '' && !/from\s+['"](?:vitest|@jest\/globals)['"]/u.test(text),
    call: callOf(text, runner),
    quote: (text.match(/from\s+"/gu)?.length ?? 0) > (text.match(/from\s+'/gu)?.length ?? 0) ? '"' : "'",
    semicolons: text === '' || /;\s*$/mu.test(text),
    indent: /^(?:\t| +)/u.exec(indented ?? '')?.[0] ?? '  ',
    suffix: /\.spec\.[cm]?[jt]sx?$/u.test(nearest?.path ?? '') ? '.spec' : '.test',
    imports: relative.some((path) => /\.[cm]?tsx?$/u.test(path))
      ? '.ts'
      : relative.some((path) => /\.[cm]?js$/u.test(path))
        ? '.js'
        : importsBy(packageJson, text, runner),
  };
}

/** Of its own accord mocha knows `it` alone; the others know both. */
function callOf(text: string, runner: TestRunner): TestStyle['call'] {
  if (/^\s*test(?:\.\w+)?\(/mu.test(text)) return 'test';
  return runner === 'mocha' || /^\s*it(?:\.\w+)?\(/mu.test(text) ? 'it' : 'test';
}

/** Node finds files by their whole name; the other runners add the ending. */
function importsBy(packageJson: string | undefined, text: string, runner: TestRunner): TestStyle['imports'] {
  return runner === 'node:test' && (text === '' || packageJson === undefined || /"type":\s*"module"/u.test(packageJson)) ? '.ts' : 'bare';
}

function runnerOf(packageJson: string, test: string): TestRunner {
  if (/from\s+['"]vitest['"]/u.test(test)) return 'vitest';
  if (/['"]@jest\/globals['"]|\bjest\./u.test(test)) return 'jest';
  if (/['"]node:test['"]/u.test(test)) return 'node:test';
  const named = dependenciesOf(packageJson);
  if (named.has('vitest')) return 'vitest';
  if (named.has('jest')) return 'jest';
  if (/node\s+(?:[^&|"]*\s)?--test\b/u.test(packageJson)) return 'node:test';
  return named.has('mocha') ? 'mocha' : 'node:test';
}

function dependenciesOf(packageJson: string): ReadonlySet<string> {
  try {
    const parsed = JSON.parse(packageJson) as { dependencies?: object; devDependencies?: object };
    return new Set([...Object.keys(parsed.dependencies ?? {}), ...Object.keys(parsed.devDependencies ?? {})]);
  } catch {
    return new Set();
  }
}
