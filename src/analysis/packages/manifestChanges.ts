import { ts } from 'ts-morph';

/** A package that a manifest names otherwise than before. */
export interface ManifestChange {
  readonly name: string;
  readonly section: Section;
  /** As written, `^3.22.0`; absent for an added one. */
  readonly from?: string;
  /** Absent for one that was taken out. */
  readonly to?: string;
  /** 1-based line in the newer text; 1 for one that was taken out. */
  readonly line: number;
}

const sections = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;
export type Section = (typeof sections)[number];

interface Wanted {
  readonly section: Section;
  readonly range: string;
  readonly line: number;
}

/** A name that npm allows and that stays one folder, or two with a scope. */
const allowedName = /^(?:@[\w~-][\w.~-]*\/)?[\w~-][\w.~-]*$/u;
const longestRange = 80;
const mostNames = 2_000;

/**
 * What differs between two texts of a `package.json`, in the order of the newer one, then what was taken out. A package that only moves
 * between sections is no news. An unreadable newer text has none; `before` may be empty.
 */
export function manifestChanges(before: string, after: string): readonly ManifestChange[] {
  const now = wantedIn(after);
  if (now === undefined) return [];
  const old = wantedIn(before) ?? new Map<string, Wanted>();
  const news = [...now].flatMap(([name, { section, range, line }]): readonly ManifestChange[] => {
    const from = old.get(name)?.range;
    return from === range ? [] : [{ name, section, ...(from !== undefined && { from }), to: range, line }];
  });
  const gone = [...old].flatMap(([name, { section, range }]): readonly ManifestChange[] =>
    now.has(name) ? [] : [{ name, section, from: range, line: 1 }],
  );
  return [...news, ...gone];
}

/** Names of all packages that a manifest asks for; `undefined` for a text that is none. */
export function declaredIn(manifest: string): ReadonlySet<string> | undefined {
  const wanted = wantedIn(manifest);
  return wanted && new Set(wanted.keys());
}

/** Read as data, by its own syntax: nothing of a manifest is run, and the first section that names a package decides. */
function wantedIn(text: string): ReadonlyMap<string, Wanted> | undefined {
  const file = ts.parseJsonText('package.json', text);
  const [statement] = file.statements;
  if (!statement || !ts.isObjectLiteralExpression(statement.expression) || hasErrors(file)) return undefined;
  const found = new Map<string, Wanted>();
  const members = statement.expression.properties.filter(ts.isPropertyAssignment);
  for (const section of sections) {
    const list = members.find(({ name }) => ts.isStringLiteral(name) && name.text === section)?.initializer;
    if (!list || !ts.isObjectLiteralExpression(list)) continue;
    for (const property of list.properties.slice(0, mostNames)) {
      if (!ts.isPropertyAssignment(property) || !ts.isStringLiteral(property.name) || !ts.isStringLiteral(property.initializer)) continue;
      const { text: name } = property.name;
      if (!allowedName.test(name) || found.has(name)) continue;
      const line = file.getLineAndCharacterOfPosition(property.getStart(file)).line + 1;
      found.set(name, { section, range: property.initializer.text.slice(0, longestRange), line });
    }
  }
  return found;
}

function hasErrors(file: ts.JsonSourceFile): boolean {
  return ((file as { parseDiagnostics?: readonly unknown[] }).parseDiagnostics?.length ?? 0) > 0;
}
