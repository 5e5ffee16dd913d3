import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { added, base, createNotedRepository, minute, start } from '../builders/notedRepository.ts';
import type { NotedRepository } from '../builders/notedRepository.ts';

let fixture: NotedRepository;
beforeEach(() => {
  fixture = createNotedRepository();
});
afterEach(() => fixture.dispose());

test('after a rebase the note is found by the text, and the line says where it is inherited from', async () => {
  fixture.write('a.ts', base);
  fixture.commit('first', { at: start });
  fixture.git('checkout', '--quiet', '-b', 'topic');
  fixture.write('a.ts', `${base}${added}`);
  const old = fixture.commit('Add two', { at: start + minute });
  fixture.note(old, { 'a.ts': ['s_aa::t_1 7-10'] });
  fixture.git('checkout', '--quiet', 'main');
  fixture.write('a.ts', `// header\n${base}`);
  fixture.commit('Header', { at: start + 2 * minute });
  fixture.git('checkout', '--quiet', 'topic');
  fixture.git('rebase', '--quiet', 'main');
  assert.deepEqual((await fixture.verdicts('a.ts')).slice(7), ['ai 0.85', 'ai 0.85', 'ai 0.85', 'ai 0.85']);
  assert.ok((await fixture.reasons('a.ts', 9)).includes(`Inherited from ${old.slice(0, 10)}`));
});

test('after an amend with another message only the text that was already there is inherited', async () => {
  fixture.agentAddsTwo();
  fixture.write('a.ts', fixture.read('a.ts').replace('price * count', 'sum(prices)'));
  fixture.git('add', '--all');
  fixture.git('commit', '--quiet', '--amend', '-m', 'Something else');
  assert.deepEqual((await fixture.verdicts('a.ts')).slice(6), ['ai 0.85', 'unknown', 'ai 0.85', 'ai 0.85']);
});

test('a cherry-pick inherits the note of what it picked', async () => {
  fixture.write('a.ts', base);
  fixture.commit('first', { at: start });
  fixture.git('checkout', '--quiet', '-b', 'topic');
  fixture.write('a.ts', `${base}${added}`);
  const picked = fixture.commit('Add two', { at: start + minute });
  fixture.note(picked, { 'a.ts': ['s_aa::t_1 7-10'] });
  fixture.git('checkout', '--quiet', 'main');
  fixture.write('b.ts', 'other();\n');
  fixture.commit('Other', { at: start + 2 * minute });
  fixture.git('cherry-pick', '-x', picked);
  assert.deepEqual((await fixture.verdicts('a.ts')).slice(6), ['ai 0.85', 'ai 0.85', 'ai 0.85', 'ai 0.85']);
});

test('a squash of AI commits and a person’s commit gives each line to whom it belongs', async () => {
  fixture.write('a.ts', base);
  fixture.commit('first', { at: start });
  fixture.git('checkout', '--quiet', '-b', 'topic');
  fixture.write('a.ts', `${base}${added}`);
  fixture.note(fixture.commit('Add the second function', { at: start + minute }), { 'a.ts': ['s_aa::t_1 7-10'] });
  fixture.write('a.ts', `${base}${added}const byHand = write(something);\n`);
  fixture.commit('Use it by hand', { at: start + 2 * minute });
  const last = `${base}${added}const byHand = write(something);\nexport function three() {\n  return thirdOf(total);\n}\n`;
  fixture.write('a.ts', last);
  fixture.note(fixture.commit('Add the third function', { at: start + 3 * minute }), { 'a.ts': ['s_aa::t_1 12-14'] });
  fixture.git('checkout', '--quiet', 'main');
  fixture.git('merge', '--quiet', '--squash', 'topic');
  fixture.commit('Totals (#12)\n\n* Add the second function\n\n* Use it by hand\n\n* Add the third function\n', { at: start + 4 * minute });
  fixture.git('branch', '--quiet', '-D', 'topic');
  const ai = 'ai 0.85';
  assert.deepEqual((await fixture.verdicts('a.ts')).slice(6), [ai, ai, ai, ai, 'unknown', ai, ai, ai]);
});

test('a commit with the same subject, author and time but another text inherits nothing', async () => {
  fixture.agentAddsTwo('Update');
  fixture.git('reset', '--quiet', '--hard', 'HEAD~1');
  fixture.write('a.ts', `${base}function other() {\n  return null;\n}\n`);
  fixture.commit('Update', { at: start + minute });
  assert.deepEqual((await fixture.verdicts('a.ts')).slice(6), ['unknown', 'unknown', 'unknown']);
});

test('short lines that a person typed like those of a dropped AI commit are not AI', async () => {
  fixture.write('a.ts', 'start();\n');
  fixture.commit('first', { at: start });
  fixture.write('a.ts', 'start();\nif (gone) {\n  return null;\n}\n');
  fixture.note(fixture.commit('Agent', { at: start + minute }), { 'a.ts': ['s_aa::t_1 2-4'] });
  fixture.git('reset', '--quiet', '--hard', 'HEAD~1');
  fixture.write('a.ts', 'start();\nif (missing) {\n  return null;\n}\n');
  fixture.commit('By hand, something else', { at: start + 2 * minute });
  assert.deepEqual(await fixture.verdicts('a.ts'), ['unknown', 'unknown', 'unknown', 'unknown']);
});

test('in the middle of a rebase what is committed so far is known', async () => {
  fixture.agentAddsTwo();
  fixture.git('checkout', '--quiet', '-b', 'topic', 'HEAD~1');
  fixture.write('a.ts', `${base}conflict();\n`);
  fixture.commit('Conflict', { at: start + 3 * minute });
  assert.throws(() => fixture.git('rebase', '--quiet', 'main'));
  const found = await fixture.verdicts('a.ts');
  assert.deepEqual([found.includes('ai 0.95'), found.includes('human 0.7')], [true, false]);
});

test('a branch that was squashed first and merged later still says who wrote the squashed lines', async () => {
  fixture.write('a.ts', base);
  fixture.commit('first', { at: start });
  fixture.git('checkout', '--quiet', '-b', 'topic');
  fixture.write('a.ts', `${base}${added}`);
  fixture.note(fixture.commit('Work on totals', { at: start + minute }), { 'a.ts': ['s_aa::t_1 7-10'] });
  fixture.git('checkout', '--quiet', 'main');
  fixture.git('merge', '--quiet', '--squash', 'topic');
  fixture.commit('Totals', { at: start + 2 * minute });
  const squashed = (await fixture.verdicts('a.ts')).slice(6);
  assert.deepEqual(squashed, ['ai 0.85', 'ai 0.85', 'ai 0.85', 'ai 0.85']);
  fixture.git('merge', '--quiet', '--no-edit', 'topic');
  assert.deepEqual((await fixture.verdicts('a.ts')).slice(6), squashed);
});

test('lines typed like those that an agent wrote into another file of the history are not inherited', async () => {
  fixture.write('a.ts', base);
  fixture.commit('first', { at: start });
  fixture.write('b.ts', added);
  fixture.note(fixture.commit('Agent', { at: start + minute }), { 'b.ts': ['s_aa::t_1 1-4'] });
  fixture.write('a.ts', `${base}${added}`);
  fixture.commit('By hand', { at: start + 2 * minute });
  assert.deepEqual((await fixture.verdicts('a.ts')).slice(6), ['unknown', 'unknown', 'unknown', 'unknown']);
});

test('a block that a person writes again in a file where an agent wrote the same before is not inherited', async () => {
  fixture.write('a.ts', base);
  fixture.commit('first', { at: start });
  fixture.write('a.ts', `${base}${added}`);
  fixture.note(fixture.commit('Agent', { at: start + minute }), { 'a.ts': ['s_aa::t_1 7-10'] });
  fixture.write('a.ts', base);
  fixture.commit('Take it out', { at: start + 2 * minute });
  fixture.write('a.ts', `${base}${added}`);
  fixture.commit('By hand', { at: start + 3 * minute });
  assert.deepEqual((await fixture.verdicts('a.ts')).slice(6), ['unknown', 'unknown', 'unknown', 'unknown']);
});
