import { ts } from 'ts-morph';

/** Packages whose hooks run by React's rules. */
const packages = /^(react|preact\/hooks|preact\/compat)$/u;

/** Whether a file takes its hooks from React, or from what is made to be the same. */
export function importsReact(sourceFile: ts.SourceFile): boolean {
  return sourceFile.statements.some(
    (statement) =>
      ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier) && packages.test(statement.moduleSpecifier.text),
  );
}
