import { scriptKindOf } from './parseSource.ts';
import { nestingReason } from './nestingReason.ts';

const maximumCharacters = 1024 * 1024;
const maximumLineLength = 5_000;
const vendoredFolder = /(^|\/)(node_modules|bower_components|jspm_packages|vendor|vendors|vendored|third[_-]party|\.yarn)\//;
const generatedBanner = /@generated\b|\bauto-?generated\b|\bDO NOT (EDIT|MODIFY)\b|\bgenerated\b.*\bdo not (edit|modify)\b/;

/** Whether the file is TypeScript or JavaScript with code in it; declaration files are not. */
export function isSupported(path: string): boolean {
  return scriptKindOf(path) !== undefined && !/\.d\.([\w-]+\.)?[mc]?ts$/.test(path);
}

/**
 * Why a file is left alone, in one phrase that follows "skipped: "; `undefined` for a file to analyse. Linear in the text.
 *
 * @param path relative to the repository or workspace folder, `/` between parts
 */
export function skipReason(path: string, text: string): string | undefined {
  if (scriptKindOf(path) === undefined) return 'not TypeScript or JavaScript';
  if (!isSupported(path)) return 'declares types only';
  const folder = vendoredFolder.exec(path)?.[2];
  if (folder !== undefined) return `third-party code in ${folder}`;
  if (text.length > maximumCharacters) return 'larger than 1 MB';
  if (text.includes('\u0000')) return 'not text';
  if (hasBanner(text)) return 'generated, as its first lines say';
  if (longestLine(text) > maximumLineLength) return 'minified: a line of more than 5,000 characters';
  return nestingReason(text);
}

/** A banner stands in a comment within the first ten lines; the same words in code are no banner. */
function hasBanner(text: string): boolean {
  const head = text.slice(0, 2_000).split('\n', 10);
  return head.some((line) => /^\s*(\/\/|\/?\*)/.test(line) && generatedBanner.test(line));
}

function longestLine(text: string): number {
  let longest = 0;
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    longest = Math.max(longest, end - start);
    start = end + 1;
  }
  return Math.max(longest, text.length - start);
}
