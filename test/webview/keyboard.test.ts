import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Snapshot } from '../../src/protocol.ts';
import { check, screens } from './screens.ts';
import { startSidebarBrowser } from './sidebarBrowser.ts';
import type { OpenSidebar, SidebarBrowser } from './sidebarBrowser.ts';

let browser: SidebarBrowser;
let sidebar: OpenSidebar;

before(async () => {
  browser = await startSidebarBrowser();
});
beforeEach(async () => {
  sidebar = await browser.open({ width: 300, height: 700 });
  await sidebar.useTheme('dark');
});
afterEach(() => sidebar.close());
after(() => browser.close());

function screen(name: string): Snapshot {
  return screens[name] ?? assert.fail(`No screen "${name}"`);
}

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await sidebar.page.keyboard.press(key);
}

/** Tabs until the focused element's name is `name`. */
async function tabTo(name: string): Promise<void> {
  const seen: string[] = [];
  for (let step = 0; step < 40; step++) {
    await press('Tab');
    const focused = await sidebar.focusedName();
    if (focused === name) return;
    seen.push(focused);
  }
  assert.fail(`"${name}" was not reached; Tab came by ${seen.join(' | ')}`);
}

test('from the explanation through question and answer to feedback and back to the editor, without a mouse', async () => {
  const { exerciseId } = check;
  await sidebar.show(screen('unit'));
  await tabTo('Start quick check');
  await press('Enter');
  assert.deepEqual((await sidebar.sent()).at(-1), { type: 'startCheck', exerciseId });

  await sidebar.show({ ...screen('question'), focus: { token: 1 } });
  assert.equal(await sidebar.focusedName(), 'Quick check: checkout');
  await tabTo('Option 1 of 4: The caller gets the rejection; notify never runs.');
  await press('Space', 'ArrowDown');
  assert.equal(await sidebar.focusedName(), 'Option 2 of 4: The caller gets the receipt; notify runs once.');
  await tabTo('Sure');
  await press('Enter');
  assert.deepEqual((await sidebar.sent()).at(-1), { type: 'answer', exerciseId, chosen: ['b'], confidence: 'sure' });

  const announcement = { token: 1, text: 'Correct. Lines 16 to 18 decide.' };
  await sidebar.show({ ...screen('answered right'), focus: { token: 2 }, announcement });
  assert.equal(await sidebar.focusedName(), 'Correct');
  assert.equal(await sidebar.page.getByRole('status').innerText(), announcement.text);
  await tabTo('Show the lines');
  await press('Enter');
  assert.deepEqual((await sidebar.sent()).at(-1), { type: 'revealAnswer', exerciseId });
  await press('Escape');
  assert.deepEqual((await sidebar.sent()).at(-1), { type: 'focusEditor' });
  assert.deepEqual(await sidebar.faults(), []);
});

test('Enter on an option answers without a confidence', async () => {
  await sidebar.show(screen('question'));
  await sidebar.page.getByRole('radio').nth(2).focus();
  await press('Space', 'Enter');
  assert.deepEqual((await sidebar.sent()).at(-1), { type: 'answer', exerciseId: check.exerciseId, chosen: ['c'] });
});

test('Enter that unfolds what is assumed answers nothing', async () => {
  await sidebar.show(screen('question'));
  await sidebar.page.getByRole('radio').first().check();
  await sidebar.page.locator('summary').focus();
  await press('Enter');
  assert.equal(await sidebar.page.locator('details').getAttribute('open'), '');
  assert.ok((await sidebar.sent()).every(({ type }) => type !== 'answer'));
});

test('answering without a choice says what is missing and goes there', async () => {
  await sidebar.show(screen('question'));
  await sidebar.page.getByRole('button', { name: 'Sure', exact: true }).focus();
  await press('Enter');
  assert.equal(await sidebar.page.getByRole('status').innerText(), 'Choose an option first.');
  assert.match(await sidebar.focusedName(), /^Option 1 of 4/u);
  assert.ok((await sidebar.sent()).every(({ type }) => type !== 'answer'));
});

test('"Not sure" answers with no option, Skip skips, a wrong question is reported', async () => {
  const { exerciseId } = check;
  await sidebar.show(screen('question'));
  for (const [name, message] of [
    ['Not sure — show me', { type: 'answer', exerciseId, chosen: [] }],
    ['Skip', { type: 'skip', exerciseId }],
    ['This question is wrong', { type: 'reportWrong', exerciseId }],
  ] as const) {
    await sidebar.page.getByRole('button', { name }).focus();
    await press('Enter');
    assert.deepEqual((await sidebar.sent()).at(-1), message);
  }
});

test('a list of sentences is one stop, its lines are reached by the arrow keys and highlighted in the editor', async () => {
  await sidebar.show(screen('unit'));
  await tabTo('Show lines 14 to 18');
  await press('ArrowDown');
  assert.equal(await sidebar.focusedName(), 'Show line 20');
  assert.deepEqual(
    (await sidebar.sent()).flatMap((message) => (message.type === 'highlightSentence' ? [message.index] : [])),
    [0, 1],
  );
  await press('Enter');
  const last = (await sidebar.sent()).at(-1);
  assert.equal(last?.type === 'revealSentence' && last.index, 1);
  await press('Tab');
  assert.equal(await sidebar.focusedName(), 'Show line 13 and line 20', 'Tab leaves the list');
  await press('Shift+Tab');
  assert.equal(await sidebar.focusedName(), 'Show line 20', 'and comes back to where it was');
});

test('the focus is never lost: not on a redraw, not when the focused thing is gone', async () => {
  await sidebar.show(screen('unit'));
  await tabTo('Refresh');
  await sidebar.show({ ...screen('unit'), pinned: true, engine: 'restarting' });
  assert.equal(await sidebar.focusedName(), 'Refresh');
  for (const name of ['slow', 'question', 'question being answered', 'answered wrong', 'refused', 'error', 'unit']) {
    await press('Tab');
    assert.notEqual(await sidebar.focusedName(), '', `Tab found nothing before "${name}"`);
    await sidebar.show(screen(name));
    assert.notEqual(await sidebar.focusedName(), '', `nothing has the focus after "${name}" came`);
  }
});

test('an option keeps the focus while its answer is being recorded', async () => {
  await sidebar.show(screen('question'));
  await sidebar.page.getByRole('radio').nth(1).focus();
  await press('Space', 'Enter');
  await sidebar.show(screen('question being answered'));
  assert.match(await sidebar.focusedName(), /^Option 2 of 4/u);
  await press('Enter');
  assert.equal((await sidebar.sent()).filter(({ type }) => type === 'answer').length, 1);
});

test('the focus ring is seen wherever the focus is', async () => {
  for (const [name, stops] of [
    ['unit', 11],
    ['question', 9],
    ['answered wrong', 6],
  ] as const) {
    await sidebar.show(screen(name));
    await sidebar.page.locator('#heading').focus();
    for (let stop = 0; stop < stops; stop++) {
      await press('Tab');
      assert.notEqual(await sidebar.focusedName(), '', `${name} has only ${stop} stops`);
      assert.ok(await sidebar.focusRingIsSeen(), `${name}: ${await sidebar.focusedName()}`);
    }
  }
});

test('the chosen option and the folds survive hiding and showing the view, the announcement is not repeated', async () => {
  const announcement = { token: 3, text: 'Analysing cart.ts, line 7.' };
  await sidebar.show(screen('question'));
  await sidebar.page.getByRole('radio').nth(2).check();
  await sidebar.page.locator('summary').click();
  await sidebar.reload();
  await sidebar.show({ ...screen('question'), announcement });
  assert.equal(await sidebar.page.getByRole('radio').nth(2).isChecked(), true);
  assert.equal(await sidebar.page.locator('details').getAttribute('open'), '');
  assert.equal(await sidebar.page.getByRole('status').innerText(), '');
});

test('a draft of one question is not the draft of the next', async () => {
  await sidebar.show(screen('question'));
  await sidebar.page.getByRole('radio').nth(2).check();
  const next = { ...check, exerciseId: 'next' } as typeof check;
  await sidebar.show({ ...screen('question'), screen: { kind: 'question', check: next, sending: false, stale: false } });
  assert.equal(await sidebar.page.locator('input:checked').count(), 0);
});

test('saved state that makes no sense is ignored', async () => {
  for (const state of ['7', '{"draft":4,"folds":[1],"scroll":"x"}', '{"draft":{"exerciseId":1}}', '[]']) {
    await sidebar.page.evaluate(`sessionStorage.setItem('webview state', ${JSON.stringify(state)})`);
    await sidebar.reload();
    await sidebar.show(screen('question'));
    assert.equal(await sidebar.page.getByRole('radio').count(), 4);
  }
  assert.deepEqual(await sidebar.faults(), []);
});

test('a run is walked through with the arrow keys, a scenario is picked and a line is tried, without a mouse', async () => {
  await sidebar.show(screen('play'));
  const scenarioId = 's1/invoices.saveInvoice#0:rejects';
  await tabTo('Next');
  await press('Enter');
  assert.deepEqual((await sidebar.sent()).at(-1), { type: 'playStep', playId: 'play', scenarioId, step: 3 });
  await sidebar.page.locator('.walk-list button').first().focus();
  await press('ArrowDown');
  assert.deepEqual((await sidebar.sent()).at(-1), { type: 'playStep', playId: 'play', scenarioId, step: 1 });

  await sidebar.page.getByRole('combobox', { name: 'Scenario' }).focus();
  await press('ArrowDown');
  assert.deepEqual((await sidebar.sent()).at(-1), { type: 'playStep', playId: 'play', scenarioId: 's1/notify#0:rejects', step: 0 });

  const input = sidebar.page.getByRole('textbox');
  await input.focus();
  await input.fill('await invoices.drop(receipt);');
  await press('Enter');
  const text = '    await invoices.drop(receipt);';
  assert.deepEqual((await sidebar.sent()).at(-1), { type: 'tryLine', playId: 'play', line: 15, text });

  await tabTo('Keep as test');
  await press('Enter');
  assert.deepEqual((await sidebar.sent()).at(-1), { type: 'keepAsTest', playId: 'play', scenarioId });
  assert.deepEqual(await sidebar.faults(), []);
});
