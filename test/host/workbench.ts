import type { FrameLocator, Locator, Page } from 'playwright-core';
import { until } from './until.ts';

/** The workbench as a person uses it: keyboard and mouse, nothing behind its back. */
export interface Workbench {
  /** Opens a file through quick open. `name` is a path inside the workspace. */
  openFile(name: string): Promise<void>;
  /** The same for a file that the editor shows no text of. */
  openBinary(name: string): Promise<void>;
  /** Runs a command through the palette by its title. */
  command(title: string): Promise<void>;
  /** Puts the caret; both 1-based. */
  goTo(line: number, column?: number): Promise<void>;
  /** Types with real key events into whatever has the focus. */
  type(text: string): Promise<void>;
  /** A token in the visible editor's text, first match: the whole token, letters and digits only. */
  word(text: string): Locator;
  /** Moves the mouse onto a word and resolves to the hover that appears. */
  hover(text: string): Promise<Locator>;
  /** Hovers, again where needed, until the hover's text holds all of `parts`; resolves to that text. */
  hoverShowing(text: string, parts: readonly (string | RegExp)[], limitMs?: number): Promise<string>;
  /** The suggestion shown in grey at the caret. */
  ghostText(): Locator;
  /** Types at the end of the document and takes the suggestion that is offered. */
  acceptAtEnd(typed: string): Promise<void>;
  /** The content of the first webview view. */
  webview(): FrameLocator;
  statusBarItem(text: string | RegExp): Locator;
  /** The product's marks beside line numbers. */
  gutterMarks(): Locator;
  /** Lines the product highlights in the editor. */
  decidingLines(): Locator;
}

/** Between what a person does and the next thing the person does. */
const restMs = 600;

export function driveWorkbench(page: Page): Workbench {
  const quickInput = page.locator('.quick-input-widget input.input').first();
  const command = async (title: string): Promise<void> => {
    await page.keyboard.press('F1');
    await quickInput.waitFor({ state: 'visible' });
    await quickInput.fill(`>${title}`);
    const exactly = new RegExp(`^${title.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)}$`, 'u');
    await page.locator('.quick-input-list .monaco-list-row .label-name').filter({ hasText: exactly }).first().click();
    await quickInput.waitFor({ state: 'hidden' });
  };
  const word = (text: string): Locator =>
    page
      .locator('.editor-instance .view-lines span > span')
      .filter({ hasText: new RegExp(`^${text}$`, 'u') })
      .first();
  const hover = async (text: string): Promise<Locator> => {
    const shown = page.locator('.monaco-hover').filter({ visible: true }).first();
    // The first layout of an editor may move the word away from under the mouse: then the person moves it again.
    await until(
      async () => {
        const box = await word(text).boundingBox();
        if (box === null) return undefined;
        // A hover that already stands is asked for nothing new: it goes once the mouse has left both the word and the hover.
        await page.mouse.move(2, 2);
        await shown.waitFor({ state: 'hidden', timeout: 4_000 });
        await page.mouse.move(box.x + box.width + 60, box.y + box.height * 3.5);
        await page.mouse.move(box.x + Math.min(12, box.width / 2), box.y + box.height / 2, { steps: 5 });
        return await shown.waitFor({ timeout: 4_000 }).then(
          () => true,
          () => undefined,
        );
      },
      30_000,
      `a hover on \`${text}\``,
    );
    return shown;
  };
  const ghostText = (): Locator => page.locator('.ghost-text-decoration, .ghost-text').filter({ visible: true }).first();
  const type = async (text: string): Promise<void> => await page.keyboard.type(text, { delay: 15 });
  const openBinary = async (name: string): Promise<void> => {
    await page.keyboard.press('Control+P');
    await quickInput.waitFor({ state: 'visible' });
    await quickInput.fill(name);
    await page
      .locator('.quick-input-list .monaco-list-row.focused')
      .filter({ hasText: name.slice(name.lastIndexOf('/') + 1) })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page
      .locator(`.tab.active[data-resource-name="${name.slice(name.lastIndexOf('/') + 1)}"]`)
      .first()
      .waitFor();
  };
  return {
    command,
    word,
    type,
    ghostText,
    async acceptAtEnd(typed) {
      await page.keyboard.press('Control+End');
      await type(typed);
      await until(
        async () => {
          const offered = await ghostText()
            .waitFor({ timeout: 4_000 })
            .then(
              () => true,
              () => undefined,
            );
          if (offered === undefined) {
            // A provider that registers only now is asked again by typing the last character once more.
            await page.keyboard.press('Backspace');
            await type(typed.slice(-1));
          }
          return offered;
        },
        60_000,
        'the suggestion',
      );
      // A person looks at what is offered before taking it, and at what was taken before going on; a key pressed within the same
      // moment would be the editor's news of the caret for both.
      const place = page.locator('.statusbar-item').filter({ hasText: /^\s*Ln \d+, Col \d+/u });
      const before = await place.innerText();
      await page.waitForTimeout(restMs);
      await page.keyboard.press('Tab');
      await until(async () => ((await place.innerText()) === before ? undefined : true), 10_000, 'the accepted text');
      await page.waitForTimeout(restMs);
    },
    openBinary,
    async openFile(name) {
      await openBinary(name);
      await page.locator('.editor-instance .view-lines .view-line').first().waitFor();
    },
    async goTo(line, column = 1) {
      await page.keyboard.press('Control+G');
      await quickInput.waitFor({ state: 'visible' });
      await quickInput.fill(`:${String(line)}:${String(column)}`);
      await page.keyboard.press('Enter');
      await quickInput.waitFor({ state: 'hidden' });
    },
    hover,
    async hoverShowing(text, parts, limitMs = 60_000) {
      const holds = (shown: string): boolean => parts.every((part) => (typeof part === 'string' ? shown.includes(part) : part.test(shown)));
      return await until(
        async () => {
          const shown = await hover(text);
          return await until(
            async () => ((await shown.innerText()).length > 0 && holds(await shown.innerText()) ? await shown.innerText() : undefined),
            4_000,
          );
        },
        limitMs,
        `a hover on \`${text}\` with ${parts.join(', ')}`,
      );
    },
    webview: () => page.frameLocator('iframe.webview').first().frameLocator('iframe#active-frame'),
    gutterMarks: () =>
      page.locator(
        '.editor-instance .glyph-margin-widgets .cgmr[class*="ced-"], .editor-instance .margin-view-overlays .cgmr[class*="ced-"]',
      ),
    decidingLines: () => page.locator('.editor-instance .view-overlays .cdr[class*="ced-"]'),
    statusBarItem: (text) => page.locator('.part.statusbar .statusbar-item').filter({ hasText: text }).first(),
  };
}
