import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ghostText, showDocument } from '../builders/trackedDocument.ts';
import type { TrackedDocumentDriver } from '../builders/trackedDocument.ts';

const first = 'export const one = 1;\n';
const suggested = 'function pay() {\n  charge(cents);\n  return undefined;\n}\n';
const fromGit = { knownToGit: () => Promise.resolve(true) };

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

/** A suggestion was accepted at the end and is gone again, as after a checkout. */
async function leftBehind(): Promise<TrackedDocumentDriver> {
  const document = showDocument(`${first}|`, fromGit);
  document.accept(suggested);
  document.clock.advance(2_000);
  document.replaceAll(first, { fromDisk: true });
  await settled();
  document.clock.advance(2_000);
  return document;
}

test('what git brings back beside other lines is known by its block', async () => {
  const document = await leftBehind();
  document.replaceAll(`// shop\n${first}${suggested}`, { fromDisk: true });
  await settled();
  assert.deepEqual(document.runs(), [
    ['unknown', `// shop\n${first}`],
    ['ai', suggested],
  ]);
});

test('a colleague’s function that ends as a suggestion did is not the suggestion’s', async () => {
  const document = await leftBehind();
  const theirs = 'function refund() {\n  giveBack(id);\n  return undefined;\n}\n';
  document.replaceAll(`${first}${theirs}`, { fromDisk: true });
  await settled();
  assert.deepEqual(document.runs(), [['unknown', `${first}${theirs}`]]);
});

test('one long line is known alone, unless it stands there twice', async () => {
  const line = 'const discounted = Math.round(cents * seasonalDiscount);\n';
  const document = showDocument(`${first}|`, fromGit);
  document.accept(line);
  document.replaceAll(first, { fromDisk: true });
  await settled();
  document.clock.advance(2_000);
  document.replaceAll(`a();\n${line}b();\n`, { fromDisk: true });
  await settled();
  assert.deepEqual(document.runs(), [
    ['unknown', 'a();\n'],
    ['ai', line],
    ['unknown', 'b();\n'],
  ]);
  document.clock.advance(2_000);
  document.replaceAll(`c();\n${line}d();\n${line}e();\n`, { fromDisk: true });
  await settled();
  assert.equal(document.runs().filter(([kind]) => kind === 'ai').length <= 1, true);
});

test('a state is kept though more is known of what replaces it', async () => {
  const document = await leftBehind();
  const other = `${first}const rate = 3;\n`;
  document.edit([{ offset: first.length, length: 0, text: 'const rate = 3;\n' }], ghostText);
  document.clock.advance(2_000);
  document.replaceAll(`${first}${suggested}`, { fromDisk: true });
  await settled();
  document.tracker.hidden(document.uri);
  const again = showDocument(`${first}${suggested}`, { ...fromGit, store: document.store, clock: document.clock });
  again.clock.advance(2_000);
  again.replaceAll(other, { fromDisk: true });
  await settled();
  assert.deepEqual(again.runs(), [
    ['unknown', first],
    ['ai', 'const rate = 3;\n'],
  ]);
});
