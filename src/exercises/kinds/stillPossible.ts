import { ts } from 'ts-morph';
import { giveaway } from '../gates/cueRules.ts';
import type { UnitEdit } from '../worlds/world.ts';
import { constituentsOf, type Constituent } from './constituents.ts';
import { claimsBehind, narrowersOf } from './narrowing.ts';
import { compilerRecord } from './compilerWords.ts';
import type { Draft, DraftOption, ExerciseKind, KindRequest } from './exerciseKind.ts';
import { linesOf } from '../syntaxLines.ts';

const fewestConstituents = 3;
const mostConstituents = 8;
const mostCompiled = 8;
const mostDrafts = 2;

/** A use of a variable where the conditions before it have left only some of what it may be. */
interface NarrowedUse {
  readonly node: ts.Identifier;
  readonly line: number;
  readonly kept: readonly Constituent[];
  readonly removed: readonly Constituent[];
  /** `kind`, where the constituents are told apart by a field. */
  readonly tag: string | undefined;
}

/**
 * What a variable of a union type can still be after the conditions before a line.
 *
 *     if (event.kind === 'ack') return;
 *     if ('fatal' in event) return;
 *     join(event.room);                   // line 9
 *
 * "Which of these can still be so where line 9 uses `event`?" The checker's type at that place says it; each answer is compiled again, as
 * `event satisfies Exclude<typeof event, …>` in that very place. Not asked where the condition next to it says it in so many words.
 */
export const stillPossible: ExerciseKind = {
  id: 'E28 still-possible',
  level: 'relate',
  async draft(request) {
    const { unit, random } = request;
    if (unit.checker === undefined || unit.recompile === undefined) return [];
    const drafts: Draft[] = [];
    const asked = new Set<string>();
    let compiled = 0;
    for (const use of narrowedUses(unit.located.node, unit.checker).toReversed()) {
      const asks = `${use.node.text} ${use.kept.map(({ label }) => label).join('|')}`;
      if (asked.has(asks) || drafts.length >= mostDrafts) continue;
      asked.add(asks);
      const kept = random() < 0.5;
      for (const asksKept of [kept, !kept]) {
        const [keys, others] = asksKept ? [use.kept, use.removed] : [use.removed, use.kept];
        const chosen = choose(keys, others, use);
        if (chosen === undefined || compiled + chosen.length > mostCompiled) continue;
        compiled += chosen.length;
        const options = chosen.map((constituent) => optionOf(request, use, constituent));
        if (options.every((option) => option !== undefined)) drafts.push(...draftOf(request, use, options, asksKept));
        break;
      }
    }
    return await Promise.resolve(drafts);
  },
};

/** Taken out one by one by name, they can be read off; after so many conditions they have to be kept in mind. */
const manyNarrowers = 3;

/** The key first. What the nearest condition names is too plain to be the key. */
function choose(keys: readonly Constituent[], others: readonly Constituent[], use: NarrowedUse): readonly Constituent[] | undefined {
  if (isInOwnCase(use.node)) return undefined;
  const narrowers = narrowersOf(use.node).map((condition) => condition.getText());
  const isSaidIn = ({ plain }: Constituent, text: string): boolean =>
    new RegExp(String.raw`(?<![\w$])${plain.replaceAll('$', String.raw`\$`)}(?![\w$])`).test(text);
  const [nearest = ''] = narrowers;
  const allSaid = use.removed.every((constituent) => narrowers.some((text) => isSaidIn(constituent, text)));
  if (others.length < 2 || narrowers.length === 0 || (allSaid && narrowers.length < manyNarrowers)) return undefined;
  for (const key of keys) {
    if (isSaidIn(key, nearest)) continue;
    for (const wrong of [others.slice(0, 3), others.slice(0, 2), others.slice(1, 3), others.slice(-2)]) {
      if (
        wrong.length >= 2 &&
        giveaway(
          [key, ...wrong].map(({ label }) => label),
          0,
        ) === undefined
      )
        return [key, ...wrong];
    }
  }
  return undefined;
}

/** Inside `case 'added':` of a `switch` over it, what it is stands there. */
function isInOwnCase(use: ts.Identifier): boolean {
  const clause = ts.findAncestor(use, ts.isCaseOrDefaultClause);
  return (
    clause !== undefined &&
    new RegExp(String.raw`(?<![\w$.])${use.text.replaceAll('$', String.raw`\$`)}(?![\w$])`).test(clause.parent.parent.expression.getText())
  );
}

function draftOf(request: KindRequest, use: NarrowedUse, options: readonly DraftOption[], asksKept: boolean): readonly Draft[] {
  const [key, ...distractors] = options;
  if (key === undefined) return [];
  const still = asksKept ? 'still' : 'no longer';
  const { node, line, tag } = use;
  return [
    {
      stem: `Which of these can ${still} be so where line ${line} uses \`${node.text}\`?`,
      statesNoCall: true,
      scenarioClass: `${node.text} ${still} ${key.text} ${line - request.unit.located.unit.lines[0]}`,
      key,
      distractors,
      lines: [[line, line]],
      weight: 0.7,
      assumptions: [
        `\`${tag === undefined ? node.text : `${node.text}.${tag}`}\` can be ${listed([...use.kept, ...use.removed].toSorted((left, right) => left.order - right.order))} at first.`,
        ...claimsBehind(node),
      ],
    },
  ];
}

/** `` `event.kind` is `"ack"` ``, `` `given` is a `Customer` `` */
function inWords({ node, tag }: NarrowedUse, { label }: Constituent): string {
  const field = tag === undefined ? '' : `.${tag}`;
  return `\`${node.text}${field}\` is ${/^`[A-Z]/.test(label) ? 'a ' : ''}${label}`;
}

function listed(constituents: readonly Constituent[]): string {
  const labels = constituents.map(({ label }) => label);
  return `${labels.slice(0, -1).join(', ')} or ${labels.at(-1) ?? ''}`;
}

/** Compiled again where it stands: an error if and only if the constituent is still possible. `undefined`: the compiler does not agree. */
function optionOf({ unit, baseline }: KindRequest, use: NarrowedUse, constituent: Constituent): DraftOption | undefined {
  const { located, recompile } = unit;
  const [base] = baseline;
  const start = use.node.getStart(located.sourceFile);
  const edit: UnitEdit = {
    start,
    end: use.node.end,
    text: `(${use.node.text} satisfies Exclude<typeof ${use.node.text}, ${constituent.type}>)`,
  };
  const compiled = recompile?.([edit]);
  if (base === undefined || compiled?.ok !== true || compiled.value.elsewhere.length > 0) return undefined;
  const { here } = compiled.value;
  const kept = use.kept.includes(constituent);
  if (kept !== here.length > 0 || here.some(({ line, code }) => line !== use.line || code !== doesNotSatisfy)) return undefined;
  const record = compilerRecord(located, [edit], here, [located.unit.path]);
  return {
    text: inWords(use, constituent),
    shownBy: base,
    happensWhen: 'as the code is',
    reason: kept ? 'No condition on the way to this line rules it out.' : 'A condition on the way to this line rules it out.',
    recompiled: {
      ...record,
      engine: 'types',
      observed: kept
        ? `In line ${use.line}, the compiler counts ${constituent.label} among what \`${use.node.text}\` can be.`
        : `In line ${use.line}, the compiler no longer counts ${constituent.label} among what \`${use.node.text}\` can be.`,
    },
  };
}

/** TS1360: the type does not satisfy the expected one. */
const doesNotSatisfy = 1360;

function narrowedUses(root: ts.Node, checker: ts.TypeChecker): readonly NarrowedUse[] {
  const sourceFile = root.getSourceFile();
  const found: NarrowedUse[] = [];
  function visit(node: ts.Node): void {
    if (ts.isIdentifier(node) && isRead(node)) {
      const use = narrowedUse(node);
      if (use !== undefined) found.push(use);
    }
    ts.forEachChild(node, visit);
  }
  function narrowedUse(node: ts.Identifier): NarrowedUse | undefined {
    const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration;
    if (declaration === undefined || declaration.pos < root.pos || declaration.end > root.end) return undefined;
    if (!ts.isParameter(declaration) && !ts.isVariableDeclaration(declaration) && !ts.isBindingElement(declaration)) return undefined;
    if (declaration.name === node) return undefined;
    const whole = constituentsOf(checker.getTypeAtLocation(declaration.name), node, checker);
    if (whole === undefined || whole.all.length < fewestConstituents || whole.all.length > mostConstituents) return undefined;
    const now = checker.getTypeAtLocation(node);
    const left = new Set(now.isUnion() ? now.types : [now]);
    const kept = whole.all.filter(({ types }) => types.every((type) => left.has(type)));
    const removed = whole.all.filter(({ types }) => !types.some((type) => left.has(type)));
    const known = kept.reduce((sum, { types }) => sum + types.length, 0);
    if (kept.length === 0 || removed.length === 0 || kept.length + removed.length < whole.all.length || known < left.size) return undefined;
    return { node, line: linesOf(node, sourceFile)[0], kept, removed, tag: whole.tag };
  }
  ts.forEachChild(root, visit);
  // The name of a line has to mean one place.
  return found.filter(({ node, line, kept }) =>
    found.every((other) => other.node.text !== node.text || other.line !== line || sameLabels(other.kept, kept)),
  );
}

function sameLabels(left: readonly Constituent[], right: readonly Constituent[]): boolean {
  return left.map(({ label }) => label).join() === right.map(({ label }) => label).join();
}

/** A plain read, where brackets around the name change nothing else. */
function isRead(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) {
    let outermost: ts.Node = parent;
    while (!ts.isStatement(outermost) && outermost.parent !== undefined && outermost.parent.getStart() === node.getStart())
      outermost = outermost.parent;
    return parent.expression === node && !ts.isExpressionStatement(outermost);
  }
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.arguments?.includes(node) === true;
  if (ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isTemplateSpan(parent) || ts.isReturnStatement(parent) || ts.isSpreadAssignment(parent)) return true;
  return false;
}
