import type { ts } from 'ts-morph';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { parseSource } from '../../src/analysis/parseSource.ts';
import type { FactDetector } from '../../src/analysis/factDetector.ts';
import { openBoundedProgram } from '../../src/analysis/boundedProgram.ts';
import type { DocumentCache } from '../../src/analysis/documentCache.ts';
import type { CallSite, LocatedUnit } from '../../src/analysis/sourceText.ts';
import { memoryHost } from './memoryHost.ts';

/** The unit of that name, or the first one, in a text parsed as `cart.ts`. */
export function unitIn(text: string, name?: string, path = 'cart.ts'): LocatedUnit {
  const units = locateUnits(parseSource(`/repo/${path}`, text), path);
  const found = name === undefined ? units[0] : units.find(({ unit }) => unit.name === name);
  if (!found) throw new Error(`no unit ${name ?? ''} in ${units.map(({ unit }) => unit.name).join(', ')}`);
  return found;
}

/** The sentences a detector says of a unit, by syntax alone. */
export function sentences(detector: FactDetector, text: string, name?: string, callSites: readonly CallSite[] = []): readonly string[] {
  return detector.detect(unitIn(text, name), { callSites }).map((fact) => fact.text);
}

/** The same with types. */
export function typedSentences(detector: FactDetector, cache: DocumentCache, text: string, name?: string): readonly string[] {
  const { located, checker } = typedUnitIn(text, cache, name);
  return detector.detect(located, { callSites: [], checker }).map((fact) => fact.text);
}

/** `unitIn` in a program of its own. */
export function typedUnitIn(
  text: string,
  cache: DocumentCache,
  name?: string,
): { readonly located: LocatedUnit; readonly checker: ts.TypeChecker } {
  const file = '/repo/cart.ts';
  const program = openBoundedProgram({ entry: file, overlays: new Map(), root: '/repo', host: memoryHost({ [file]: text }), cache });
  const sourceFile = program.sourceFile(file);
  if (!sourceFile) throw new Error('the file is not part of its own program');
  const units = locateUnits(sourceFile, 'cart.ts');
  const located = name === undefined ? units[0] : units.find(({ unit }) => unit.name === name);
  if (!located) throw new Error(`no unit ${name ?? ''}`);
  return { located, checker: program.checker };
}
