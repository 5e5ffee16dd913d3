import type { HoverCard } from '../terms/explanation.ts';
import type { Place } from '../tutor.ts';
import { visibleText } from '../safety/visibleText.ts';
import type { CommandId } from './commandIds.ts';

/** The only commands a card may run. */
export type HoverCommand = Extract<CommandId, 'understand.explain' | 'understand.quickCheck'>;
export const hoverCommands: readonly HoverCommand[] = ['understand.explain', 'understand.quickCheck'];

export interface HoverLink {
  readonly text: string;
  /** Says the action on its own: `Quick check for withRetry`. */
  readonly title: string;
  readonly command: HoverCommand;
  readonly place: Place;
}

const mostWords = 90;
const mostLines = 8;
const mostLinks = 3;

/**
 * The card as Markdown in which every character of code or prose is escaped, so that a name can neither format nor link.
 * Whole sentences are left out, last first, when they do not fit into 90 words and 8 lines (headline, body, links with source).
 */
export function hoverText(card: HoverCard, links: readonly HoverLink[]): string {
  const shownLinks = links.slice(0, mostLinks);
  let words = wordCount([card.headline, card.source, ...shownLinks.map((link) => link.text)].join(' '));
  const body: string[] = [];
  for (const sentence of card.body.slice(0, mostLines - 2)) {
    words += wordCount(sentence);
    if (words > mostWords) break;
    body.push(sentence);
  }
  const paragraphs = [`**${proseToMarkdown(card.headline)}**`, ...body.map(proseToMarkdown)];
  const actions = shownLinks.map((link) => `[${escapeMarkdown(link.text)}](${commandUri(link)} "${plainTitle(link.title)}")`);
  return [...paragraphs, [...actions, `*${proseToMarkdown(card.source)}*`].join(' · ')].join('\n\n');
}

/** Prose with names in backticks → Markdown; a lone backtick is a character like any other. */
export function proseToMarkdown(text: string): string {
  return visibleText(text)
    .split(/`([^`]+)`/u)
    .map((part, index) => (index % 2 === 1 ? `\`${part}\`` : escapeMarkdown(part)))
    .join('');
}

/** Any ASCII punctuation may stand behind a backslash in Markdown and is then only itself; this also undoes `<`, autolinks and icons. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[!-/:-@[-`{-~]/gu, '\\$&');
}

function commandUri(link: HoverLink): string {
  // encodeURIComponent leaves ( ) ' ! * as they are; the first two would end the link.
  const encoded = encodeURIComponent(JSON.stringify([link.place])).replace(
    /[()'!*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return `command:${link.command}?${encoded}`;
}

function plainTitle(title: string): string {
  return visibleText(title).replace(/[^\p{L}\p{N}\s._$#-]/gu, '');
}

function wordCount(text: string): number {
  return text.split(/\s+/u).filter(Boolean).length;
}
