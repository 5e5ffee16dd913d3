import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { isPlainlySynchronous } from '../isPlainlySynchronous.ts';
import { bodyOf, enclosingTry, isAsync, ownNodes } from '../ownCode.ts';
import type { CallSite, LocatedUnit } from '../sourceText.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'callers';
/** Known for whoever asks what a change would break; nobody who reads the unit misses it. */
const unlisted = 0.3;

/** Members of lists, texts and promises. */
const builtIn =
  /^(length|size|map|filter|forEach|find|some|every|join|slice|split|includes|indexOf|has|get|keys|values|entries|trim|toString|then|catch|finally|pop|push|concat|sort|reduce|call|apply|bind|next|shift|unshift|at|flat|reverse)$/;

/**
 * Who relies on the unit, and on what. Only calls that certainly mean it are counted, so it is never said that nobody calls it.
 *
 *     → `checkout` (src/checkout.ts:41) ignores what this returns.
 *     → `refresh` (src/session.ts:12) catches its failure where it calls this; 6 other calls have no `catch` of their own.
 */
export const callers: FactDetector = {
  id: kind,
  detect(located, { callSites }) {
    const sites = callSites.filter((site) => !site.inTest && site.caller !== located.unit.name);
    if (sites.length === 0) return [];
    const reliance = relianceFact(located, sites);
    if (reliance.length > 0) return reliance;
    const used = usedBy(located, sites);
    return used;
  },
};

function relianceFact(located: LocatedUnit, sites: readonly CallSite[]): readonly Fact[] {
  const { node } = located;
  const doing = (what: CallSite['reliance'][number]): CallSite | undefined =>
    sites.find((site) => site.reliance.includes(what) && site.path !== located.unit.path) ??
    sites.find((site) => site.reliance.includes(what));
  const others = sites.length - 1;
  const catching = doing('catches its failure');
  const catchers = sites.filter((site) => site.reliance.includes('catches its failure')).length;
  if (catching && catchers < sites.length && (isAsync(node) || ownNodes(node).some(ts.isThrowStatement))) {
    const rest = sites.length - catchers;
    return said(
      located,
      catching,
      'catches',
      `catches its failure where it calls this; ${places(rest)} no \`catch\` of ${rest === 1 ? 'its' : 'their'} own.`,
      0.75,
    );
  }
  const ignoring = doing('ignores the result');
  const using = sites.filter((site) => !site.reliance.includes('ignores the result')).length;
  // What most leave lying is no answer that somebody forgot.
  if (ignoring && returnsValue(node) && using >= sites.length / 2) {
    return said(located, ignoring, 'ignores', 'ignores what this returns; other callers use it.', 0.7);
  }
  const testing = mayBeAbsent(node) ? doing('tests it for absence') : undefined;
  if (testing && sites.length > 1 && sites.some((site) => site.reliance.includes('uses the result'))) {
    return said(located, testing, 'tests', 'tests the result for absence; not every caller does.', 0.45);
  }
  if (testing && others === 0) return said(located, testing, 'tests', 'tests the result for absence.', unlisted);
  if (catching && others === 0 && (isAsync(node) || ownNodes(node).some(ts.isThrowStatement)))
    return said(located, catching, 'catches', 'is the one caller found, and it catches the failure.', 0.6);
  // Of other units it is not known whether a `try` around the call covers it.
  const thrown = catching || !isPlainlySynchronous(node) ? undefined : ownThrow(node);
  const passing = thrown && sites.find((site) => site.path !== located.unit.path && site.caller !== undefined && site.later !== true);
  if (thrown && passing) {
    const error = ts.isNewExpression(thrown.expression) ? thrown.expression.expression.getText() : 'error';
    return said(
      located,
      passing,
      'passes',
      `calls this outside any \`try\`: the \`${error}\` from line ${lineOf(thrown)} goes through it.`,
      0.55,
    );
  }
  return [];
}

/** What a caller makes of the answer: a way out, rounds of a loop, the members it reads. */
function usedBy(located: LocatedUnit, sites: readonly CallSite[]): readonly Fact[] {
  const { node, unit } = located;
  const nearest = sites.toSorted((left, right) => Number(left.path === unit.path) - Number(right.path === unit.path));
  const leaving = nearest.find(({ decides, caller }) => decides && caller !== undefined);
  if (leaving?.decides) {
    const { when, exit } = leaving.decides;
    const more = sites.filter((site) => site !== leaving && site.decides?.exit === exit && site.decides.when === when).length;
    const others = more === 0 ? '' : more === 1 ? ', like one other caller' : `, like ${more} other callers`;
    return said(
      located,
      leaving,
      'decides',
      `${exit} where this ${isLater(node) ? 'resolves to' : 'gives'} a ${when} answer${others}.`,
      exit === 'throws' ? 0.75 : unlisted,
    );
  }
  const repeating = nearest.find(({ inLoop, caller }) => inLoop && caller !== undefined);
  const ownLoop = ownNodes(node).find((found) => ts.isIterationStatement(found, false));
  if (repeating?.reliance.includes('awaits it'))
    return said(located, repeating, 'waits', 'calls this in a loop and waits for it each time.', 0.7);
  if (repeating && ownLoop && !loopsOverArgument(ownLoop, node))
    return said(located, repeating, 'loops', `calls this in a loop, and line ${lineOf(ownLoop)} loops again: the work multiplies.`, 0.7);
  return readBy(located, nearest);
}

/** A loop over what it was handed, or over a few names written down, is longer only where that is. */
function loopsOverArgument(loop: ts.Node, unit: ts.Node): boolean {
  const over = ts.isForOfStatement(loop) || ts.isForInStatement(loop) ? loop.expression : undefined;
  const root = over && rootOf(over);
  if (!root || root.kind === ts.SyntaxKind.ThisKeyword) return !root;
  const isOwn = ownNodes(unit).some(
    (node) => (ts.isVariableDeclaration(node) || ts.isParameter(node)) && node.name.getText() === root.getText(),
  );
  const isHanded =
    ts.isFunctionLike(unit) && unit.parameters.some(({ name }) => new RegExp(String.raw`\b${root.getText()}\b`).test(name.getText()));
  return isOwn || isHanded || /^[A-Z][A-Z\d_]*$|^[[{]/u.test(root.getText());
}

function rootOf(value: ts.Expression): ts.Node {
  if (ts.isCallExpression(value))
    return value.arguments[0] && !ts.isPropertyAccessExpression(value.expression) ? rootOf(value.arguments[0]) : rootOf(value.expression);
  return ts.isPropertyAccessExpression(value) || ts.isElementAccessExpression(value) || ts.isNonNullExpression(value)
    ? rootOf(value.expression)
    : value;
}

/** What it answers comes with a promise. */
function isLater(node: ts.Node): boolean {
  return isAsync(node) || (ts.isFunctionLike(node) && /^Promise\b/u.test(node.type?.getText() ?? ''));
}

/** Members of the result that callers rely on; of a list or text everybody reads the same. */
function readBy(located: LocatedUnit, nearest: readonly CallSite[]): readonly Fact[] {
  const reading = nearest.filter(({ reads, caller }) => reads && caller !== undefined && !reads.some((name) => builtIn.test(name)));
  const [first] = reading;
  const names = [...new Set(reading.flatMap(({ reads }) => reads ?? []))];
  if (!first || names.length === 0 || names.length > 4) return [];
  const last = names.at(-1) ?? '';
  const list = names.length === 1 ? `\`${last}\`` : `\`${names.slice(0, -1).join('`, `')}\` and \`${last}\``;
  const isAll = reading.length === nearest.length;
  const only = isAll ? 'and nothing else ' : '';
  if (reading.length === 1) return said(located, first, 'reads', `reads ${list} of the result ${only}.`.replace(' .', '.'), unlisted);
  const others = reading.length === 2 ? 'another caller' : `${reading.length - 1} other callers`;
  return said(located, first, 'reads', `and ${others} read ${list} of the result${isAll ? ', and nothing else' : ''}.`, unlisted);
}

/** A `throw` that leaves the unit at once. */
function ownThrow(unit: ts.Node): ts.ThrowStatement | undefined {
  return ownNodes(unit).find(
    (node): node is ts.ThrowStatement =>
      ts.isThrowStatement(node) &&
      ts.isNewExpression(node.expression) &&
      !enclosingTry(node, unit, (around) => around.catchClause !== undefined),
  );
}

function places(count: number): string {
  return count === 1 ? 'one other call has' : `${count} other calls have`;
}

function said(located: LocatedUnit, site: CallSite, about: string, words: string, surprise: number): readonly Fact[] {
  const text = `${siteInWords(site)} ${words}`;
  const lower = site.path === located.unit.path ? surprise - 0.1 : surprise;
  return stateFact({
    kind,
    about,
    text,
    on: [located.node],
    surprise: lower,
    reach: reachOf(located, site),
    basis: 'references',
    at: placesOf([site]),
  });
}

function siteInWords(site: CallSite): string {
  const place = `${site.path}:${site.lines[0]}`;
  return site.caller === undefined ? `Code at ${place}` : `\`${site.caller}\` (${place})`;
}

function placesOf(sites: readonly CallSite[]): NonNullable<Fact['at']> {
  return sites.slice(0, 5).map(({ path, lines }) => ({ path, lines }));
}

function reachOf(located: LocatedUnit, site: CallSite): Fact['reach'] {
  return site.path === located.unit.path ? 'here' : 'elsewhere';
}

/** By its declared type or a `return null`: a boolean that is negated is not tested for absence. */
function mayBeAbsent(node: ts.Node): boolean {
  const type = ts.isFunctionLike(node) ? node.type?.getText() : undefined;
  if (type !== undefined) return /\b(undefined|null)\b/.test(type);
  return ownNodes(node).some(
    (found) => ts.isReturnStatement(found) && (!found.expression || /^(undefined|null)$/.test(found.expression.getText())),
  );
}

/** Certainly more than `void`: by its declared type, else by a `return` of something that is no call. */
function returnsValue(node: ts.Node): boolean {
  const type = ts.isFunctionLike(node) ? node.type?.getText() : undefined;
  if (type !== undefined) return !/^(Promise<\s*)?(void|undefined|never|any|unknown)\b/.test(type);
  const body = bodyOf(node);
  if (!body) return false;
  return ownNodes(body).some((found) => ts.isReturnStatement(found) && found.expression !== undefined && !mayBeVoid(found.expression));
}

function mayBeVoid(value: ts.Expression): boolean {
  return ts.isCallExpression(value) || ts.isAwaitExpression(value) || ts.isNewExpression(value);
}
