import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { compileForHost } from '../host/compileForHost.ts';
import { copyPlayground } from '../host/playgroundRepository.ts';
import { runInHost } from '../host/runInHost.ts';
import { artefacts, checkout } from '../host/startVscode.ts';
import type { HostTestResult } from './run.ts';

const playground = copyPlayground({ history: 'mixed' });
const testEntry = await compileForHost(join(checkout, 'test/integration/run.ts'), join(artefacts, 'compiled/integration.cjs'));
const resultsFile = join(artefacts, 'compiled/integration-results.json');
await runInHost({
  workspace: playground.root,
  name: 'integration',
  testEntry,
  resultsFile,
  suggestions: [
    {
      file: 'src/retry.ts',
      after: 'export const once',
      insert:
        ' = async (work: () => Promise<void>, log: (problem: unknown) => void) => {\n  try {\n    await work();\n  } catch (problem) {\n    log(problem);\n  }\n};',
    },
  ],
});
playground.dispose();
const results = JSON.parse(readFileSync(resultsFile, 'utf8')) as readonly HostTestResult[];

for (const { title, failure, figures } of results) {
  test(title, (context) => {
    if (figures !== undefined) context.diagnostic(figures);
    assert.equal(failure, undefined, failure);
  });
}
