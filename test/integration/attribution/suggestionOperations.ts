import type { Desk } from './desk.ts';
import type { Operation, Variant } from './operation.ts';
import { lineIn, newCode } from './operation.ts';
import { until } from '../../host/until.ts';

const head = (variant: Variant): string => newCode(variant).slice(0, newCode(variant).indexOf('('));
const rest = (variant: Variant): string => newCode(variant).slice(head(variant).length).trimEnd();

/** Types until the suggestion is shown in grey: a provider that is asked too early is asked again by the last character. */
export async function offered(desk: Desk, insert: string, typed: string): Promise<void> {
  await desk.ask({ ask: 'offer', offers: { inline: { after: typed, insert } } });
  await desk.type(typed);
  await until(
    async () => {
      const shown = desk.page.locator('.ghost-text-decoration, .ghost-text').first();
      if (await desk.page.locator('.suggest-widget.visible').isVisible()) await desk.press('Escape');
      else if (await shown.isVisible()) return true;
      await desk.command('editor.action.inlineSuggest.trigger');
      await shown.waitFor({ timeout: 2_000 }).catch(() => undefined);
      return undefined;
    },
    45_000,
    'the suggestion in grey',
  );
  await desk.rest();
}

async function chosenFromList(desk: Desk, label: string, insert: string, more: { snippet?: boolean; atTop?: string } = {}): Promise<void> {
  await desk.ask({ ask: 'offer', offers: { items: [{ label, insert, ...more }] } });
  // `load` stands in a start, and would be the first entry for its own name.
  await desk.type(label.slice(0, 5));
  await desk.press('Control+Space');
  await desk.page.locator('.suggest-widget.visible .monaco-list-row.focused').filter({ hasText: label }).first().waitFor();
  await desk.rest();
  await desk.press('Enter');
}

/** Code that is offered and taken, from tools and from the list of completions. */
export const suggestionOperations: readonly Operation[] = [
  {
    name: 'take a whole suggestion',
    async perform(desk, file, variant) {
      await offered(desk, rest(variant), head(variant));
      await desk.press('Tab');
      await desk.holds(file, newCode(variant).trimEnd());
    },
  },
  {
    name: 'take a suggestion word by word',
    async perform(desk, file, variant) {
      await offered(desk, ' = compute(first, second);', `const part${String(variant)}`);
      for (let word = 0; word < 6; word += 1) {
        await desk.press('Control+ArrowRight');
        await desk.rest();
      }
      await desk.holds(file, `const part${String(variant)} = compute(first`);
      await desk.press('Escape');
    },
  },
  {
    name: 'take a suggestion line by line',
    async perform(desk, file, variant) {
      await offered(desk, rest(variant), head(variant));
      await desk.command('editor.action.inlineSuggest.acceptNextLine');
      await desk.holds(file, newCode(variant).split('\n')[0] ?? '');
      await desk.rest();
      await desk.press('Escape');
    },
  },
  {
    name: 'take a suggestion of one word',
    async perform(desk, file, variant) {
      const word = ['priceList', 'settingsFile', 'stackDepth'][variant] ?? '';
      await offered(desk, word, 'const ');
      await desk.press('Tab');
      await desk.holds(file, `const ${word}`);
    },
  },
  {
    name: 'take a suggestion, then type on',
    async perform(desk, file, variant) {
      await offered(desk, rest(variant), head(variant));
      await desk.press('Tab');
      await desk.rest();
      await desk.type(' // checked by hand');
      await desk.holds(file, '} // checked by hand');
    },
  },
  {
    name: 'take an edit that is suggested elsewhere',
    async perform(desk, file, variant) {
      const insert = [
        'let sum = startingValue(prices);',
        "const file = join(folder, chooseName(folder), 'settings.json');",
        'this.items.unshift(checked(item));',
      ];
      const inline = { after: 'next', insert: insert[variant] ?? '', at: lineIn(variant) };
      await desk.ask({ ask: 'offer', offers: { inline } });
      await desk.type('next');
      await desk.page.locator('.inline-edits-view-gutter-indicator *').filter({ visible: true }).first().waitFor();
      await desk.rest();
      await desk.press('Tab');
      await desk.rest();
      await desk.press('Tab');
      await desk.holds(file, insert[variant] ?? '');
    },
  },
  {
    name: 'choose a word from the list',
    async perform(desk, file, variant) {
      const word = ['calculateEverything', 'loadConfiguration', 'pushEveryItem'][variant] ?? '';
      await chosenFromList(desk, word, word);
      await desk.holds(file, word);
    },
  },
  {
    name: 'choose a word whose import comes along',
    async perform(desk, file, variant) {
      const word = ['importedThing', 'readAnything', 'stackOfThings'][variant] ?? '';
      await chosenFromList(desk, word, word, { atTop: `import { ${word} } from './things';\n` });
      await desk.holds(file, `import { ${word} }`);
    },
  },
  {
    name: 'choose several lines from the list',
    async perform(desk, file, variant) {
      const name = ['methodStub', 'anotherStub', 'overriddenStub'][variant] ?? '';
      await chosenFromList(desk, name, `${name}(value: string): string {\n  return String(value);\n}`);
      await desk.holds(file, `${name}(value`);
    },
  },
  {
    name: 'choose a snippet from the list, fill its places',
    async perform(desk, file, variant) {
      const name = ['loopSnippet', 'trySnippet', 'testSnippet'][variant] ?? '';
      const body = [
        'for (const ${1:item} of ${2:items}) {\n  $0\n}',
        'try {\n  ${1:attempt}();\n} catch (error) {\n  ${2:report}(error);\n}$0',
        "test('${1:name}', () => {\n  ${2:body}\n});$0",
      ];
      await chosenFromList(desk, name, body[variant] ?? '', { snippet: true });
      await desk.rest();
      await desk.type('mine');
      await desk.press('Tab');
      await desk.type('yours');
      await desk.holds(file, 'yours');
      await desk.press('Escape');
    },
  },
  {
    name: 'insert a snippet by command',
    async perform(desk, file, variant) {
      const body = ['function ${1:name}() {\n  return 1;\n}', 'export const ${1:value} = 2;\n', 'while (${1:more}) {\n  step();\n}'];
      await desk.command('editor.action.insertSnippet', { snippet: body[variant] });
      await desk.becomes(file, (text) => /return 1|= 2;|step\(\)/u.test(text));
      await desk.press('Escape');
    },
  },
];
