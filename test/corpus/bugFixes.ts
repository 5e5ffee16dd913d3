import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ts } from 'ts-morph';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { matchUnits } from '../../src/analysis/matchUnits.ts';
import { parseSource } from '../../src/analysis/parseSource.ts';
import type { LocatedUnit } from '../../src/analysis/sourceText.ts';
import { compareLines } from '../../src/changes/compareLines.ts';
import type { LineRange } from '../../src/terms/ranges.ts';
import { isSubstantial } from '../../src/terms/unit.ts';
import { sourceFiles } from './changesBetween.ts';

/** A unit as it was before a small change that looks like the fix of a bug. */
export interface BugFix {
  readonly package: string;
  readonly oldRoot: string;
  readonly path: string;
  readonly unitName: string;
  /** Where the unit begins in the older file: several may have its name. */
  readonly firstLine: number;
  /** The unit's text since the fix. */
  readonly fixed: string;
  /** Lines of the older file that the fix changes, or, where it only adds, those it is put between. */
  readonly faulty: readonly LineRange[];
  /** What went and what came, for a reader. */
  readonly difference: string;
}

/** More than this is a new feature or a tidied function. */
const mostLines = 8;

/** Fixes between two versions of a package, by their form: a guard, a fallback, a wait, a failure or a comparison that came or changed. */
export function bugFixesBetween(name: string, oldRoot: string, root: string): readonly BugFix[] {
  return sourceFiles(root).flatMap((path): readonly BugFix[] => {
    if (!existsSync(join(oldRoot, path))) return [];
    const [before, after] = [oldRoot, root].map((folder) => readFileSync(join(folder, path), 'utf8'));
    if (before === undefined || after === undefined || before === after) return [];
    const [old, now] = [before, after].map((text) => locateUnits(parseSource(join(root, path), text), path));
    const pairs = matchUnits(old ?? [], now ?? []).filter(({ status }) => status === 'edited');
    const fixes = pairs.flatMap(({ before: was, after: is }) => {
      const found = was === undefined || is === undefined ? undefined : fixOf(was, is);
      return found === undefined || was === undefined
        ? []
        : [{ package: name, oldRoot, path, unitName: was.unit.name, firstLine: was.unit.lines[0], node: was.node, ...found }];
    });
    // Of a function and the one around it, the inner one.
    return fixes
      .filter(({ node }) => !fixes.some((other) => other.node !== node && other.node.pos >= node.pos && other.node.end <= node.end))
      .map(({ node: _node, ...fix }) => fix);
  });
}

function fixOf(was: LocatedUnit, is: LocatedUnit): Pick<BugFix, 'fixed' | 'faulty' | 'difference'> | undefined {
  if (!isSubstantial(was.unit) || ts.isClassLike(was.node) || was.unit.kind === 'module') return undefined;
  const [old, now] = [was, is].map(({ node, sourceFile }) => withoutComments(node.getText(sourceFile)));
  if (old === undefined || now === undefined) return undefined;
  const [oldLines, nowLines] = [old.split('\n'), now.split('\n')];
  const plain = (lines: readonly string[]): string[] => lines.map((line) => line.replaceAll(/\s+/gu, '').replace(/[,;]$/u, ''));
  const gone: string[] = [];
  const come: string[] = [];
  const faulty: LineRange[] = [];
  let [left, right] = [0, 0];
  for (const { kind, count } of compareLines(plain(oldLines), plain(nowLines))) {
    const first = was.unit.lines[0] + left;
    if (kind === 'removed') {
      gone.push(...oldLines.slice(left, left + count));
      faulty.push([first, first + count - 1]);
    } else if (kind === 'added') {
      come.push(...nowLines.slice(right, right + count));
      faulty.push([first - 1, first]);
    }
    if (kind !== 'added') left += count;
    if (kind !== 'removed') right += count;
  }
  const said = [...gone, ...come].filter((line) => line.trim() !== '');
  if (said.length === 0 || said.length > mostLines || !looksLikeFix(gone.join('\n'), come.join('\n'))) return undefined;
  const difference = [...gone.map((line) => `- ${line.trim()}`), ...come.map((line) => `+ ${line.trim()}`)].join('\n');
  return { fixed: is.node.getText(is.sourceFile), faulty, difference };
}

const marks =
  /\bif\s*\(|\?\.|\?\?|&&|\|\||\btry\b|\bcatch\b|\bfinally\b|\bawait\b|\bthrow\b|\breturn\b|[<>]=?(?=\s*[\w(])|[!=]==?|\bbreak\b|\bcontinue\b|\bclear\w*\(|\.(?:slice|delete|unsubscribe|dispose|abort|catch)\(/gu;

/** Whether what decides or waits or fails differs, and not merely names and types. */
function looksLikeFix(gone: string, come: string): boolean {
  const said = (text: string): string =>
    (withoutTypes(text).match(marks) ?? [])
      .map((mark) => mark.replaceAll(/\s+/gu, ''))
      .toSorted()
      .join(' ');
  return said(gone) !== said(come);
}

/** Enough for a line or two: annotations and type arguments hold the same signs as comparisons. */
function withoutTypes(text: string): string {
  return text.replaceAll(/<[\w\s,.|&[\]{}:'"]*>/gu, '').replaceAll(/\bas\s+[\w.<>[\]]+/gu, '');
}

/** Comments become blanks; lines stay. */
function withoutComments(text: string): string {
  const blank = (comment: string): string => comment.replaceAll(/[^\n]/gu, ' ');
  return text.replaceAll(/\/\*[\s\S]*?\*\//gu, blank).replaceAll(/(?<=^|[\s;{}])\/\/[^\n]*/gu, blank);
}
