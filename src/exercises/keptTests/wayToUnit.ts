import { failure, success, type Result } from '../../terms/result.ts';
import type { KeptTestRequest } from './keptTestRequest.ts';
import { outsideNames, type OutsideRoot } from './outsideNames.ts';
import { runners } from './runners.ts';
import { takenText, type TakenText } from './takenText.ts';
import { unitReach, type UnitReach } from './unitReach.ts';

/** The unit is imported; where nothing outside its file can reach it, its text is taken from there. */
export type WayToUnit =
  | { readonly kind: 'imported'; readonly reach: UnitReach; readonly outside: readonly OutsideRoot[] }
  | { readonly kind: 'taken'; readonly text: TakenText; readonly why: string };

/** Fails, in one phrase, where a test can neither import the unit nor take it out. */
export function wayToUnit({ located, run, style, unitFile }: KeptTestRequest): Result<WayToUnit> {
  const reach = unitReach(located);
  const outside = outsideNames(run, located.sourceFile);
  const needsModules = outside.ok ? outside.value.find(({ source }) => source.kind === 'import') : undefined;
  const reason =
    run.script.base !== undefined
      ? 'it calls the class it derives from, which a test cannot stand in for'
      : /\["#[\w$]+"\]/u.test(run.code)
        ? 'it uses private fields, which a test cannot set'
        : !reach.ok
          ? reach.reason
          : !outside.ok
            ? outside.reason
            : needsModules !== undefined && runners[style.runner].module === undefined
              ? `${style.runner} has no way of its own to replace what \`${needsModules.root.name}\` is imported from`
              : undefined;
  if (reason === undefined && reach.ok && outside.ok) return success({ kind: 'imported', reach: reach.value, outside: outside.value });
  const why = reason ?? '';
  if (/\.[cm]?[jt]sx$/u.test(unitFile) || run.calling === 'constructs' || /#[\w$]+ in /u.test(run.code)) return failure(why);
  const text = takenText(located);
  return text.ok ? success({ kind: 'taken', text: text.value, why }) : failure(why);
}
