import { appendFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { ledgerInterface, refundOrderBody } from '../test/builders/refundOrder.ts';
import { copyPlayground } from '../test/host/playgroundRepository.ts';
import { startVscode } from '../test/host/startVscode.ts';
import { driveWorkbench } from '../test/host/workbench.ts';
import { root } from './install/paths.mjs';

/** `npm run pictures`: takes `media/readme.png`, 1280 × 800, of a real window: a question beside the function it is about. */
const target = join(root, 'media/readme.png');
const mostBytes = 200_000;

const settings = {
  'workbench.colorTheme': 'Default Dark Modern',
  'window.title': 'corner-shop',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.lightbulb.enabled': 'off',
  'workbench.layoutControl.enabled': false,
};

const { status, stderr } = spawnSync(process.execPath, [join(root, 'esbuild.config.mjs'), '--production'], { cwd: root, encoding: 'utf8' });
if (status !== 0) throw new Error(`The build failed.\n${stderr}`);
const playground = copyPlayground({ history: 'human' });
appendFileSync(join(playground.root, 'src/payments.ts'), ledgerInterface);
const vscode = await startVscode({
  workspace: playground.root,
  name: 'pictures',
  settings,
  suggestions: [{ file: 'src/payments.ts', after: 'export async function refundOrder', insert: refundOrderBody }],
});
try {
  const { page } = vscode;
  const workbench = driveWorkbench(page);
  await workbench.openFile('src/payments.ts');
  await workbench.acceptAtEnd('\nexport async function refundOrder');
  await workbench.statusBarItem(/1 to check/u).waitFor({ timeout: 60_000 });
  await page.keyboard.press('Control+S');
  await workbench.command('Understand: Understand This');
  await widenSidebar(page, 110);
  const sidebar = workbench.webview();
  await sidebar.getByRole('button', { name: 'Start quick check' }).press('Enter', { timeout: 60_000 });
  await sidebar.getByRole('radio').first().waitFor();
  await page.mouse.move(1000, 700);
  await page.screenshot({ path: target, animations: 'disabled' });
} finally {
  await vscode.stop();
  playground.dispose();
}
const { size } = statSync(target);
process.stdout.write(`media/readme.png ${Math.round(size / 1000)} kB\n`);
if (size > mostBytes) throw new Error(`The picture is larger than ${mostBytes / 1000} kB.`);

/** Drags the sidebar's edge to the right, in pixels. */
async function widenSidebar(page, by) {
  const box = await page.locator('.part.sidebar').boundingBox();
  const edge = { x: box.x + box.width, y: box.y + box.height / 2 };
  await page.mouse.move(edge.x, edge.y);
  await page.mouse.down();
  await page.mouse.move(edge.x + by, edge.y, { steps: 8 });
  await page.mouse.up();
}
