import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as z from 'zod';
import { commandIds } from '../../src/editor/commandIds.ts';
import { supportedLanguages } from '../../src/editor/supportedDocument.ts';

const root = join(import.meta.dirname, '../..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const menuItem = z.object({ command: z.string(), when: z.string().optional(), group: z.string().optional() });
const manifest = z
  .object({
    publisher: z.string(),
    name: z.string(),
    icon: z.string(),
    activationEvents: z.array(z.string()),
    extensionKind: z.array(z.string()),
    capabilities: z.object({
      untrustedWorkspaces: z.object({
        supported: z.string(),
        description: z.string(),
        restrictedConfigurations: z.array(z.string()),
      }),
      virtualWorkspaces: z.object({ supported: z.string(), description: z.string() }),
    }),
    contributes: z.object({
      commands: z.array(z.object({ command: z.string(), title: z.string(), category: z.string(), enablement: z.string().optional() })),
      menus: z.record(z.string(), z.array(menuItem)),
      views: z.record(z.string(), z.array(z.object({ id: z.string(), type: z.string().optional() }))),
      viewsWelcome: z.array(z.object({ view: z.string(), contents: z.string() })),
      configuration: z.object({
        properties: z.record(z.string(), z.object({ scope: z.string(), default: z.unknown(), markdownDescription: z.string() })),
      }),
      languageModelTools: z.array(
        z.object({ name: z.string(), modelDescription: z.string(), when: z.string(), inputSchema: z.object({ type: z.string() }) }),
      ),
      colors: z.array(z.object({ id: z.string(), defaults: z.record(z.string(), z.string()) })),
      walkthroughs: z.array(
        z.object({
          steps: z.array(
            z.object({
              media: z.object({ svg: z.string(), altText: z.string() }),
              completionEvents: z.array(z.string()),
              description: z.string(),
            }),
          ),
        }),
      ),
    }),
  })
  .parse(JSON.parse(text('package.json')));
const { contributes } = manifest;

test('the extension is understand-this.understand-this and runs where the files are', () => {
  assert.equal(`${manifest.publisher}.${manifest.name}`, 'understand-this.understand-this');
  assert.deepEqual(manifest.extensionKind, ['workspace']);
  assert.deepEqual(manifest.activationEvents, ['onStartupFinished']);
});

test('exactly the commands that exist are contributed, each under one category', () => {
  assert.deepEqual(contributes.commands.map(({ command }) => command).toSorted(), [...commandIds].toSorted());
  assert.deepEqual([...new Set(contributes.commands.map(({ category }) => category))], ['%category%']);
});

test('every command but the log and deleting is out of reach when all is turned off', () => {
  const reachable = contributes.commands.filter(({ enablement }) => enablement?.includes('config.understand.enabled') !== true);
  assert.deepEqual(
    reachable.map(({ command }) => command),
    ['understand.deleteData', 'understand.openLog'],
  );
});

test('menus show only contributed commands, and none without a condition', () => {
  const items = Object.values(contributes.menus).flat();
  assert.ok(items.length > 0);
  for (const { command, when } of items) {
    assert.ok(
      contributes.commands.some((contributed) => contributed.command === command),
      command,
    );
    assert.ok(when !== undefined, `${command} has no condition`);
  }
});

test('the editor menu has one entry, for the languages that are read', () => {
  const [entry, ...others] = contributes.menus['editor/context'] ?? [];
  assert.deepEqual(others, []);
  const pattern = new RegExp(/editorLangId =~ \/(.+?)\/ /u.exec(entry?.when ?? '')?.[1] ?? '(?!)', 'u');
  assert.deepEqual(
    [...supportedLanguages, 'python', 'typescript-x'].filter((language) => pattern.test(language)),
    supportedLanguages,
  );
  assert.match(entry?.when ?? '', /config\.understand\.enabled/u);
});

test('every inline action of the tree stands in its menu too', () => {
  const items = contributes.menus['view/item/context'] ?? [];
  const inline = items.filter(({ group }) => group?.startsWith('inline') === true);
  assert.ok(inline.length > 0);
  for (const { command } of inline) assert.ok(items.some((item) => item.command === command && item.group?.startsWith('inline') === false));
});

test('colours have a default for each kind of theme', () => {
  assert.ok(contributes.colors.length > 0);
  for (const { id, defaults } of contributes.colors) {
    assert.match(id, /^understand\./u);
    assert.deepEqual(Object.keys(defaults).toSorted(), ['dark', 'highContrast', 'highContrastLight', 'light']);
  }
});

test('every colour is used, and every colour of ours that is used is contributed', () => {
  const used = new Set(
    editorSources().flatMap((source) => [...source.matchAll(/ThemeColor\('(understand\.\w+)'\)/gu)].map((match) => match[1] ?? '')),
  );
  assert.deepEqual([...used].toSorted(), contributes.colors.map(({ id }) => id).toSorted());
});

test('settings that a repository may quieten have window scope, what is sent or read is the person’s alone; each is read somewhere', () => {
  assert.deepEqual(
    Object.entries(contributes.configuration.properties).map(([id, { scope, default: value }]) => [id, scope, value]),
    [
      ['understand.enabled', 'window', true],
      ['understand.hover.mode', 'window', 'unfamiliar'],
      ['understand.gutter.enabled', 'window', true],
      ['understand.statusBar.enabled', 'window', true],
      ['understand.codeLens.enabled', 'window', false],
      ['understand.llm.mode', 'application', 'vscode'],
      ['understand.llm.endpoint', 'machine', 'https://api.anthropic.com'],
      ['understand.llm.model', 'application', ''],
      ['understand.llm.dailyTokens', 'application', 200_000],
      ['understand.llm.dailyDollars', 'application', 1],
      ['understand.transcripts.enabled', 'application', false],
    ],
  );
  const settings = text('src/editor/settings.ts') + text('src/editor/personalSetting.ts');
  for (const id of Object.keys(contributes.configuration.properties))
    assert.ok(settings.includes(`'${id.replace('understand.', '').replace('llm.', '')}'`), id);
});

test('what is sent, to whom and at what cost is no workspace’s to set, trusted or not', () => {
  const aboutModels = Object.entries(contributes.configuration.properties).filter(([id]) => id.startsWith('understand.llm.'));
  assert.ok(aboutModels.every(([, { scope }]) => scope === 'application' || scope === 'machine'));
  assert.deepEqual(
    manifest.capabilities.untrustedWorkspaces.restrictedConfigurations,
    aboutModels.map(([id]) => id),
  );
});

test('tools for agents say what they do, take a declared input and exist in trusted workspaces only', () => {
  const tools = contributes.languageModelTools;
  assert.deepEqual(
    tools.map(({ name }) => name),
    ['understand_facts', 'understand_unchecked'],
  );
  const registered = text('src/editor/modelTools.ts');
  for (const { name, modelDescription, when, inputSchema } of tools) {
    assert.ok(registered.includes(`registerTool('${name}'`), name);
    assert.match(modelDescription, /read-only/iu);
    assert.match(when, /isWorkspaceTrusted/u);
    assert.equal(inputSchema.type, 'object');
  }
});

test('every view has an id of ours and is provided', () => {
  const sources = [...editorSources(), text('src/extension.ts')].join('\n');
  const views = contributes.views['understand'] ?? [];
  assert.deepEqual(
    views.map(({ id, type }) => [id, type ?? 'tree']),
    [
      ['understand.sidebar', 'webview'],
      ['understand.review', 'tree'],
    ],
  );
  for (const { id } of views) assert.ok(sources.includes(`'${id}'`), id);
});

test('welcome texts stand in the tree only: the webview draws its own', () => {
  assert.deepEqual([...new Set(contributes.viewsWelcome.map(({ view }) => view))], ['understand.review']);
});

test('Restricted Mode and virtual workspaces are limited, and say how', () => {
  for (const capability of Object.values(manifest.capabilities)) {
    assert.equal(capability.supported, 'limited');
    assert.match(capability.description, /^%.+%$/u);
  }
});

test('every text of the manifest is in package.nls.json, and nothing there is unused', () => {
  const texts = z.record(z.string(), z.string()).parse(JSON.parse(text('package.nls.json')));
  const used = new Set([...text('package.json').matchAll(/"%([\w.]+)%"/gu)].map((match) => match[1] ?? ''));
  assert.deepEqual([...used].toSorted(), Object.keys(texts).toSorted());
});

test('the walkthrough shows pictures that exist and steps that a command completes', () => {
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  assert.equal(steps.length, 2);
  for (const { media, completionEvents } of steps) {
    assert.ok(existsSync(join(root, media.svg)), media.svg);
    for (const event of completionEvents) assert.ok((commandIds as readonly string[]).includes(event.replace('onCommand:', '')), event);
  }
});

test('the icon is a PNG of 256 by 256 pixels', () => {
  const png = readFileSync(join(root, manifest.icon));
  assert.deepEqual([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)], ['PNG', 256, 256]);
});

function editorSources(): readonly string[] {
  const folder = join(root, 'src/editor');
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  assert.ok(files.length > 10);
  return files.map((file) => readFileSync(join(folder, file), 'utf8'));
}
