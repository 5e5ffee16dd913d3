import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { packageOf } from '../moduleMentions.ts';
import { mentions } from '../namesInWords.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'only-user';
const mostNames = 3;

/**
 * A package that the whole repository needs for these names alone: what there is to it, and what would go with them.
 *
 *     → No other file here imports `lodash-es`, which has 312 names: only `debounce` is used of it.
 */
export const onlyUser: FactDetector = {
  id: kind,
  detect({ node, sourceFile }, { isOnlyUserOf, checker }) {
    if (!isOnlyUserOf || !ts.isFunctionLike(node)) return [];
    return sourceFile.statements.flatMap((statement) => {
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
      const clause = statement.importClause;
      const name = packageOf(statement.moduleSpecifier.text);
      const named = clause?.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : [];
      const values = named.filter(({ isTypeOnly }) => !isTypeOnly);
      if (
        !clause ||
        clause.name ||
        name === undefined ||
        values.length === 0 ||
        values.length > mostNames ||
        named.length !== values.length
      )
        return [];
      const others = sourceFile.statements.filter(
        (other) =>
          ts.isImportDeclaration(other) && ts.isStringLiteral(other.moduleSpecifier) && packageOf(other.moduleSpecifier.text) === name,
      );
      const used = values.filter((element) => mentions(node, element.name.text));
      if (used.length !== values.length || others.length > 1 || !isOnlyUserOf(name)) return [];
      const module = checker?.getSymbolAtLocation(statement.moduleSpecifier);
      // The project's own name: it imports itself.
      if (module?.declarations?.some((each) => !each.getSourceFile().fileName.includes('/node_modules/'))) return [];
      const size = module && checker ? checker.getExportsOfModule(module).length : 0;
      const which = size > values.length ? `, which has ${size} names` : '';
      const names = values.map((element) => `\`${(element.propertyName ?? element.name).text}\``).join(' and ');
      const text = `No other file here imports \`${name}\`${which}: only ${names} ${values.length > 1 ? 'are' : 'is'} used of it.`;
      return stateFact({ kind, about: name, text, on: [statement], surprise: 0.3, basis: 'references', reach: 'elsewhere' });
    });
  },
};
