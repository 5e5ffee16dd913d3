import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { describeActivation } from './activation.ts';
import { describeLargeFile } from './largeFile.ts';
import { describeModelTools } from './modelTools.ts';
import { describeSuggestion } from './suggestion.ts';

/** What each test came to, written to the file named by `UNDERSTAND_TEST_RESULTS`. */
export interface HostTestResult {
  readonly title: string;
  readonly failure?: string;
  /** What was measured, for whoever reads the run. */
  readonly figures?: string;
}

/** The entry VS Code calls inside its extension host. Settles when every test has run; rejects when one failed. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: class {} as unknown as Mocha.ReporterConstructor });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  describeActivation();
  describeModelTools();
  describeSuggestion();
  const figures = new Map<string, string>();
  describeLargeFile((times) => figures.set('a file of five thousand lines', JSON.stringify(times)));
  const figuresOf = (test: Mocha.Test): Pick<HostTestResult, 'figures'> => {
    const found = figures.get(test.parent?.title ?? '');
    return found === undefined ? {} : { figures: found };
  };
  const results: HostTestResult[] = [];
  const failures = await new Promise<number>((resolve) => {
    mocha
      .run(resolve)
      .on('pass', (test) => results.push({ title: test.fullTitle(), ...figuresOf(test) }))
      .on('pending', (test) => results.push({ title: test.fullTitle(), failure: 'a skipped test shows nothing' }))
      .on('fail', (test, error: unknown) =>
        results.push({ title: test.fullTitle(), failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
  const target = process.env['UNDERSTAND_TEST_RESULTS'];
  if (target !== undefined) writeFileSync(target, JSON.stringify(results));
  if (failures > 0) throw new Error(`${String(failures)} tests failed in the extension host`);
}
