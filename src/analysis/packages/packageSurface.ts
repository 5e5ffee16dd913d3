import { ts } from 'ts-morph';
import type { openBoundedProgram } from '../boundedProgram.ts';
import type { InstalledPackage } from './installedPackage.ts';

/** What the types of one installed copy say of one name. */
export interface DeclaredName {
  /** The first sentences of its doc comment; empty where it has none. */
  readonly documentation: string;
  /** The words of `@deprecated`; empty where it says nothing more. */
  readonly deprecated?: string;
  /** How it is called and made: each signature as text, and the same without the names of its parameters. */
  readonly signatures: readonly { readonly text: string; readonly shape: string }[];
  /** Its members, each with its type as text. */
  readonly members: ReadonlyMap<string, string>;
}

/** The names that the modules of one installed copy declare. */
export interface PackageSurface {
  /** How many names a module has; `undefined` where its types are not read. */
  size(module: string): number | undefined;
  /** A name of a module, or `z.object` where `z` is a whole module. `undefined` where the types do not have it, or are not read. */
  find(module: string, name: string): DeclaredName | undefined;
  /** Whether a name stands for a whole module, whose members are the names that matter. */
  isModule(module: string, name: string): boolean;
  /** As a phrase; `undefined` where the module's types are read. */
  whyUnknown(module: string): string | undefined;
  dispose(): void;
}

export interface SurfaceRequest {
  readonly copy: InstalledPackage;
  /** As imported, each once; more than a few are left out. */
  readonly modules: readonly string[];
  /** Nothing outside this folder is read. */
  readonly root: string;
  readonly openProgram: typeof openBoundedProgram;
}

const mostModules = 6;
const mostMembers = 400;

/** Types are read from where the copy is seen, through one file that exists only in memory. Nothing of the package is run. */
export function openPackageSurface({ copy, modules, root, openProgram }: SurfaceRequest): PackageSurface {
  const entry = `${copy.seenFrom}/understand-this.surface.mts`;
  const read = modules.slice(0, mostModules);
  const text = read.map((module, index) => `import * as module${String(index)} from ${JSON.stringify(module)};`).join('\n');
  const program = openProgram({ entry, overlays: new Map([[entry, text]]), root });
  const { checker } = program;
  const sourceFile = program.sourceFile(entry);
  const specifiers = new Map(
    (sourceFile?.statements.filter(ts.isImportDeclaration) ?? []).map((each, index) => [read[index] ?? '', each.moduleSpecifier]),
  );
  const moduleOf = (module: string): ts.Symbol | undefined => {
    const specifier = specifiers.get(module);
    return specifier && checker.getSymbolAtLocation(specifier);
  };
  const symbolOf = (module: string, name: string): ts.Symbol | undefined => {
    const whole = moduleOf(module);
    if (!whole) return undefined;
    const [first = '', ...rest] = name.split('.');
    let symbol = exportOf(whole, first, checker);
    for (const part of rest) symbol = symbol && exportOf(symbol, part, checker);
    return symbol;
  };
  return {
    size(module) {
      const whole = moduleOf(module);
      return whole && namesOf(whole, checker).length;
    },
    find(module, name) {
      const symbol = symbolOf(module, name);
      return symbol?.declarations && sourceFile && declaredName(symbol, checker, sourceFile);
    },
    isModule: (module, name) => ((symbolOf(module, name)?.flags ?? 0) & ts.SymbolFlags.ValueModule) !== 0,
    whyUnknown: (module) => (moduleOf(module) ? undefined : (program.whyUntyped(module, entry) ?? 'its types declare no module')),
    dispose: () => program.dispose(),
  };
}

/** What the module exports, and where it is one value (`export =`), what can be read off that. */
function namesOf(module: ts.Symbol, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const exported = checker.getExportsOfModule(module);
  const whole = wholeOf(module);
  const read = whole ? checker.getTypeOfSymbol(meantBy(whole, checker)).getProperties() : [];
  return [...exported, ...read.filter(({ name }) => !exported.some((each) => each.name === name))];
}

function exportOf(module: ts.Symbol, name: string, checker: ts.TypeChecker): ts.Symbol | undefined {
  const named = namesOf(module, checker).find((each) => each.name === name);
  if (named) return meantBy(named, checker);
  const whole = wholeOf(module) ?? checker.getExportsOfModule(module).find((each) => each.name === 'default');
  if (name === 'default') return whole ? meantBy(whole, checker) : module;
  // `import axios from 'axios'`, then `axios.get`.
  return whole && checker.getTypeOfSymbol(meantBy(whole, checker)).getProperty(name);
}

/** What `export =` gives. */
function wholeOf(module: ts.Symbol): ts.Symbol | undefined {
  return module.exports?.get(ts.InternalSymbolName.ExportEquals);
}

function meantBy(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function declaredName(symbol: ts.Symbol, checker: ts.TypeChecker, at: ts.Node): DeclaredName {
  const flags = ts.TypeFormatFlags.NoTruncation;
  const text = (type: ts.Type): string => checker.typeToString(type, undefined, flags);
  const shapeOf = (signature: ts.Signature): string => {
    const parameters = signature.getParameters().map((parameter) => {
      const { valueDeclaration } = parameter;
      const declared = valueDeclaration && ts.isParameter(valueDeclaration) ? valueDeclaration : undefined;
      const isOptional = declared !== undefined && (declared.questionToken !== undefined || declared.initializer !== undefined);
      return `${declared?.dotDotDotToken ? '...' : ''}${text(checker.getTypeOfSymbolAtLocation(parameter, at))}${isOptional ? '?' : ''}`;
    });
    return `(${parameters.join(', ')}) => ${text(signature.getReturnType())}`;
  };
  const types = [
    ...(symbol.flags & ts.SymbolFlags.Value ? [checker.getTypeOfSymbolAtLocation(symbol, at)] : []),
    ...(symbol.flags & ts.SymbolFlags.Type ? [checker.getDeclaredTypeOfSymbol(symbol)] : []),
  ];
  const signatures = types.flatMap((type) => [
    ...type.getCallSignatures().map((each) => ({ text: checker.signatureToString(each, undefined, flags), shape: shapeOf(each) })),
    ...type.getConstructSignatures().map((each) => ({
      text: `new ${checker.signatureToString(each, undefined, flags)}`,
      shape: `new ${shapeOf(each)}`,
    })),
  ]);
  const members = new Map<string, string>();
  for (const type of types)
    for (const member of type.getProperties().slice(0, mostMembers))
      if (!member.name.startsWith('__')) members.set(member.name, text(checker.getTypeOfSymbolAtLocation(member, at)));
  const deprecated = symbol.getJsDocTags(checker).find(({ name }) => name === 'deprecated');
  return {
    documentation: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
    ...(deprecated && { deprecated: ts.displayPartsToString(deprecated.text ?? []) }),
    signatures,
    members,
  };
}
