import { ts } from 'ts-morph';
import { failure, success, type Result } from '../../terms/result.ts';
import { isErrorType } from './typeShape.ts';
import type { UnitUsage } from './usage.ts';
import { usagesBelow, type Usage } from './usageTree.ts';

/** The classes from outside that the unit tests for with `instanceof`. */
export interface OutsideClasses {
  /** By name; the type of their instances. No two of them are related. */
  readonly instances: ReadonlyMap<string, ts.Type>;
  /** Names of error classes that the unit tells from others; no scripted error is of them. */
  readonly errors: ReadonlySet<string>;
}

/** Fails where a scripted value could not be made to answer the test as its declared type says. */
export function outsideClasses(parts: {
  readonly usage: UnitUsage;
  readonly scripted: readonly { readonly name: string; readonly type: ts.Type | undefined }[];
  /** Names of what is used as it is: error classes among them. */
  readonly bundled: readonly string[];
  readonly checker: ts.TypeChecker | undefined;
}): Result<OutsideClasses> {
  const { usage, scripted, bundled, checker } = parts;
  const inner = [usage.self, usage.base, ...usage.parameters, ...[...usage.outside.values()].flatMap((found) => usagesBelow(found.usage))];
  const instances = new Map<string, ts.Type>();
  const errors = new Set(bundled);
  const refused = failure('it tests for a class from outside');
  if (inner.some(testsWithin)) return refused;
  for (const { name, type } of scripted) {
    if (usage.outside.get(name)?.usage.instanceTested !== true) continue;
    const made = type?.getConstructSignatures()[0]?.getReturnType();
    if (made !== undefined && checker !== undefined ? isErrorType(made, checker) : /(?:Error|Exception)$/u.test(name)) errors.add(name);
    else if (made === undefined || made.symbol === undefined) return refused;
    else instances.set(name, made);
  }
  const all = [...instances.values()];
  const related = all.some((left) => all.some((right) => left !== right && namesOf(left, checker).has(right.symbol.name)));
  return related ? refused : success({ instances, errors });
}

/** The tested class that a declared type is, or derives from. */
export function classOf(type: ts.Type, classes: OutsideClasses, checker: ts.TypeChecker): string | undefined {
  return [...classes.instances].find(([, instance]) => symbolsOf(type, checker).has(instance.symbol))?.[0];
}

/** Tested classes whose instances a declared type also allows. */
export function allowedClasses(
  type: ts.Type,
  usage: Usage | undefined,
  classes: OutsideClasses,
  checker: ts.TypeChecker,
): readonly (readonly [name: string, instance: ts.Type])[] {
  const wanted = [...classes.instances].filter(([name]) => usage?.instanceOf.has(name) === true);
  return wanted.filter(([, instance]) => checker.isTypeAssignableTo(instance, type));
}

/** Whether an error of this type is, or derives from, a class that the unit tells from others. */
export function isToldError(type: ts.Type, classes: OutsideClasses, checker: ts.TypeChecker): boolean {
  return [...namesOf(type, checker)].some((name) => classes.errors.has(name));
}

function namesOf(type: ts.Type, checker: ts.TypeChecker | undefined): ReadonlySet<string> {
  return new Set([...symbolsOf(type, checker)].map(({ name }) => name));
}

/** The symbols of a type and of all it derives from. */
function symbolsOf(type: ts.Type, checker: ts.TypeChecker | undefined): ReadonlySet<ts.Symbol> {
  const found = new Set<ts.Symbol>();
  const visit = (current: ts.Type): void => {
    const symbol = current.symbol as ts.Symbol | undefined;
    if (current.isIntersection()) current.types.forEach(visit);
    if (symbol === undefined || found.has(symbol) || checker === undefined) return;
    found.add(symbol);
    if (!(symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface))) return;
    const declared = checker.getDeclaredTypeOfSymbol(symbol);
    if (declared.isClassOrInterface()) checker.getBaseTypes(declared).forEach(visit);
  };
  visit(type);
  return found;
}

function testsWithin(usage: Usage): boolean {
  return usage.instanceTested || usagesBelow(usage).some(testsWithin);
}
