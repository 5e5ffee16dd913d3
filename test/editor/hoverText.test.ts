import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hoverCommands, hoverText, proseToMarkdown, type HoverLink } from '../../src/editor/hoverText.ts';
import type { HoverCard } from '../../src/terms/explanation.ts';

const card: HoverCard = {
  headline: 'Worth knowing',
  body: ['`checkout` (src/checkout.ts:41) ignores the result.'],
  source: 'From static analysis',
  worth: 0.7,
};
const place = { uri: 'file:///shop/a(1).ts', line: 7 };
const link: HoverLink = { text: 'Understand this', title: 'Understand load', command: 'understand.explain', place };

test('a card is a headline, its sentences, and one line of links with the source', () => {
  assert.equal(
    hoverText(card, [link]),
    [
      '**Worth knowing**',
      '`checkout` \\(src\\/checkout\\.ts\\:41\\) ignores the result\\.',
      '[Understand this](command:understand.explain?%5B%7B%22uri%22%3A%22file%3A%2F%2F%2Fshop%2Fa%281%29.ts%22%2C%22line%22%3A7%7D%5D "Understand load") · *From static analysis*',
    ].join('\n\n'),
  );
});

test('the argument of a link is read back as the place it was made of', () => {
  const argument = /\(command:understand\.explain\?(\S+) /u.exec(hoverText(card, [link]))?.[1] ?? '';
  assert.deepEqual(JSON.parse(decodeURIComponent(argument)), [place]);
});

test('prose can neither link, format, embed HTML nor show an icon', () => {
  const hostile = '[x](command:evil) **b** <img src=x onerror=alert(1)> $(alert) https://evil.example ![i](data:x)';
  const markdown = proseToMarkdown(hostile);
  assert.doesNotMatch(markdown, /(?<!\\)[[\]()<>*_$!:#`]/u);
});

test('a name keeps its characters inside backticks', () => {
  assert.equal(proseToMarkdown('`a*b*_c` fails'), '`a*b*_c` fails');
});

test('a lone backtick opens nothing', () => {
  assert.equal(proseToMarkdown('a ` b [x](y)'), 'a \\` b \\[x\\]\\(y\\)');
});

test('line breaks cannot start a heading, a list or a fence', () => {
  assert.doesNotMatch(proseToMarkdown('a\n# b\n- c\n```js'), /\n/u);
});

test('a hostile unit name cannot leave the title of a link', () => {
  const markdown = hoverText(card, [{ ...link, title: 'Understand x") [y](command:evil "' }]);
  assert.equal(markdown.match(/command:/gu)?.length, 1);
});

test('a card keeps to ninety words and eight lines by leaving out whole sentences', () => {
  const sentence = 'one two three four five six seven eight nine ten.';
  const long = hoverText({ ...card, body: Array.from({ length: 12 }, () => sentence) }, [link]);
  const lines = long.split('\n\n');
  assert.ok(lines.length <= 8, `${lines.length} lines`);
  const wordy = hoverText({ ...card, body: Array.from({ length: 5 }, () => `${sentence} ${sentence} ${sentence}`) }, []);
  assert.equal(wordy.split('ten\\.').length - 1, 6);
});

test('a card has at most three links', () => {
  const markdown = hoverText(card, [link, link, link, link]);
  assert.equal(markdown.match(/\[Understand this\]/gu)?.length, 3);
});

test('the links of a card can only run commands of the allow-list', () => {
  assert.deepEqual(hoverCommands, ['understand.explain', 'understand.quickCheck']);
});
