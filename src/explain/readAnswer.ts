import { marked } from 'marked';
import type { Token, Tokens } from 'marked';
import type { SaidBlock, SaidSentence } from '../terms/said.ts';
import { splitSentences } from './splitSentences.ts';

/** More than an answer may be long; what follows is not read. */
const mostCharacters = 40_000;

/**
 * A model's Markdown as blocks of plain sentences. Only the lexer is used, nothing is rendered: links keep their words and lose their
 * address, images are gone, HTML stays the text it is. An unfinished answer reads as far as it has come.
 */
export function readAnswer(markdown: string): readonly SaidBlock[] {
  return blocksOf(marked.lexer(markdown.slice(0, mostCharacters)));
}

function blocksOf(tokens: readonly Token[]): readonly SaidBlock[] {
  return tokens.flatMap((token): readonly SaidBlock[] => {
    switch (token.type) {
      case 'space':
      case 'hr':
      case 'def':
        return [];
      case 'code':
        return [{ kind: 'code', text: (token as Tokens.Code).text }];
      case 'blockquote':
        return blocksOf((token as Tokens.Blockquote).tokens);
      case 'list': {
        const { ordered, items } = token as Tokens.List;
        return [{ kind: 'list', ordered, items: items.map((item) => item.tokens.flatMap(sentencesOfItem)) }];
      }
      case 'table': {
        const { header, rows } = token as Tokens.Table;
        const cells = [header, ...rows].map((row) => row.map((cell) => inlineText(cell.tokens)).join(', '));
        return [{ kind: 'list', ordered: false, items: cells.map(sentences) }];
      }
      default:
        return paragraph(token);
    }
  });
}

function paragraph(token: Token): readonly SaidBlock[] {
  const said = sentences(textOf(token));
  return said.length === 0 ? [] : [{ kind: 'paragraph', sentences: said }];
}

/** What stands in an item, lists and code in it included, as sentences in their order. */
function sentencesOfItem(token: Token): readonly SaidSentence[] {
  if (token.type === 'list') return (token as Tokens.List).items.flatMap((item) => item.tokens.flatMap(sentencesOfItem));
  if (token.type === 'code') return [{ text: `\`${withoutBackticks((token as Tokens.Code).text)}\`` }];
  return sentences(textOf(token));
}

function textOf(token: Token): string {
  return 'tokens' in token && token.tokens !== undefined ? inlineText(token.tokens) : token.raw;
}

function inlineText(tokens: readonly Token[]): string {
  return tokens
    .map((token): string => {
      switch (token.type) {
        case 'codespan':
          return `\`${withoutBackticks((token as Tokens.Codespan).text)}\``;
        case 'image':
          return '';
        case 'br':
          return ' ';
        case 'escape':
          return withoutBackticks((token as Tokens.Escape).text);
        default:
          return 'tokens' in token && token.tokens !== undefined ? inlineText(token.tokens) : withoutBackticks(token.raw);
      }
    })
    .join('');
}

function sentences(text: string): readonly SaidSentence[] {
  return splitSentences(text.replaceAll(/\s+/gu, ' ').trim()).map((sentence) => ({ text: sentence }));
}

function withoutBackticks(text: string): string {
  return text.replaceAll('`', '');
}
