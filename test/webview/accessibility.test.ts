import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { screens } from './screens.ts';
import { startSidebarBrowser, themeNames } from './sidebarBrowser.ts';
import type { OpenSidebar, SidebarBrowser } from './sidebarBrowser.ts';

const pictures = fileURLToPath(new URL('../../.test-artefacts/webview/', import.meta.url));
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let browser: SidebarBrowser;
let sidebar: OpenSidebar;

before(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await startSidebarBrowser();
  sidebar = await browser.open({ width: 300, height: 900 });
});

after(() => browser.close());

for (const theme of themeNames) {
  for (const [name, snapshot] of Object.entries(screens)) {
    test(`"${name}" in the ${theme} theme breaks no rule of WCAG 2.2 AA and no policy of the page`, async () => {
      await sidebar.useTheme(theme);
      await sidebar.show(snapshot);
      await sidebar.page.screenshot({ path: `${pictures}${theme}, ${name}.png`, fullPage: true, animations: 'disabled' });
      const { violations, passes } = await new AxeBuilder({ page: sidebar.page }).setLegacyMode().withTags(standards).analyze();
      assert.deepEqual(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        [],
      );
      assert.ok(passes.length >= 5, `only ${passes.length} rules applied`);
      assert.deepEqual(await sidebar.faults(), []);
    });
  }
}

test('no state scrolls in two directions, down to a sidebar of 200 pixels', async () => {
  const narrow = await browser.open({ width: 200, height: 700 });
  await narrow.useTheme('dark');
  const wide: string[] = [];
  for (const [name, snapshot] of Object.entries(screens)) {
    await narrow.show(snapshot);
    const width = Number(await narrow.page.evaluate('document.documentElement.scrollWidth'));
    if (width > 200) wide.push(`${name}: ${width} pixels`);
  }
  await narrow.close();
  assert.deepEqual(wide, []);
});

test('a question can be answered without scrolling, and the bar that allows it hides nothing that has the focus', async () => {
  const low = await browser.open({ width: 300, height: 520 });
  await low.show(screens['question'] ?? assert.fail());
  const button = low.page.getByRole('button', { name: 'Sure', exact: true });
  const whole = Number(await low.page.evaluate('document.documentElement.scrollHeight'));
  assert.ok(whole > 520, 'everything fits: nothing is tested here');
  const lower = ({ y, height }: { readonly y: number; readonly height: number }): number => y + height;
  assert.ok(lower((await button.boundingBox()) ?? assert.fail()) <= 520);

  const bar = low.page.locator('.answer-bar');
  await low.page.getByRole('radio').first().focus();
  for (const _ of [1, 2, 3]) {
    await low.page.keyboard.press('ArrowDown');
    const option = (await low.page.locator('.option:has(:checked)').boundingBox()) ?? assert.fail();
    assert.ok(
      lower(option) <= ((await bar.boundingBox()) ?? assert.fail()).y + 1,
      await low.page.locator('.option:has(:checked)').innerText(),
    );
  }
  await low.close();
});

test('headings go down one level at a time, from exactly one first', async () => {
  for (const [name, snapshot] of Object.entries(screens)) {
    await sidebar.show(snapshot);
    const levels = await sidebar.page
      .locator('h1, h2, h3, h4')
      .evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName[1])));
    assert.equal(levels.filter((level) => level === 1).length, 1, name);
    assert.equal(levels[0], 1, name);
    levels.forEach((level, index) => assert.ok(level <= (levels[index - 1] ?? 0) + 1, `${name}: ${levels.join(' ')}`));
  }
});

test('everything that can be pressed is at least 24 by 24 pixels', async () => {
  const small: string[] = [];
  for (const [name, snapshot] of Object.entries(screens)) {
    await sidebar.show(snapshot);
    for (const target of await sidebar.page.locator('button:visible, vscode-button:visible, summary:visible, label:visible').all()) {
      const box = await target.boundingBox();
      if (box === null || box.width < 24 || box.height < 24) small.push(`${name}: ${await target.innerText()}`);
    }
  }
  assert.deepEqual(small, []);
});

test('in a high contrast theme every box has an edge in the contrast colour', async () => {
  await sidebar.useTheme('high contrast light');
  const edge = 'rgb(15, 74, 133)';
  for (const [name, selector] of [
    ['question', '.option'],
    ['question', '.code'],
    ['question', '.answer-bar'],
    ['answered wrong', '.result'],
    ['unit', '.check'],
    ['restricted', '.notice'],
  ] as const) {
    await sidebar.show(screens[name] ?? assert.fail(name));
    const borders = await sidebar.bordersOf(selector);
    assert.ok(borders.length > 0, selector);
    assert.deepEqual([...new Set(borders)], [edge], `${name}: ${selector}`);
  }
});

for (const theme of themeNames) {
  test(`icons, bars and focus rings stand out three to one in the ${theme} theme, text seven to one in high contrast`, async () => {
    await sidebar.useTheme(theme);
    for (const [name, selector, property] of [
      ['answered wrong', '.icon', 'color'],
      ['unit', '.icon', 'color'],
      ['restricted', '.icon', 'color'],
      ['question', '.option input', 'border-top-color'],
      ['answered wrong', '.result.correct', 'border-inline-start-color'],
      ['answered wrong', '.result.chosen', 'border-inline-start-color'],
    ] as const) {
      await sidebar.show(screens[name] ?? assert.fail(name));
      const contrasts = await sidebar.contrastsOf(selector, property);
      assert.ok(contrasts.length > 0, selector);
      assert.ok(Math.min(...contrasts) >= 3, `${name}: ${selector} ${property} ${Math.min(...contrasts).toFixed(2)}`);
    }
    await sidebar.page.keyboard.press('Tab');
    const [ring = 0] = await sidebar.contrastsOf(':focus', 'outline-color');
    assert.ok(ring >= 3, `focus ring ${ring.toFixed(2)}`);
    if (!theme.startsWith('high contrast')) return;
    for (const name of ['unit', 'question', 'answered wrong', 'refused']) {
      await sidebar.show(screens[name] ?? assert.fail(name));
      const text = await sidebar.contrastsOf('h1, h2, p, li, legend, label, summary, .meta', 'color');
      assert.ok(Math.min(...text) >= 7, `${name}: ${Math.min(...text).toFixed(2)}`);
    }
  });
}

test('with motion reduced nothing moves', async () => {
  await sidebar.useTheme('dark');
  await sidebar.page.emulateMedia({ reducedMotion: 'reduce' });
  await sidebar.show(screens['slow'] ?? assert.fail());
  const moving = await sidebar.page.evaluate('document.getAnimations({ subtree: true }).length');
  await sidebar.page.emulateMedia({ reducedMotion: null });
  assert.equal(moving, 0);
  assert.equal(await sidebar.page.locator('vscode-progress-ring').count(), 1);
});
