import { ts } from 'ts-morph';
import { collectUsage, type UnitUsage } from './usage.ts';
import { addLooks, usagesBelow, type Usage } from './usageTree.ts';

/** A top-level declaration that comes along, under its name. */
interface Helper {
  readonly name: string;
  readonly statement: ts.Statement;
}

/** What the helpers that come along look at in what they are handed counts as looked at by the unit: `isAction(value)` reads `value.type`. */
export function addHelperLooks(usage: UnitUsage, helpers: readonly Helper[]): void {
  const looks = new Map<string, readonly Usage[]>();
  const looksOf = (name: string): readonly Usage[] => {
    const known = looks.get(name);
    if (known !== undefined) return known;
    looks.set(name, []);
    const declared = helpers.find((helper) => helper.name === name);
    const helper = declared && functionIn(declared.statement);
    const inner = helper === undefined ? [] : collectUsage(helper).parameters;
    for (const parameter of inner) add(parameter);
    looks.set(name, inner);
    return inner;
  };
  const add = (into: Usage): void => {
    for (const below of usagesBelow(into)) add(below);
    for (const [name, index] of into.handed) {
      const from = looksOf(name)[index];
      if (from !== undefined && from !== into) addLooks(into, from);
    }
  };
  for (const each of [usage.self, ...usage.parameters, ...[...usage.outside.values()].map((found) => found.usage)]) add(each);
}

function functionIn(statement: ts.Statement): ts.FunctionLikeDeclaration | undefined {
  if (ts.isFunctionDeclaration(statement)) return statement;
  const value = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0]?.initializer : undefined;
  return value !== undefined && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value : undefined;
}
