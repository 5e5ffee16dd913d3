import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interruptedLoops } from '../../../src/analysis/facts/interruptedLoops.ts';
import { sentences } from '../unitIn.ts';

test('a loop that a failure cuts off half way is named', () => {
  const text = 'async function send(mails) {\n  for (const mail of mails) {\n    await smtp.send(mail);\n  }\n}';
  assert.deepEqual(sentences(interruptedLoops, text), [
    'When `smtp.send` fails for a later `mail`, those before it stay done and the rest never start.',
  ]);
});

test('a catch around the loop adds what callers get instead', () => {
  const text = (handler: string): string =>
    `async function saveAll(store, rows) {\n  try {\n    for (const row of rows) await store.save(row);\n    return true;\n  } catch {\n    ${handler}\n  }\n}`;
  assert.deepEqual(sentences(interruptedLoops, text('return false;')), [
    'When `store.save` fails for a later `row`, those before it stay done and the rest never start; callers get only `false`.',
  ]);
  assert.deepEqual(sentences(interruptedLoops, text('note();')), [
    'When `store.save` fails for a later `row`, those before it stay done and the rest never start: the `catch` on line 5 stands outside the loop.',
  ]);
});

test('a failure handled in its own round, a job taken back as a whole, and rounds that leave nothing behind are no news', () => {
  const said = (body: string): readonly string[] => sentences(interruptedLoops, `async function send(mails) { ${body} }`);
  assert.deepEqual(said('for (const mail of mails) { try { await smtp.send(mail); } catch { log(); } }'), []);
  assert.deepEqual(said('try { for (const mail of mails) await db.insert(mail); } catch { await db.rollback(); }'), []);
  assert.deepEqual(said('for (const mail of mails) await check(mail);'), []);
  assert.deepEqual(said('for (const mail of mails) await smtp.send(mail).catch(() => {});'), []);
});

test('a listener that throws keeps the others from being called', () => {
  const text = (step: string): string => `function emit(listeners, event) { ${step} }`;
  const said = ['When `listener` throws, those after it are not called, and the error goes to whoever called this.'];
  assert.deepEqual(sentences(interruptedLoops, text('listeners.forEach((listener) => listener(event));')), said);
  assert.deepEqual(sentences(interruptedLoops, text('for (const listener of listeners) { listener(event); }')), said);
  assert.deepEqual(sentences(interruptedLoops, text('listeners.forEach((listener) => add(listener));')), []);
  assert.deepEqual(sentences(interruptedLoops, text('try { listeners.forEach((listener) => listener(event)); } catch {}')), []);
});
