import { visibleText } from './visibleText.ts';

/** Longer lines are cut: no one reads them, and laying them out takes seconds. */
const mostCharactersInLine = 2000;

/** Text of several lines with nothing hidden in it, see `visibleText`; line breaks and indentation stay. */
export function visibleLines(text: string): string {
  return text
    .split(/\r?\n/u)
    .map((line) => {
      const indentation = /^[ \t]*/u.exec(line)?.[0] ?? '';
      return indentation + visibleText(line.slice(indentation.length), mostCharactersInLine);
    })
    .join('\n');
}
