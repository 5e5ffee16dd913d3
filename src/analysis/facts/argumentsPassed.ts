import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'arguments-passed';
const fixed = /^(-?\d[\d_.]*|true|false|null|undefined|'[^']*'|"[^"]*"|\[\]|\{\})$/;

/**
 * Parameters that all calls found leave at the same value: what the unit does for other values is not in use.
 *
 *     → None of the 4 calls found passes `deep`: its default `false` always applies.
 *     → All 3 calls found pass `true` for `strict`.
 */
export const argumentsPassed: FactDetector = {
  id: kind,
  detect({ node, unit }, { callSites }) {
    const sites = callSites.filter((site) => !site.inTest);
    // What is exported or public may be called by others with anything.
    if (!ts.isFunctionLike(node) || sites.length < 2 || isReachable(node) || sites.every((site) => site.caller === unit.name)) return [];
    if (sites.some((site) => site.arguments.some((argument) => argument.startsWith('...')))) return [];
    const at = sites.slice(0, 5).map(({ path, lines }) => ({ path, lines }));
    const own = node.parameters.filter(({ name }) => name.getText() !== 'this');
    return own
      .flatMap((parameter, index) => {
        if (!ts.isIdentifier(parameter.name) || parameter.dotDotDotToken) return [];
        const name = parameter.name.text;
        const passed = new Set(sites.map((site) => site.arguments[index]));
        const [only] = passed;
        const said = { kind, about: name, on: [parameter], basis: 'references', at, reach: 'elsewhere' } as const;
        if (passed.size !== 1) return [];
        if (only === undefined) {
          const value = parameter.initializer?.getText();
          if ((value === undefined && !parameter.questionToken) || (value?.length ?? 0) > 30) return [];
          const fate = value === undefined ? 'it is always `undefined`' : `its default \`${value}\` always applies`;
          return stateFact({ ...said, text: `None of the ${sites.length} calls found passes \`${name}\`: ${fate}.`, surprise: 0.6 });
        }
        if (!fixed.test(only) || only.length > 30) return [];
        return stateFact({ ...said, text: `All ${sites.length} calls found pass \`${only}\` for \`${name}\`.`, surprise: 0.55 });
      })
      .slice(0, 1);
  },
};

function isReachable(node: ts.SignatureDeclaration): boolean {
  if (ts.isMethodDeclaration(node)) {
    return !ts.isPrivateIdentifier(node.name) && !(ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private);
  }
  if (!ts.isFunctionDeclaration(node) && !ts.isVariableDeclaration(node.parent)) return true;
  const declaration = ts.isFunctionDeclaration(node) ? node : (node.parent as ts.VariableDeclaration);
  const name = declaration.name?.getText();
  const isListed = node
    .getSourceFile()
    .statements.some(
      (found) => (ts.isExportDeclaration(found) || ts.isExportAssignment(found)) && new RegExp(`\\b${name}\\b`).test(found.getText()),
    );
  return isListed || (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0;
}
