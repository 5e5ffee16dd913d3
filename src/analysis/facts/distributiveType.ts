import { ts } from 'ts-morph';
import type { FactDetector } from '../factDetector.ts';
import { stateFact } from '../stateFact.ts';

const kind = 'distributive-type';

/**
 * A condition on a bare type parameter, which asks each member of a union by itself.
 *
 *     type Names<T> = T extends { name: string } ? T['name'] : 'none';
 *     → For a union in `T`, each member is decided by itself, and `never` gives `never`: neither branch.
 */
export const distributiveType: FactDetector = {
  id: kind,
  detect({ node }) {
    if (!ts.isTypeAliasDeclaration(node)) return [];
    const { type } = node;
    if (!ts.isConditionalTypeNode(type) || !ts.isTypeReferenceNode(type.checkType) || !ts.isIdentifier(type.checkType.typeName)) return [];
    const name = type.checkType.typeName.text;
    if (!node.typeParameters?.some((parameter) => parameter.name.text === name)) return [];
    const text = `For a union in \`${name}\`, each member is decided by itself, and \`never\` gives \`never\`: neither branch.`;
    return stateFact({ kind, about: name, text, on: [type.checkType], surprise: 0.6 });
  },
};
