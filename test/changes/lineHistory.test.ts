import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { added, base, claude, createNotedRepository, minute, sixUnknown, start } from '../builders/notedRepository.ts';
import type { NotedRepository } from '../builders/notedRepository.ts';

let fixture: NotedRepository;
beforeEach(() => {
  fixture = createNotedRepository();
});
afterEach(() => fixture.dispose());

test('a note decides about the lines its commit added, and the line says how it is known', async () => {
  const commit = fixture.agentAddsTwo();
  assert.deepEqual(await fixture.verdicts('a.ts'), [...sixUnknown, 'ai 0.95', 'ai 0.95', 'ai 0.95', 'ai 0.95']);
  const { origin } = (await fixture.lines('a.ts'))[7] ?? {};
  assert.deepEqual(
    [origin?.tool, origin?.model, origin?.session, origin?.evidence],
    [
      'claude',
      'opus',
      'session-1',
      [
        {
          source: 'git-ai-note',
          strength: 0.95,
          where: `git-ai note of commit ${commit.slice(0, 10)}`,
          why: 'git-ai recorded that claude wrote this line.',
        },
      ],
    ],
  );
});

test('code without any record is unknown, also what was there before the first commit', async () => {
  fixture.write('a.ts', base);
  fixture.commit('Import the old sources');
  assert.deepEqual(await fixture.verdicts('a.ts'), sixUnknown);
  assert.deepEqual((await fixture.lines('a.ts'))[0]?.origin, { kind: 'unknown', confidence: 0, evidence: [] });
});

test('a line that is not committed is unknown, whoever wrote its neighbours', async () => {
  fixture.agentAddsTwo();
  fixture.write('a.ts', fixture.read('a.ts').replace('  return total', '  log(total);\n  return total'));
  assert.deepEqual((await fixture.verdicts('a.ts')).slice(6), ['ai 0.95', 'ai 0.95', 'unknown', 'ai 0.95', 'ai 0.95']);
  assert.equal(await fixture.reasons('a.ts', 9), 'Not committed.');
});

test('what a stash brought back is not committed either', async () => {
  fixture.agentAddsTwo();
  fixture.write('a.ts', `${fixture.read('a.ts')}stashed();\n`);
  fixture.git('stash', '--quiet');
  fixture.git('stash', 'pop', '--quiet');
  assert.deepEqual((await fixture.verdicts('a.ts')).slice(9), ['ai 0.95', 'unknown']);
});

test('line ends of Windows in the working folder do not cut lines off from their history', async () => {
  fixture.agentAddsTwo();
  assert.deepEqual((await fixture.verdicts('a.ts', { text: `${base}${added}`.replaceAll('\n', '\r\n') })).slice(6, 8), [
    'ai 0.95',
    'ai 0.95',
  ]);
});

test('a commit that only converts line ends or indents anew leaves every line its origin', async () => {
  fixture.agentAddsTwo();
  fixture.write('a.ts', `${base}${added.replaceAll('  ', '\t')}`.replaceAll('\n', '\r\n'));
  fixture.commit('Format', { at: start + 2 * minute });
  assert.deepEqual((await fixture.verdicts('a.ts')).slice(6), ['ai 0.95', 'ai 0.95', 'ai 0.95', 'ai 0.95']);
});

test('a person who rewrites an AI line and commits without any hook takes it over, and only it', async () => {
  fixture.agentAddsTwo();
  fixture.write('a.ts', fixture.read('a.ts').replace('price * count', 'price * count * (1 - discount)'));
  fixture.commit('Respect discounts', { at: start + 2 * minute });
  assert.deepEqual((await fixture.verdicts('a.ts')).slice(6), ['ai 0.95', 'unknown', 'ai 0.95', 'ai 0.95']);
});

test('an AI file that was emptied and rewritten by hand holds no AI line', async () => {
  fixture.agentAddsTwo();
  fixture.write('a.ts', '');
  fixture.commit('Start over', { at: start + 2 * minute });
  fixture.write('a.ts', 'export const written = byHand;\n}\n');
  fixture.commit('Rewrite', { at: start + 3 * minute });
  assert.deepEqual(await fixture.verdicts('a.ts'), ['unknown', 'unknown']);
});

test('blank lines are never human', async () => {
  fixture.write('a.ts', 'one();\n\ntwo();\n');
  fixture.note(fixture.commit('Agent', { at: start }), { 'a.ts': ['s_aa::t_1 1,3'] });
  assert.deepEqual(await fixture.verdicts('a.ts'), ['ai 0.95', 'unknown', 'ai 0.95']);
});

test('a line that the note leaves out is unknown even though the commit names an AI', async () => {
  fixture.write('a.ts', 'byAgent();\nbyHand();\n');
  fixture.note(fixture.commit(`Add\n\n${claude}\n`, { at: start }), { 'a.ts': ['s_aa::t_1 1'] });
  assert.deepEqual(await fixture.verdicts('a.ts'), ['ai 0.95', 'unknown']);
  assert.match(await fixture.reasons('a.ts', 2), /this line is not among them/u);
});

test('a line that an editor saved is not called human where the commit names an AI', async () => {
  fixture.write('a.ts', 'one();\ntwo();\n');
  fixture.note(fixture.commit(`Add\n\n${claude}\n`, { at: start }), { 'a.ts': ['h_0123456789abcd 1-2'] });
  assert.deepEqual(await fixture.verdicts('a.ts'), ['unknown', 'unknown']);
});

test('a line that an editor saved is probably human where nothing speaks against it', async () => {
  fixture.write('a.ts', 'one();\n');
  fixture.note(fixture.commit('Add', { at: start }), { 'a.ts': ['h_0123456789abcd 1'] });
  assert.deepEqual(await fixture.verdicts('a.ts'), ['human 0.7']);
});

test('an empty note leaves the word to the commit', async () => {
  fixture.write('a.ts', 'one();\n');
  fixture.note(fixture.commit(`Add\n\n${claude}\n`, { at: start }), {});
  assert.deepEqual(await fixture.verdicts('a.ts'), ['ai 0.7']);
});

test('a trailer gives probably AI to the lines of its commit and to no others', async () => {
  fixture.write('a.ts', 'old();\n');
  fixture.commit('first', { at: start });
  fixture.write('a.ts', 'old();\nnew();\n');
  fixture.commit(`Add\n\n${claude}\n`, { at: start + minute });
  assert.deepEqual(await fixture.verdicts('a.ts'), ['unknown', 'ai 0.7']);
});

test('lines that a merge commit resolved are unknown, whatever it says of itself', async () => {
  fixture.write('a.ts', 'one();\n');
  fixture.commit('first', { at: start });
  fixture.git('checkout', '--quiet', '-b', 'topic');
  fixture.write('a.ts', 'topic();\n');
  fixture.commit('topic', { at: start + minute });
  fixture.git('checkout', '--quiet', 'main');
  fixture.write('a.ts', 'main();\n');
  fixture.commit('main', { at: start + minute });
  assert.throws(() => fixture.git('merge', '--quiet', 'topic'));
  fixture.write('a.ts', 'resolved();\n');
  fixture.commit(`Merge\n\n${claude}\n`, { at: start + 2 * minute });
  assert.deepEqual(await fixture.verdicts('a.ts'), ['unknown']);
});

test('a note copied onto an unrelated commit claims nothing', async () => {
  fixture.write('a.ts', base);
  fixture.commit('first', { at: start });
  fixture.write('a.ts', `${base}byHand();\n`);
  fixture.note(fixture.commit('Upstream', { at: start + minute }), { 'a.ts': ['s_aa::t_1 1-6'], 'gone.ts': ['s_aa::t_1 1-900'] });
  assert.deepEqual(await fixture.verdicts('a.ts'), [...sixUnknown, 'unknown']);
});

test('a note that claims more than its commit added is weaker', async () => {
  fixture.write('a.ts', 'old();\n');
  fixture.commit('first', { at: start });
  fixture.write('a.ts', 'old();\nnew();\n');
  fixture.note(fixture.commit('second', { at: start + minute }), { 'a.ts': ['s_aa::t_1 1-2'] });
  assert.deepEqual(await fixture.verdicts('a.ts'), ['unknown', 'ai 0.8']);
});

test('a version bump has no AI line, whatever its cumulative note repeats', async () => {
  fixture.write('package.json', '{\n  "version": "1.0.0"\n}\n');
  fixture.write('src/daemon.ts', 'run();\n');
  fixture.commit('first', { at: start });
  fixture.write('package.json', '{\n  "version": "1.0.1"\n}\n');
  const author = { name: 'release', email: '41898282+github-actions[bot]@users.noreply.github.com' };
  fixture.note(fixture.commit('chore: bump version to 1.0.1', { at: start + minute, author }), {
    'package.json': ['s_aa::t_1 1-3'],
    'src/daemon.ts': ['s_aa::t_1 1'],
  });
  assert.deepEqual(await fixture.verdicts('package.json'), ['unknown', 'unknown', 'unknown']);
  assert.match(await fixture.reasons('package.json', 2), /only raises a version/u);
});

test('nobody wrote a lockfile', async () => {
  fixture.write('package-lock.json', '{}\n');
  fixture.note(fixture.commit(`Add a dependency\n\n${claude}\n`), { 'package-lock.json': ['s_aa::t_1 1'] });
  assert.deepEqual(await fixture.verdicts('package-lock.json'), ['unknown']);
});

test('after a renaming a line still leads to its note under the old name', async () => {
  fixture.agentAddsTwo();
  fixture.git('mv', 'a.ts', 'b é.ts');
  fixture.commit('Rename', { at: start + 2 * minute });
  assert.deepEqual((await fixture.verdicts('b é.ts')).slice(5), ['unknown', 'ai 0.95', 'ai 0.95', 'ai 0.95', 'ai 0.95']);
});

test('a person’s lines that an AI commit only moved within the file stay unknown', async () => {
  const helper = ['function helper() {', '  const first = readSettings(file);', '  return normalise(first, defaults);', '}', ''].join('\n');
  fixture.write('a.ts', `${helper}${base}`);
  fixture.commit('first', { at: start });
  fixture.write('a.ts', `${base}${helper}newByAgent();\n`);
  fixture.commit(`Order the functions\n\n${claude}\n`, { at: start + minute });
  assert.deepEqual(await fixture.verdicts('a.ts'), [...sixUnknown, 'unknown', 'unknown', 'unknown', 'unknown', 'ai 0.7']);
});

test('a person’s lines that an AI commit moved into a new file are unknown, and those it wrote there are AI', async () => {
  fixture.write('a.ts', `${base}${added}`);
  fixture.commit('first', { at: start });
  fixture.write('a.ts', base);
  fixture.write('two.ts', `import { price } from './price.ts';\n${added}`);
  fixture.commit(`Move two\n\n${claude}\n`, { at: start + minute });
  assert.deepEqual(await fixture.verdicts('two.ts'), ['ai 0.7', 'unknown', 'unknown', 'unknown', 'unknown']);
  assert.match(await fixture.reasons('two.ts', 3), /may only have moved this/u);
});
