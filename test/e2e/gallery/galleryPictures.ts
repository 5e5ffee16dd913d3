import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Snapshot } from '../../../src/protocol.ts';
import { contentId } from '../../../src/terms/ids.ts';
import type { UnitKey } from '../../../src/terms/ids.ts';
import { startSidebarBrowser } from '../../webview/sidebarBrowser.ts';
import type { GalleryEntry } from './studyGallery.ts';

const width = 380;

/** The sidebar of every unit as pictures `NUMBER-NAME-THEME.png`, drawn by the built webview in Chromium. */
export async function takePictures(entries: readonly GalleryEntry[], folder: string, themes: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await startSidebarBrowser();
  try {
    const sidebar = await browser.open({ width, height: 900 });
    for (const [index, entry] of entries.entries()) {
      for (const theme of themes) {
        await sidebar.useTheme(theme);
        await sidebar.show(snapshotOf(entry));
        await sidebar.page.screenshot({ path: join(folder, `${pictureName(entry, index)}-${theme}.png`), fullPage: true });
      }
    }
    const faults = await sidebar.faults();
    if (faults.length > 0) throw new Error(`The sidebar reported: ${faults.join('; ')}`);
  } finally {
    await browser.close();
  }
}

export function pictureName({ unit }: GalleryEntry, index: number): string {
  return `${String(index + 1).padStart(2, '0')}-${unit.name.replaceAll(/\W+/gu, '-')}`;
}

function snapshotOf({ unit, explanation }: GalleryEntry): Snapshot {
  const { path, name, kind, lines } = unit;
  return {
    trusted: true,
    engine: 'ready',
    pinned: false,
    changes: [],
    screen: {
      kind: 'unit',
      unit: {
        key: contentId<UnitKey>(name),
        path,
        name,
        kind,
        lines,
        originText: 'origin unknown',
        evidence: [],
        explanation,
        check: { why: 'the gallery shows words only.' },
      },
      canReveal: true,
    },
  };
}
