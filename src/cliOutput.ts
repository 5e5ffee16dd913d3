import { visibleText } from './safety/visibleText.ts';
import type { IndexSummary } from './analysis/repositoryIndex.ts';
import type { CheckedUnit, ExplainedUnit } from './stories/askedCode.ts';
import type { Blamed, BlamedFile } from './stories/blamed.ts';
import { listedLines, type Exercise } from './terms/exercise.ts';
import type { Explanation, Section, Sentence } from './terms/explanation.ts';
import type { LineRange } from './terms/ranges.ts';
import type { PackageNews } from './terms/packageNews.ts';
import type { Unit } from './terms/unit.ts';

/** How to draw: `width` in characters; `colour` false for a pipe, a file and `NO_COLOR`. */
export interface Paper {
  readonly width: number;
  readonly colour: boolean;
}

/** As in the sidebar. */
const shownSections: readonly Section[] = ['in one line', 'how it runs', 'watch out', 'what this change altered', 'in this project'];
const longestSentence = 1_000;
/** `ai 0.95 claude`, and room for longer names. */
const whoWidth = 16;
/** Of a file; in JSON each line has all of its own. */
const mostReasons = 8;
const usualWidth = 80;
const narrowest = 40;
const widest = 100;

/** Draws for a stream: a terminal's own width, 80 for anything else. */
export function paperFor(stream: { readonly isTTY?: boolean; readonly columns?: number }, environment: NodeJS.ProcessEnv): Paper {
  // A terminal that does not know its width says 0.
  const width = Math.min(widest, Math.max(narrowest, stream.columns === 0 ? usualWidth : (stream.columns ?? usualWidth)));
  return { width, colour: stream.isTTY === true && (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb' };
}

type Style = 'bold' | 'dim' | 'green';

const styleCodes: Record<Style, readonly [on: number, off: number]> = { bold: [1, 22], dim: [2, 22], green: [32, 39] };

function styled(text: string, style: Style, paper: Paper): string {
  const [on, off] = styleCodes[style];
  return paper.colour ? `\u001B[${on}m${text}\u001B[${off}m` : text;
}

/** Breaks at spaces; `first` starts the first line, spaces of its length the others. */
function wrapped(text: string, first: string, paper: Paper): string {
  const indent = ' '.repeat(first.length);
  const lines: string[] = [];
  let line = '';
  for (const word of visibleText(text, longestSentence).split(/\s+/u)) {
    if (line !== '' && first.length + line.length + 1 + word.length > paper.width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each, index) => (index === 0 ? first : indent) + each).join('\n');
}

function lineWords(ranges: readonly LineRange[]): string {
  const words = ranges.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`));
  return `${words.length === 1 && ranges[0]?.[0] === ranges[0]?.[1] ? 'line' : 'lines'} ${words.join(', ')}`;
}

function heading(unit: Unit, paper: Paper): string {
  const place = visibleText(`${unit.path}:${unit.lines[0]}`);
  return `${styled(place, 'dim', paper)}  ${styled(visibleText(unit.name), 'bold', paper)}  ${styled(unit.kind, 'dim', paper)}`;
}

/** `explain`: what each unit does that name and types do not say; units with nothing to say are only counted. */
export function explainedText(units: readonly ExplainedUnit[], paper: Paper, packages?: readonly PackageNews[]): string {
  const silent = units.filter(({ explanation }) => sentencesOf(explanation).length === 0).length;
  const told = units.filter(({ explanation }) => sentencesOf(explanation).length > 0);
  const blocks = told.map(({ unit, explanation }) => {
    const { headline, concepts = [] } = explanation;
    const title = headline === undefined ? [] : [`  ${styled(visibleText(headline), 'bold', paper)}`];
    const named = concepts.map(({ id, why }) => wrapped(`${id.replaceAll('-', ' ')}: ${why}`, '  ◦ ', paper));
    return [
      heading(unit, paper),
      ...title,
      ...sectionsInText(explanation, paper),
      ...(named.length > 0 ? [styled('  concepts', 'dim', paper), ...named] : []),
    ].join('\n');
  });
  const counted = units.length === 1 ? 'Nothing found' : `${silent} of ${units.length} units: nothing found`;
  const rest = `${counted} that the code does not say at once.`;
  return [...packagesInText(packages, paper), ...blocks, ...(silent > 0 ? [styled(rest, 'dim', paper)] : [])].join('\n\n');
}

/** Sentence by sentence in the sidebar's order, each section under its name; the one-line summary needs none. */
function sectionsInText({ proved, recorded, said }: Explanation, paper: Paper): readonly string[] {
  const parts: readonly (readonly [string, readonly Sentence[]])[] = [
    ...shownSections.map((section) => [section, proved.filter((each) => (each.section ?? 'how it runs') === section)] as const),
    ['why it is there', recorded],
    ['said by a model, may be wrong', said],
  ];
  return parts.flatMap(([name, sentences]) => {
    if (sentences.length === 0) return [];
    const lines = sentences.map(({ text, lines: on }) => wrapped(`${text} (${lineWords(on)})`, '  • ', paper));
    return name === 'in one line' ? lines : [styled(`  ${name}`, 'dim', paper), ...lines];
  });
}

function sentencesOf({ proved, recorded, said }: Explanation): readonly Sentence[] {
  return [...proved, ...recorded, ...said];
}

function excerpt(code: Exercise['code'], paper: Paper): string {
  const lines = listedLines(code);
  const numberWidth = Math.max(...lines.map(({ number }) => String(number ?? '').length));
  return lines
    .map(({ number, text, mark }) => {
      const indent = (/^[ \t]*/u.exec(text)?.[0] ?? '').replaceAll('\t', '  ');
      const margin = `${code.change ? `${mark} ` : ''}${String(number ?? '').padStart(numberWidth)} │`;
      return `  ${styled(margin, 'dim', paper)} ${indent}${visibleText(text, longestSentence)}`.trimEnd();
    })
    .join('\n');
}

/** The code is left out when it stands right above already. */
function question(exercise: Exercise, previous: Exercise | undefined, paper: Paper): string {
  const letter = (index: number): string => String.fromCodePoint(65 + index);
  const options = exercise.options.map((option, index) => wrapped(option.text, `  ${letter(index)}  `, paper));
  const answers = exercise.options.flatMap((option, index) =>
    option.correct ? [wrapped(option.reason, `  ${letter(index)} holds: `, paper)] : [],
  );
  const assumed = exercise.assumptions.map((sentence) => styled(wrapped(sentence, '  ', paper), 'dim', paper));
  return [
    wrapped(exercise.stem, '  ', paper),
    ...assumed,
    ...(exercise.code.text === previous?.code.text ? [] : [excerpt(exercise.code, paper)]),
    ...options,
    ...answers.map((answer) => styled(answer, 'green', paper)),
  ].join('\n');
}

/** `check`: each question with its options, which of them hold and why; units without one are counted by their reason. */
export function checkedText(checked: readonly CheckedUnit[], paper: Paper, packages?: readonly PackageNews[]): string {
  const asked = checked.filter(({ exercises }) => exercises.length > 0);
  const blocks = asked.map(({ unit, exercises }) =>
    [heading(unit, paper), ...exercises.map((exercise, index) => question(exercise, exercises[index - 1], paper))].join('\n\n'),
  );
  const reasons = new Map<string, number>();
  for (const { why } of checked) if (why !== undefined) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  const rest = [...reasons]
    .toSorted((left, right) => right[1] - left[1])
    .map(([why, count]) => wrapped(`${count} without a question: ${why}`, '', paper));
  return [...packagesInText(packages, paper), ...blocks, ...(rest.length > 0 ? [styled(rest.join('\n'), 'dim', paper)] : [])].join('\n\n');
}

/** What a change means for the packages it names, each with what is known of it. */
function packagesInText(packages: readonly PackageNews[] = [], paper: Paper): readonly string[] {
  return packages.map(({ path, line, text, notes }) =>
    [
      `${styled(visibleText(`${path}:${line}`), 'dim', paper)}  ${styled('package', 'dim', paper)}`,
      wrapped(text, '  ', paper),
      ...notes.map((note) => wrapped(`${note.text}${note.place ? ` (${note.place.path}:${note.place.line})` : ''}`, '  • ', paper)),
    ].join('\n'),
  );
}

/** `index`: the figures, then what was left alone, grouped by reason. */
export function indexedText(summary: IndexSummary, paper: Paper): string {
  const seconds = (summary.elapsedMs / 1000).toFixed(1);
  const figures = `${summary.files} files, ${summary.units} units, ${summary.lines} lines in ${seconds} s, at most ${summary.peakRssMb} MB`;
  const skipped = summary.skipped.map(({ path, reason }) => wrapped(`${path}: ${reason}`, '  left alone  ', paper));
  return [figures, ...skipped].join('\n');
}

/** `blame`: how many lines of each kind, then each line behind who wrote it, then what that rests on. */
export function blamedText({ files, totals }: Blamed, paper: Paper): string {
  const kinds = (['ai', 'human', 'mixed', 'unknown'] as const).map((kind) => `${totals[kind]} ${kind}`);
  const lineCount = files.reduce((sum, { lines }) => sum + lines.length, 0);
  const blocks = files.map((file) => blamedFile(file, paper));
  return [styled(`${lineCount} ${lineCount === 1 ? 'line' : 'lines'}: ${kinds.join(', ')}`, 'bold', paper), ...blocks].join('\n\n');
}

function blamedFile({ path, lines, text }: BlamedFile, paper: Paper): string {
  const code = text.split(/\r?\n/u);
  const numberWidth = String(lines.at(-1)?.line ?? 1).length;
  const reasons = new Map<string, number>();
  const printed = lines.map(({ line, origin }) => {
    const { kind, confidence, tool = '', evidence } = origin;
    for (const { why, where } of evidence) reasons.set(`${why} (${where})`, (reasons.get(`${why} (${where})`) ?? 0) + 1);
    const who = kind === 'unknown' ? kind : `${kind} ${confidence.toFixed(2)} ${visibleText(tool, whoWidth)}`;
    const gutter = `${who.slice(0, whoWidth).padEnd(whoWidth)} │ ${String(line).padStart(numberWidth)} │`;
    const source = (code[line - 1] ?? '').replaceAll('\t', '  ');
    const indent = /^ */u.exec(source)?.[0] ?? '';
    const shown = `${indent}${visibleText(source, longestSentence)}`.slice(0, Math.max(20, paper.width - gutter.length - 1));
    return `${kind === 'ai' || kind === 'mixed' ? styled(gutter, 'bold', paper) : styled(gutter, 'dim', paper)} ${shown}`.trimEnd();
  });
  const because = [...reasons]
    .toSorted((left, right) => right[1] - left[1])
    .slice(0, mostReasons)
    .map(([reason, count]) => wrapped(reason, `  ${String(count).padStart(numberWidth)} × `, paper));
  return [styled(visibleText(path), 'bold', paper), ...printed, ...because.map((each) => styled(each, 'dim', paper))].join('\n');
}

/** Takes back what `progressLine` drew. */
export const wipedLine = '\r\u001B[2K';

/** Rewrites one line of a terminal: `done` of `total`, and what is being worked on. */
export function progressLine(done: number, total: number, label: string, width: number): string {
  const barWidth = 20;
  const filled = total === 0 ? 0 : Math.round((done / total) * barWidth);
  const line = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${done}/${total} ${visibleText(label)}`;
  return wipedLine + line.slice(0, width - 1);
}

/** What a command says on stderr besides its result. */
export interface Speaker {
  warn(sentence: string): void;
  /** Draws on a terminal only; `done` = `total` wipes the line. */
  progress(done: number, total: number, label: string): void;
}

export function createSpeaker(quiet: boolean): Speaker {
  const stream = process.stderr;
  const draws = !quiet && stream.isTTY;
  return {
    warn(sentence) {
      if (!quiet) stream.write(`${draws ? wipedLine : ''}${visibleText(sentence)}\n`);
    },
    progress(done, total, label) {
      if (draws) stream.write(done === total ? wipedLine : progressLine(done, total, label, paperFor(stream, process.env).width));
    },
  };
}
