/**
 * What `check --json` and `explain --json` print, written down by hand from the published interface and from nothing else: this file
 * imports no product code, so that a change of shape is found here first.
 */
type Rule = (value: unknown, at: string, problems: string[]) => void;

const levels = ['recall', 'trace', 'predict', 'relate', 'change-impact', 'debug', 'design-why'];
const engines = ['syntax', 'types', 'references', 'recompile', 'execution', 'mutation', 'git'];
const bases = ['syntax', 'types', 'references', 'execution', 'git'];
const unitKinds = [
  'function',
  'method',
  'getter',
  'setter',
  'constructor',
  'class',
  'component',
  'hook',
  'generator',
  'route',
  'reducer',
  'type',
  'module',
];

const when =
  (holds: (value: unknown) => boolean, expected: string): Rule =>
  (value, at, problems) => {
    if (!holds(value)) problems.push(`${at} is ${JSON.stringify(value)?.slice(0, 60) ?? 'missing'}, not ${expected}`);
  };
const text = when((value) => typeof value === 'string' && value.length > 0, 'a text');
const anyText = when((value) => typeof value === 'string', 'a text, possibly empty');
const flag = when((value) => typeof value === 'boolean', 'true or false');
const count = when((value) => Number.isInteger(value) && Number(value) >= 0, 'a whole number');
const lineNumber = when((value) => Number.isInteger(value) && Number(value) >= 1, 'a line number');
const share = when((value) => typeof value === 'number' && value >= 0 && value <= 1, 'a number from 0 to 1');
const key = when((value) => typeof value === 'string' && /^[0-9a-f]{16}$/u.test(value), '16 hex digits');
const relativePath = when(
  (value) => typeof value === 'string' && value !== '' && !/^\/|\\|(?:^|\/)\.\.(?:\/|$)/u.test(value),
  'a relative path',
);
const oneOf = (...values: readonly string[]): Rule => when((value) => values.includes(String(value)), `one of ${values.join(', ')}`);

const list =
  (rule: Rule, least = 0): Rule =>
  (value, at, problems) => {
    if (!Array.isArray(value)) problems.push(`${at} is no list`);
    else if (value.length < least) problems.push(`${at} holds fewer than ${least}`);
    else for (const [index, each] of value.entries()) rule(each, `${at}[${index}]`, problems);
  };

/** A name that ends in `?` may be missing. Names that are not listed are problems: the interface may grow, but on purpose. */
const shape =
  (rules: Readonly<Record<string, Rule>>): Rule =>
  (value, at, problems) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return void problems.push(`${at} is no object`);
    const given: Readonly<Record<string, unknown>> = { ...value };
    const known = new Set(Object.keys(rules).map((name) => name.replace('?', '')));
    for (const name of Object.keys(given)) if (!known.has(name)) problems.push(`${at}.${name} is not in the interface`);
    for (const [name, rule] of Object.entries(rules)) {
      const bare = name.replace('?', '');
      if (bare !== name && !(bare in given)) continue;
      rule(given[bare], `${at}.${bare}`, problems);
    }
  };

const lineRange: Rule = (value, at, problems) => {
  const [first, last, ...more] = Array.isArray(value) ? (value as unknown[]) : [];
  const isRange = Number.isInteger(first) && Number.isInteger(last) && Number(first) >= 1 && Number(first) <= Number(last);
  if (!isRange || more.length > 0) problems.push(`${at} is no pair of lines`);
};

const unitShape = {
  key,
  path: relativePath,
  name: text,
  kind: oneOf(...unitKinds),
  lines: lineRange,
  signature: anyText,
  size: shape({ lines: count, statements: count, branches: count }),
};

const replay: Rule = shape({ scenario: text, edits: list(shape({ start: count, end: count, text: anyText })) });

const proof: Rule = (value, at, problems) => {
  shape({ engine: oneOf(...engines), claim: text, observed: text, 'program?': text, 'expected?': text, 'replay?': replay })(
    value,
    at,
    problems,
  );
  const { engine, program, expected } = value as { engine?: string; program?: string; expected?: string };
  if (engine !== 'execution' && engine !== 'mutation') return;
  if (program === undefined || expected === undefined) problems.push(`${at} was executed and has no program to show it`);
  if (expected !== undefined && expected.includes('\n')) problems.push(`${at}.expected is more than one line`);
};

const option = shape({ id: text, text, correct: flag, reason: text, proof });

const changeInCode = shape({ removed: list(shape({ before: lineNumber, text: anyText })), added: list(lineNumber) });

const exercise: Rule = (value, at, problems) => {
  shape({
    id: key,
    unitKey: key,
    kind: when((kind) => /^E\d\d [a-z][a-z-]+$/u.test(String(kind)), 'a kind such as `E12 reject-path`'),
    level: oneOf(...levels),
    stem: text,
    assumptions: list(text),
    code: shape({ text, firstLine: lineNumber, 'change?': changeInCode }),
    multi: flag,
    options: list(option, 2),
    value: share,
    difficulty: share,
    lines: list(lineRange, 1),
  })(value, at, problems);
  const { options = [], multi } = value as { options?: readonly { id: string; text: string; correct: boolean }[]; multi?: boolean };
  if (options.length > 4) problems.push(`${at} has more than four options`);
  if (new Set(options.map(({ text: words }) => words)).size !== options.length) problems.push(`${at} has the same option twice`);
  if (new Set(options.map(({ id }) => id)).size !== options.length) problems.push(`${at} has the same option id twice`);
  const right = options.filter(({ correct }) => correct).length;
  if (right === 0 || (multi !== true && right > 1)) problems.push(`${at} has ${right} right options`);
};

const checked: Rule = (value, at, problems) => {
  shape({ unit: shape(unitShape), 'why?': text, exercises: list(exercise) })(value, at, problems);
  const { unit, why, exercises = [] } = value as { unit?: { key: string }; why?: string; exercises?: readonly { unitKey: string }[] };
  if (exercises.length === 0 && why === undefined) problems.push(`${at} has no exercise and does not say why`);
  for (const each of exercises) if (each.unitKey !== unit?.key) problems.push(`${at} holds an exercise of another unit`);
};

const sections = ['in one line', 'how it runs', 'watch out', 'what this change altered', 'in this project', 'why it is there'];
const sentence = shape({ text, lines: list(lineRange, 1), 'section?': oneOf(...sections) });
const explained = shape({
  ...unitShape,
  facts: list(
    shape({
      id: text,
      kind: text,
      text: when((words) => typeof words === 'string' && words.length > 0 && words.length <= 160, 'a sentence of at most 160 characters'),
      lines: list(lineRange, 1),
      basis: oneOf(...bases),
      'at?': list(shape({ path: relativePath, lines: lineRange })),
    }),
  ),
  concepts: list(text),
  explanation: shape({ 'headline?': text, proved: list(sentence), recorded: list(sentence), said: list(sentence) }),
});

const header = {
  schema: when((value) => value === 1, '1'),
  tool: when((value) => value === 'understand-this', 'understand-this'),
  version: text,
};

function problemsOf(rule: Rule, document: unknown): readonly string[] {
  const problems: string[] = [];
  rule(document, 'document', problems);
  return problems;
}

/** What a range means for packages; absent where a path is asked about. */
const packageNews = shape({
  name: text,
  kind: oneOf('added', 'moved', 'removed'),
  path: relativePath,
  line: count,
  text,
  notes: list(shape({ text, basis: oneOf(...bases), 'place?': shape({ path: relativePath, line: count }) })),
});

/** What is wrong with the document `check --json` printed; empty when nothing is. */
export function checkProblems(document: unknown): readonly string[] {
  return problemsOf(shape({ ...header, 'packages?': list(packageNews), units: list(checked) }), document);
}

/** What is wrong with the document `explain --json` printed. */
export function explainProblems(document: unknown): readonly string[] {
  return problemsOf(shape({ ...header, 'packages?': list(packageNews), units: list(explained) }), document);
}

/** What is wrong with the document `index --json` printed. */
export function indexProblems(document: unknown): readonly string[] {
  const skipped = list(shape({ path: relativePath, reason: text }));
  return problemsOf(shape({ ...header, files: count, units: count, lines: count, skipped, elapsedMs: count, peakRssMb: count }), document);
}
