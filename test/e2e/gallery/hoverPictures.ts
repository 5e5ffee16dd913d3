import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { startVscode } from '../../host/startVscode.ts';
import { until } from '../../host/until.ts';
import { driveWorkbench } from '../../host/workbench.ts';
import { sourceFolder } from './fetchPackages.ts';
import type { GalleryEntry } from './studyGallery.ts';

/** What a card takes up in the real window, TypeScript's own hover above it left out. */
export interface DrawnCard {
  readonly unit: string;
  readonly words: number;
  /** Lines of text as they are wrapped. */
  readonly lines: number;
  readonly links: number;
}

const themes = { 'Default Dark Modern': 'dark', 'Default Light Modern': 'light', 'Default High Contrast': 'high-contrast' };
const quietEditor = {
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.lightbulb.enabled': 'off',
  'typescript.validate.enable': false,
  'javascript.validate.enable': false,
  'typescript.tsserver.log': 'off',
};

/** Hovers over each unit that has a card, in a real VS Code, and takes `hover-NAME-THEME.png` of it. */
export async function takeHoverPictures(entries: readonly GalleryEntry[], folder: string): Promise<readonly DrawnCard[]> {
  const shown = entries.filter(({ card }) => card !== undefined);
  const workspace = realpathSync(mkdtempSync(join(tmpdir(), 'understand-hovers-')));
  // A name that begins with `@` would be asked for as a symbol.
  const packageOf = ({ of }: GalleryEntry): string => of.name.replace('@', '').replaceAll('/', '-');
  const placeOf = (entry: GalleryEntry): string => join(packageOf(entry), entry.of.folder, entry.of.file);
  for (const entry of shown) {
    const target = join(workspace, packageOf(entry), entry.of.folder);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(sourceFolder(entry.of), target, { recursive: true });
  }
  mkdirSync(folder, { recursive: true });
  const vscode = await startVscode({ workspace, name: 'gallery-hovers', settings: quietEditor });
  const workbench = driveWorkbench(vscode.page);
  const drawn: DrawnCard[] = [];
  try {
    for (const entry of shown) {
      const { unit, card } = entry;
      const word = unit.name.split(/[.#]/u).at(-1) ?? unit.name;
      await workbench.openFile(placeOf(entry));
      for (const [theme, label] of Object.entries(themes)) {
        await vscode.useTheme(theme);
        await workbench.goTo(unit.nameAt.from.line, unit.nameAt.from.column + 1);
        await workbench.hoverShowing(word, [card?.source ?? ''], 120_000);
        await vscode.page.screenshot({ path: join(folder, `hover-${unit.name.replaceAll(/\W+/gu, '-')}-${label}.png`) });
      }
      const part = vscode.page.locator('.monaco-hover .hover-row', { hasText: card?.source ?? '' }).first();
      drawn.push(await until(async () => await measured(part, unit.name)));
    }
  } finally {
    await vscode.stop();
    rmSync(workspace, { recursive: true, force: true, maxRetries: 3 });
  }
  return drawn;
}

/** Counts in the page: the height of each paragraph in lines. */
async function measured(part: Locator, unit: string): Promise<DrawnCard> {
  const text = (await part.innerText()).trim();
  const lines = await part.locator('p').evaluateAll((paragraphs) =>
    paragraphs.map((paragraph) => {
      const style = paragraph.ownerDocument.defaultView?.getComputedStyle(paragraph);
      return Math.round(paragraph.getBoundingClientRect().height / Number.parseFloat(style?.lineHeight ?? ''));
    }),
  );
  return {
    unit,
    words: text.split(/\s+/u).length,
    lines: lines.reduce((total, each) => total + each, 0),
    links: await part.locator('a').count(),
  };
}
