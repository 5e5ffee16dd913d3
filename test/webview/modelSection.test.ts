import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Snapshot } from '../../src/protocol.ts';
import type { ModelSection } from '../../src/terms/model.ts';
import { modelPanels } from './modelPanels.ts';
import { unit } from './screens.ts';
import { startSidebarBrowser } from './sidebarBrowser.ts';
import type { OpenSidebar, SidebarBrowser } from './sidebarBrowser.ts';

let browser: SidebarBrowser;
let sidebar: OpenSidebar;
const unitKey = unit.key;

before(async () => {
  browser = await startSidebarBrowser();
});
beforeEach(async () => {
  sidebar = await browser.open({ width: 320, height: 900 });
  await sidebar.useTheme('dark');
});
afterEach(() => sidebar.close());
after(() => browser.close());

function screenOf(model: ModelSection): Snapshot {
  return { trusted: true, engine: 'ready', pinned: false, changes: [], screen: { kind: 'unit', canReveal: true, unit, model } };
}

function panel(name: string): Snapshot {
  return screenOf(modelPanels[name] ?? assert.fail(name));
}

const lastSent = async () => (await sidebar.sent()).at(-1);
const press = async (name: string): Promise<void> => await sidebar.page.getByRole('button', { name, exact: true }).press('Enter');

test('a preset, a question of one’s own and "what would break if" are each one message', async () => {
  await sidebar.show(screenOf({ panel: { kind: 'idle' } }));
  await press('Why this way?');
  assert.deepEqual(await lastSent(), { type: 'askModel', unitKey, kind: 'why' });
  await sidebar.page.keyboard.press('ArrowRight');
  await sidebar.page.keyboard.press('Enter');
  assert.deepEqual(await lastSent(), { type: 'askModel', unitKey, kind: 'example' });
  const field = sidebar.page.getByLabel('Your question');
  await field.fill('Does it lock?');
  await field.press('Enter');
  assert.deepEqual(await lastSent(), { type: 'askModel', unitKey, kind: 'free', text: 'Does it lock?' });
  await press('What would break if …');
  assert.equal(await sidebar.focusedName(), 'Your question');
  await sidebar.page.keyboard.type('notify were skipped?');
  await press('Ask');
  assert.deepEqual(await lastSent(), { type: 'askModel', unitKey, kind: 'break', text: 'notify were skipped?' });
});

test('an empty question is not sent, and why is said', async () => {
  await sidebar.show(screenOf({ panel: { kind: 'idle' } }));
  const before = (await sidebar.sent()).length;
  await press('Ask');
  assert.equal((await sidebar.sent()).length, before);
  assert.equal(await sidebar.page.getByRole('status').innerText(), 'Write a question first.');
});

test('consent shows every part that would be sent and takes the focus to what is asked', async () => {
  await sidebar.show({ ...panel('consent'), focus: { token: 1 } });
  await sidebar.show({ ...panel('consent'), focus: { token: 2 } });
  assert.equal(await sidebar.focusedName(), 'Send this to api.anthropic.com?');
  for (const text of ['claude-sonnet-4-5', '742', '5,310', 'GITHUB TOKEN, password'])
    assert.ok((await sidebar.page.locator('.model').innerText()).includes(text), text);
  for (const part of await sidebar.page.locator('.payload').all()) assert.ok(((await part.textContent()) ?? '').length > 10);
  assert.equal(await sidebar.page.locator('.payload').count(), 3);
  for (const [button, choice] of [
    ['Send once', 'once'],
    ['Always in this workspace', 'always'],
    ['Keep local', 'local'],
  ] as const) {
    await press(button);
    assert.deepEqual(await lastSent(), { type: 'consentToModel', unitKey, choice });
  }
});

test('where there is no folder "always" is not offered', async () => {
  await sidebar.show(panel('consent without a folder'));
  assert.equal(await sidebar.page.getByRole('button', { name: 'Always in this workspace' }).count(), 0);
});

test('a streaming answer is busy, can be stopped, says nothing token by token, and leaves the proven facts above it', async () => {
  await sidebar.show(panel('asked'));
  const said = await sidebar.page.getByRole('status').innerText();
  await sidebar.show(panel('streaming'));
  assert.equal(await sidebar.page.locator('.model').getAttribute('aria-busy'), 'true');
  assert.equal(await sidebar.page.getByRole('status').innerText(), said);
  assert.equal(await sidebar.page.locator('.model [aria-live]').count(), 0);
  const facts = await sidebar.page.locator('.sentences').first().boundingBox();
  const words = await sidebar.page.locator('.said').boundingBox();
  assert.ok(facts !== null && words !== null && facts.y < words.y);
  await press('Stop');
  assert.deepEqual(await lastSent(), { type: 'stopModel', unitKey });
});

test('the focus stays in the section when what had it goes', async () => {
  await sidebar.show(panel('consent'));
  await sidebar.page.getByRole('button', { name: 'Send once' }).focus();
  await sidebar.show(panel('asked'));
  assert.equal(await sidebar.focusedName(), 'Ask a model: Why this way?');
});

test('a struck sentence stays readable, is struck, and says why', async () => {
  await sidebar.show(panel('answered'));
  const struck = sidebar.page.locator('.said s');
  assert.equal(await struck.count(), 2);
  const text = await sidebar.page.locator('.model').innerText();
  assert.ok(text.includes('names refundLater, which is not in this code'));
  assert.ok(text.includes('2 of its 4 sentences are struck'));
  assert.ok(text.includes('Said by a model; it may be wrong'));
  await press('Withdraw');
  assert.deepEqual(await lastSent(), { type: 'withdrawConsent', unitKey });
});

test('each failure offers what helps', async () => {
  await sidebar.show(panel('no model'));
  await press('Open the settings');
  assert.deepEqual(await lastSent(), { type: 'setUpModel', what: 'open-settings' });
  await press('Try again');
  assert.deepEqual(await lastSent(), { type: 'askModelAgain', unitKey });
});

test('own words are written first, survive hiding the view, and are compared on demand', async () => {
  await sidebar.show(screenOf({ panel: { kind: 'idle' } }));
  await sidebar.page.getByText('In my own words').click();
  await sidebar.page.getByLabel('What does it do, and what can go wrong?').fill('It charges first.');
  await sidebar.reload();
  await sidebar.show(screenOf({ panel: { kind: 'idle' } }));
  assert.equal(await sidebar.page.getByLabel('What does it do, and what can go wrong?').inputValue(), 'It charges first.');
  await press('Compare with what is proven');
  assert.deepEqual(await lastSent(), { type: 'reviewOwnWords', unitKey, text: 'It charges first.' });
  await sidebar.show(panel('own words compared'));
  const text = await sidebar.page.locator('.own-words').innerText();
  for (const part of ['You touch on 1 of 3 proven facts', 'You do not mention', 'Does not agree with what is proven'])
    assert.ok(text.includes(part), part);
  await press('Ask a model to comment on it');
  assert.deepEqual(await lastSent(), { type: 'askModel', unitKey, kind: 'comment', text: 'It charges first.' });
});
