import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../host/until.ts';
import { openWindow, repositoryForEditors } from '../builders/editorOver.ts';

const old = ['export function total(prices: number[]) {', '  return sum(prices);', '}', ''].join('\n');
const suggested = 'export const discount = (cents: number) => Math.round(cents * 0.9);\n';
const written = [
  'export async function retry(send: () => Promise<number>): Promise<number> {',
  '  const first = await send().catch(() => undefined);',
  '  if (first !== undefined) return first;',
  '  return await send();',
  '}',
  '',
].join('\n');
const typed = 'export const shipping = (weight: number) => weight * rate;\n';

test('what was typed and put into a stash is known when it comes back after the window was reloaded', async (context) => {
  const shop = repositoryForEditors(context);
  shop.repository.write('cart.ts', old);
  shop.repository.commit('first', { at: shop.clock.now() });
  const first = await openWindow(context, shop);
  await first.open('cart.ts');
  await first.type('cart.ts', typed);
  await first.accept('cart.ts', suggested);
  await first.save('cart.ts');
  await first.expect('cart.ts', ['unknown', 'unknown', 'unknown', 'human', 'ai']);
  shop.repository.git('stash', '--quiet');
  await first.readAgain('cart.ts');
  await first.expect('cart.ts', ['unknown', 'unknown', 'unknown']);
  await first.end();

  const second = await openWindow(context, shop);
  await second.open('cart.ts');
  await second.type('cart.ts', 'export const rate = 3;\n', 'export function');
  await second.save('cart.ts');
  shop.repository.git('commit', '--quiet', '--all', '-m', 'Rate');
  await second.headMoved();
  shop.repository.git('stash', 'pop', '--quiet');
  await second.readAgain('cart.ts');
  await second.expect('cart.ts', ['human', 'unknown', 'unknown', 'unknown', 'human', 'ai']);
});

test('a commit that was made and left behind before anyone looked is known when it comes back', async (context) => {
  const shop = repositoryForEditors(context);
  shop.repository.write('cart.ts', old);
  shop.repository.commit('first', { at: shop.clock.now() });
  const window = await openWindow(context, shop);
  await window.headMoved();
  await window.open('cart.ts');
  await window.type('cart.ts', typed);
  await window.save('cart.ts');
  shop.repository.git('checkout', '--quiet', '-b', 'topic');
  shop.repository.commit('Shipping', { at: shop.clock.now() });
  shop.repository.git('checkout', '--quiet', 'main');
  await window.readAgain('cart.ts');
  await window.headMoved();
  await window.close('cart.ts');
  shop.repository.git('mv', 'cart.ts', 'basket.ts');
  shop.repository.commit('Rename', { at: shop.clock.now() + 60_000 });
  shop.repository.git('merge', '--quiet', 'topic');
  await window.headMoved();
  await window.open('basket.ts');
  await window.expect('basket.ts', ['unknown', 'unknown', 'unknown', 'human']);
});

test('a file that was renamed outside the editor keeps who wrote it, also when it is edited after', async (context) => {
  const shop = repositoryForEditors(context);
  shop.repository.write('cart.ts', old);
  shop.repository.commit('first', { at: shop.clock.now() });
  const window = await openWindow(context, shop);
  await window.open('cart.ts');
  await window.type('cart.ts', typed);
  await window.accept('cart.ts', suggested);
  await window.save('cart.ts');
  shop.repository.git('mv', 'cart.ts', 'basket.ts');
  await window.readAgain('cart.ts');
  await window.open('basket.ts');
  await window.expect('basket.ts', ['unknown', 'unknown', 'unknown', 'human', 'ai']);
  await window.type('basket.ts', 'export const mine = 1;\n', 'export const discount');
  await window.save('basket.ts');
  await window.expect('basket.ts', ['unknown', 'unknown', 'unknown', 'human', 'human', 'ai']);
});

test('two windows show one file: what is typed in one is no unknown write in the other, and neither forgets it', async (context) => {
  const shop = repositoryForEditors(context);
  shop.repository.write('cart.ts', old);
  shop.repository.commit('first', { at: shop.clock.now() });
  const [left, right] = [await openWindow(context, shop, 'left'), await openWindow(context, shop, 'right')];
  await left.open('cart.ts');
  await right.open('cart.ts');
  await left.type('cart.ts', typed);
  await left.save('cart.ts');
  await right.readAgain('cart.ts');
  const known = ['unknown', 'unknown', 'unknown', 'human'];
  await right.expect('cart.ts', known);
  await right.accept('cart.ts', suggested);
  await right.save('cart.ts');
  await left.readAgain('cart.ts');
  await left.expect('cart.ts', [...known, 'ai']);
  await left.end();
  await right.end();
  const again = await openWindow(context, shop);
  await again.open('cart.ts');
  await again.expect('cart.ts', [...known, 'ai']);
});

test('an agent rewrites a file that has unsaved changes: what the person keeps stays theirs, what the agent wrote is not', async (context) => {
  const shop = repositoryForEditors(context);
  shop.repository.write('cart.ts', old);
  shop.repository.commit('first', { at: shop.clock.now() });
  const window = await openWindow(context, shop);
  await window.open('cart.ts');
  await window.type('cart.ts', typed);
  shop.repository.write('cart.ts', `${old}export const agent = () => undefined;\n`);
  await window.readAgain('cart.ts');
  await window.expect('cart.ts', ['unknown', 'unknown', 'unknown', 'human']);
  await window.save('cart.ts');
  await window.expect('cart.ts', ['unknown', 'unknown', 'unknown', 'human']);
  shop.repository.write('cart.ts', `${old}export const agent = () => undefined;\n${typed}`);
  await window.readAgain('cart.ts');
  await window.expect('cart.ts', ['unknown', 'unknown', 'unknown', 'unknown', 'human']);
});

test('git turns line ends, and nobody is taken for their writer', async (context) => {
  const shop = repositoryForEditors(context);
  shop.repository.write('cart.ts', old);
  shop.repository.commit('first', { at: shop.clock.now() });
  const window = await openWindow(context, shop);
  await window.headMoved();
  await window.open('cart.ts');
  await window.type('cart.ts', typed);
  await window.accept('cart.ts', suggested);
  await window.save('cart.ts');
  shop.repository.commit('Shipping', { at: shop.clock.now() });
  await window.headMoved();
  shop.repository.git('config', 'core.autocrlf', 'true');
  shop.repository.remove('cart.ts');
  shop.repository.git('checkout', '--quiet', '--', 'cart.ts');
  await window.readAgain('cart.ts');
  const known = ['unknown', 'unknown', 'unknown', 'human', 'ai'];
  await window.expect('cart.ts', known);
  await window.type('cart.ts', 'export const mine = 1;\r\n');
  await window.save('cart.ts');
  await window.expect('cart.ts', [...known, 'human']);
  shop.repository.git('commit', '--quiet', '--all', '-m', 'Mine');
  await window.headMoved();
  await window.end();
  shop.repository.git('config', 'core.autocrlf', 'false');
  shop.repository.remove('cart.ts');
  shop.repository.git('checkout', '--quiet', '--', 'cart.ts');
  shop.repository.git('mv', 'cart.ts', 'basket.ts');
  shop.repository.git('commit', '--quiet', '--all', '-m', 'Rename');
  const later = await openWindow(context, shop);
  await later.headMoved();
  await later.open('basket.ts');
  await later.expect('basket.ts', [...known, 'human']);
});

test('a merge whose conflict was solved by hand: each side keeps its writer, and the lines between are the hand’s', async (context) => {
  const shop = repositoryForEditors(context);
  shop.repository.write('cart.ts', old);
  shop.repository.commit('first', { at: shop.clock.now() });
  const window = await openWindow(context, shop);
  await window.headMoved();
  await window.open('cart.ts');
  shop.repository.git('checkout', '--quiet', '-b', 'topic');
  await window.accept('cart.ts', suggested);
  await window.save('cart.ts');
  shop.repository.commit('Discount', { at: shop.clock.now() });
  await window.headMoved();
  shop.repository.git('checkout', '--quiet', 'main');
  await window.readAgain('cart.ts');
  await window.headMoved();
  await window.type('cart.ts', typed);
  await window.save('cart.ts');
  shop.repository.commit('Shipping', { at: shop.clock.now() });
  await window.headMoved();
  try {
    shop.repository.git('merge', '--quiet', 'topic');
  } catch {
    await window.readAgain('cart.ts');
  }
  for (const marker of ['<<<<<<< HEAD\n', '=======\n', '>>>>>>> topic\n'])
    await window.replace('cart.ts', marker, '', { selection: 'keyboard', atCaret: true });
  await window.type('cart.ts', 'export const both = shipping(1) + discount(1);\n');
  await window.save('cart.ts');
  const known = ['unknown', 'unknown', 'unknown', 'human', 'ai', 'human'];
  await window.expect('cart.ts', known);
  shop.repository.commit('Merge topic', { at: shop.clock.now() });
  await window.headMoved();
  await window.end();
  shop.repository.git('mv', 'cart.ts', 'basket.ts');
  shop.repository.write('basket.ts', `// shop\n${shop.repository.read('basket.ts')}`);
  shop.repository.commit('Rename', { at: shop.clock.now() + 60_000 });
  const later = await openWindow(context, shop);
  await later.headMoved();
  await later.open('basket.ts');
  await later.expect('basket.ts', ['unknown', ...known]);
});

test('an amend and a rebase that splits the commit keep the suggested and the typed lines apart', async (context) => {
  const shop = repositoryForEditors(context);
  shop.repository.write('cart.ts', old);
  shop.repository.write('pay.ts', old);
  shop.repository.commit('first', { at: shop.clock.now() });
  const window = await openWindow(context, shop);
  await window.headMoved();
  await window.open('cart.ts');
  await window.open('pay.ts');
  await window.accept('cart.ts', suggested);
  await window.type('pay.ts', typed);
  await window.save('cart.ts');
  await window.save('pay.ts');
  shop.repository.git('commit', '--quiet', '--all', '-m', 'Both');
  await window.headMoved();
  await window.type('cart.ts', 'export const mine = 1;\n');
  await window.save('cart.ts');
  shop.repository.git('commit', '--quiet', '--all', '--amend', '-m', 'Both, amended');
  await window.headMoved();
  await window.end();
  // As `edit` in an interactive rebase does: the commit is taken apart and made anew in two, with nobody watching.
  shop.repository.git('reset', '--quiet', 'HEAD~1');
  shop.repository.git('commit', '--quiet', '-m', 'Cart', 'cart.ts');
  shop.repository.git('commit', '--quiet', '-m', 'Pay', 'pay.ts');
  for (const [from, to] of [
    ['cart.ts', 'src/cart.ts'],
    ['pay.ts', 'src/pay.ts'],
  ] as const) {
    shop.repository.write(to, `// moved\n${shop.repository.read(from)}`);
    shop.repository.remove(from);
  }
  shop.repository.commit('Move', { at: shop.clock.now() + 60_000 });
  const later = await openWindow(context, shop);
  await later.open('src/cart.ts');
  await later.open('src/pay.ts');
  await later.expect('src/cart.ts', ['unknown', 'unknown', 'unknown', 'unknown', 'ai', 'human']);
  await later.expect('src/pay.ts', ['unknown', 'unknown', 'unknown', 'unknown', 'human']);
});

test('a repository inside the folder, as a submodule is, answers for its own files', async (context) => {
  const shop = repositoryForEditors(context);
  shop.repository.write('README.md', 'Shop\n');
  shop.repository.commit('first', { at: shop.clock.now() });
  const inner = (...args: readonly string[]): string => shop.repository.git('-C', 'inner', ...args);
  shop.repository.git('init', '--quiet', '--initial-branch=main', 'inner');
  for (const [name, value] of [
    ['user.name', 'Ada'],
    ['user.email', 'ada@example.org'],
  ] as const)
    inner('config', name, value);
  shop.repository.write('inner/cart.ts', old);
  inner('add', '--all');
  inner('commit', '--quiet', '-m', 'Cart');
  const window = await openWindow(context, shop);
  await window.headMoved('inner');
  await window.open('inner/cart.ts');
  await window.type('inner/cart.ts', typed);
  await window.accept('inner/cart.ts', suggested);
  await window.save('inner/cart.ts');
  inner('checkout', '--quiet', '-b', 'topic');
  inner('commit', '--quiet', '--all', '-m', 'Shipping');
  await window.headMoved('inner');
  const before = window.over.changes().length;
  inner('checkout', '--quiet', 'main');
  await window.readAgain('inner/cart.ts');
  await window.headMoved('inner');
  await window.expect('inner/cart.ts', ['unknown', 'unknown', 'unknown']);
  await window.close('inner/cart.ts');
  shop.repository.write('inner/agent.ts', written);
  await window.readAgain('inner/agent.ts');
  await until(() => window.over.changes().length > before || undefined);
  const titles = window.over.changes().map(({ title }) => title);
  assert.deepEqual(titles.slice(0, titles.length - before), ['inner/agent.ts written outside the editor'], 'a checkout is nobody’s write');
  shop.repository.remove('inner/agent.ts');
  inner('mv', 'cart.ts', 'basket.ts');
  inner('commit', '--quiet', '-m', 'Rename');
  inner('merge', '--quiet', '--no-edit', 'topic');
  await window.headMoved('inner');
  await window.open('inner/basket.ts');
  await window.expect('inner/basket.ts', ['unknown', 'unknown', 'unknown', 'human', 'ai']);
});
