import { ts } from 'ts-morph';
import type { ProgramHost } from './programHost.ts';

/** Options that decide what types mean; everything else of a tsconfig (plugins, output, build) is not for us. */
const understood = [
  'allowArbitraryExtensions',
  'allowImportingTsExtensions',
  'allowSyntheticDefaultImports',
  'allowUmdGlobalAccess',
  'alwaysStrict',
  'baseUrl',
  'checkJs',
  'customConditions',
  'downlevelIteration',
  'emitDecoratorMetadata',
  'erasableSyntaxOnly',
  'esModuleInterop',
  'exactOptionalPropertyTypes',
  'experimentalDecorators',
  'isolatedModules',
  'jsx',
  'jsxFactory',
  'jsxFragmentFactory',
  'jsxImportSource',
  'lib',
  'libReplacement',
  'module',
  'moduleDetection',
  'moduleResolution',
  'moduleSuffixes',
  'noFallthroughCasesInSwitch',
  'noImplicitAny',
  'noImplicitOverride',
  'noImplicitReturns',
  'noImplicitThis',
  'noLib',
  'noPropertyAccessFromIndexSignature',
  'noUncheckedIndexedAccess',
  'noUnusedLocals',
  'noUnusedParameters',
  'paths',
  'resolveJsonModule',
  'resolvePackageJsonExports',
  'resolvePackageJsonImports',
  'strict',
  'strictBindCallApply',
  'strictBuiltinIteratorReturn',
  'strictFunctionTypes',
  'strictNullChecks',
  'strictPropertyInitialization',
  'target',
  'types',
  'typeRoots',
  'useDefineForClassFields',
  'useUnknownInCatchVariables',
  'verbatimModuleSyntax',
] as const;

const withoutConfig: ts.CompilerOptions = {
  strict: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.Preserve,
  esModuleInterop: true,
};

const forced: ts.CompilerOptions = {
  noEmit: true,
  allowJs: true,
  maxNodeModuleJsDepth: 0,
  skipLibCheck: true,
  skipDefaultLibCheck: true,
  ignoreDeprecations: '6.0',
};

/**
 * Compiler options for a file, from the nearest `tsconfig.json` or `jsconfig.json` at or above it and not above `root`. The configuration is
 * read as data: no plugin is loaded, `extends` is followed as far as `host` can see. Without one, or with an unreadable one, strict defaults.
 *
 * @param host sees nothing outside `root`
 */
export function compilerOptionsFor(file: string, root: string, host: ProgramHost): ts.CompilerOptions {
  const config = nearestConfig(file, root, host);
  const declared = config === undefined ? undefined : declaredOptions(config, host, 0);
  const options: ts.CompilerOptions = { ...(declared ?? withoutConfig), ...forced };
  // Version 6 includes no ambient packages unless told to; projects written for version 5 rely on all of them.
  options.types ??= ['*'];
  return options;
}

function nearestConfig(file: string, root: string, host: ProgramHost): string | undefined {
  for (let directory = folderOf(file); directory.startsWith(root); directory = folderOf(directory)) {
    for (const name of ['tsconfig.json', 'jsconfig.json']) {
      if (host.version(`${directory}/${name}`) !== undefined) return `${directory}/${name}`;
    }
    if (directory === root || directory === '') return undefined;
  }
  return undefined;
}

function declaredOptions(config: string, host: ProgramHost, depth: number): ts.CompilerOptions | undefined {
  const text = host.readFile(config);
  if (text === undefined || depth > 8) return undefined;
  const json: unknown = ts.parseConfigFileTextToJson(config, text).config;
  if (!isRecord(json)) return undefined;
  const own = isRecord(json['compilerOptions']) ? json['compilerOptions'] : {};
  const picked = Object.fromEntries(understood.filter((name) => name in own).map((name) => [name, own[name]]));
  const directory = folderOf(config);
  const { options } = ts.convertCompilerOptionsFromJson(picked, directory, config);
  if (options['paths'] !== undefined && options.baseUrl === undefined) options['pathsBasePath'] = directory;
  let inherited: ts.CompilerOptions = {};
  for (const base of [json['extends']].flat()) {
    const found = typeof base === 'string' ? extendedConfig(base, directory, host) : undefined;
    inherited = { ...inherited, ...(found === undefined ? {} : declaredOptions(found, host, depth + 1)) };
  }
  const { configFilePath: _place, ...merged } = { ...inherited, ...options };
  return merged;
}

/** `./base`, `../tsconfig.base.json`, or a package's configuration in a `node_modules` that the host can see. */
function extendedConfig(base: string, directory: string, host: ProgramHost): string | undefined {
  const places: string[] = [];
  if (base.startsWith('.')) places.push(joined(directory, base));
  else if (!base.startsWith('/')) {
    for (let above = directory; above !== ''; above = folderOf(above)) places.push(`${above}/node_modules/${base}`);
  }
  const candidates = places.flatMap((place) => [place, `${place}.json`, `${place}/tsconfig.json`]);
  return candidates.find((candidate) => host.version(candidate) !== undefined);
}

function joined(directory: string, relative: string): string {
  const parts = directory.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
