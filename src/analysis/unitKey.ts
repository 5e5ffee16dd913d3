import { createHash } from 'node:crypto';
import { ts } from 'ts-morph';
import type { UnitKey } from '../terms/ids.ts';
import { moduleEffects } from './moduleEffects.ts';
import { overloadsOf } from './unitNames.ts';
import { localNumber, namesDeclaredBy, type LocalScope } from './localScopes.ts';

/**
 * Names what the unit at `node` does: 16 hex digits of SHA-256 over its syntax tree.
 *
 * Stays the same through formatting, comments, quotes, braces around a single statement, CRLF, a byte order mark, `export`,
 * renamed locals and parameters, a renamed unit, and moves within or between files.
 * Changes with literals, operators, member names, free names, modifiers such as `async`, the order of parameters, and defaults.
 */
export function unitKey(node: ts.Node): UnitKey {
  const known = keys.get(node);
  if (known !== undefined) return known;
  const text = ts.isClassLike(node) ? classText(node) : fingerprintText(node);
  const key = createHash('sha256').update(text).digest('hex').slice(0, 16) as UnitKey;
  keys.set(node, key);
  return key;
}

/** A member's key is asked for by its class and for itself; it goes with the tree. */
const keys = new WeakMap<ts.Node, UnitKey>();

/** A class is what stands in its head, and its members in order: each by its name and its own key. */
function classText(node: ts.ClassLikeDeclaration): string {
  const head = fingerprintText(node, (child) => !(ts.isClassElement(child) && child.parent === node && ts.isFunctionLike(child)));
  const members = node.members.map((member) =>
    ts.isFunctionLike(member) ? `${member.name === undefined ? '' : nameToken(member.name)} ${unitKey(member)}` : 'field',
  );
  return `${head} ${members.join(' ')}`;
}

function nameToken(name: ts.PropertyName): string {
  return ts.isComputedPropertyName(name) ? name.getText() : JSON.stringify(name.text);
}

/** What others see of the unit by types, as written: the same whatever its body, its private members and its parameters' names are. */
export function unitSurface(node: ts.Node): string {
  const tokens: string[] = [];
  // Of a module, what it gives to others is said by its units.
  const signatures = ts.isSourceFile(node) ? [] : [...overloadsOf(node), node];
  for (const signature of signatures)
    write(signature, undefined, { tokens, nextLocal: 1, root: signature, own: undefined, keeps: isShown, surface: true });
  return createHash('sha256').update(tokens.join(' ')).digest('hex').slice(0, 16);
}

/** The canonical text behind `unitKey`: one token per syntax node, locals by number. Two units with equal texts do the same. */
export function fingerprintText(node: ts.Node, keeps?: (child: ts.Node) => boolean): string {
  // Of a module, only what it does when it is loaded: its declarations are units of their own.
  if (ts.isSourceFile(node))
    return moduleEffects(node)
      .map((statement) => fingerprintText(statement))
      .join(' ; ');
  const tokens: string[] = [];
  const own = ownName(node);
  const writer: Writer = { tokens, nextLocal: 1, root: node, own, keeps };
  write(node, own === undefined ? undefined : { names: new Map([[own, 0]]), outer: undefined }, writer);
  return tokens.join(' ');
}

interface Writer {
  readonly tokens: string[];
  nextLocal: number;
  readonly root: ts.Node;
  readonly own: string | undefined;
  /** Parts that are written; all when absent. */
  readonly keeps: ((child: ts.Node) => boolean) | undefined;
  /** Only what types show: a default is told, but not which. */
  readonly surface?: true;
}

/** A recursive call by the unit's own name is the same whatever the name is; a method calls itself through `this` and keeps it. */
function ownName(node: ts.Node): string | undefined {
  if ((ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isClassLike(node)) && node.name) return node.name.text;
  const parent = node.parent;
  return parent && ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : undefined;
}

function write(node: ts.Node, scope: LocalScope | undefined, writer: Writer): void {
  const inner = unwrapped(node);
  if (inner !== node) return write(inner, scope, writer);
  const leaf = leafToken(node, scope);
  if (leaf !== undefined) {
    if (leaf !== '') writer.tokens.push(leaf);
    return;
  }
  const declared = namesDeclaredBy(node);
  let inside = scope;
  if (declared) {
    inside = { names: new Map(), outer: scope };
    for (const name of declared) if (!inside.names.has(name)) inside.names.set(name, writer.nextLocal++);
  }
  // `{ a }` is `{ a: a }`; without this, renaming the local would change the key.
  const isShort = ts.isShorthandPropertyAssignment(node) && !node.objectAssignmentInitializer;
  // With a default, a parameter may be left out; which default it is, types do not show.
  if (writer.surface && ts.isParameter(node) && node.initializer) writer.tokens.push('=');
  writer.tokens.push(`(${isShort ? ts.SyntaxKind.PropertyAssignment : node.kind}${detail(node)}`);
  if (ts.isShorthandPropertyAssignment(node)) {
    writer.tokens.push(JSON.stringify(node.name.text), reference(node.name.text, inside));
    if (node.objectAssignmentInitializer) write(node.objectAssignmentInitializer, inside, writer);
  } else {
    const skipped = writer.root === node && 'name' in node ? node.name : undefined;
    ts.forEachChild(
      node,
      (child) => {
        if (child !== skipped && (!writer.keeps || writer.keeps(child))) write(child, inside, writer);
      },
      (children) => {
        const kept = writer.root === node ? children.filter((child) => !isExportModifier(child)) : children;
        // No list at all and a list of nothing but `export` are the same.
        if (kept.length === 0 && children.length > 0) return;
        writer.tokens.push('[');
        for (const child of kept) if (!writer.keeps || writer.keeps(child)) write(child, inside, writer);
        writer.tokens.push(']');
      },
    );
  }
  writer.tokens.push(')');
}

function isShown(child: ts.Node): boolean {
  return !isHidden(child, child.parent);
}

/** Bodies, values of fields and defaults, names of typed parameters, and members that nobody outside can use. */
function isHidden(child: ts.Node, parent: ts.Node): boolean {
  if (ts.isFunctionLike(parent) && 'body' in parent && parent.body === child) return true;
  if (ts.isPropertyDeclaration(parent) && parent.initializer === child) return true;
  if (ts.isParameter(parent)) return parent.initializer === child || (parent.name === child && parent.type !== undefined);
  if (!ts.isClassElement(child) || !ts.isClassLike(parent)) return false;
  const isPrivate = ts.canHaveModifiers(child) && (ts.getModifiers(child) ?? []).some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
  return isPrivate || ts.isClassStaticBlockDeclaration(child) || (child.name !== undefined && ts.isPrivateIdentifier(child.name));
}

function isExportModifier(node: ts.Node): boolean {
  return node.kind === ts.SyntaxKind.ExportKeyword || node.kind === ts.SyntaxKind.DefaultKeyword;
}

/** Parentheses that only group, and braces around one statement, say nothing; `(a?.b).c` and a lone declaration keep theirs. */
function unwrapped(node: ts.Node): ts.Node {
  if (ts.isParenthesizedTypeNode(node)) return node.type;
  if (ts.isParenthesizedExpression(node)) {
    return node.expression.flags & ts.NodeFlags.OptionalChain ? node : node.expression;
  }
  const only = ts.isBlock(node) && node.statements.length === 1 ? node.statements[0] : undefined;
  const parent = node.parent;
  const bodyOf = parent && (ts.isIfStatement(parent) || ts.isIterationStatement(parent, false));
  const declares = only && (ts.isDeclarationStatement(only) || ts.isVariableStatement(only));
  return only && bodyOf && !declares ? only : node;
}

/** Token of a node without children, `''` for one that says nothing, `undefined` when its children must be written. */
function leafToken(node: ts.Node, scope: LocalScope | undefined): string | undefined {
  if (ts.isIdentifier(node)) return isPropertyName(node) ? JSON.stringify(node.text) : reference(node.text, scope);
  if (ts.isPrivateIdentifier(node)) return node.text;
  if (ts.isStringLiteral(node) && isPropertyName(node)) return JSON.stringify(node.text);
  if (ts.isJsxText(node)) return jsxWords(node.text);
  if (ts.isEmptyStatement(node)) return ts.isBlock(node.parent) || ts.isSourceFile(node.parent) ? '' : ';';
  if (ts.isTemplateLiteralToken(node)) {
    const tagged = ts.isTaggedTemplateExpression(ts.isTemplateExpression(node.parent) ? node.parent.parent : node.parent);
    return `${node.kind}${JSON.stringify((tagged || inTaggedSpan(node) ? (node.rawText ?? node.text) : node.text).replaceAll('\r\n', '\n'))}`;
  }
  if (ts.isLiteralExpression(node)) return `${node.kind}${JSON.stringify(node.text)}`;
  if (ts.isToken(node) && !ts.isJSDoc(node)) return `${node.kind}`;
  return undefined;
}

function inTaggedSpan(node: ts.Node): boolean {
  return ts.isTemplateSpan(node.parent) && ts.isTaggedTemplateExpression(node.parent.parent.parent);
}

function reference(name: string, scope: LocalScope | undefined): string {
  const local = localNumber(scope, name);
  return local === undefined ? `free:${name}` : `#${local}`;
}

/** True where a name is looked up on an object, not in a scope. */
function isPropertyName(node: ts.Identifier | ts.StringLiteral): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isJsxAttribute(parent) || ts.isEnumMember(parent) || ts.isMetaProperty(parent)) return parent.name === node;
  if (ts.isPropertyAssignment(parent) || ts.isClassElement(parent) || ts.isTypeElement(parent) || ts.isMethodDeclaration(parent)) {
    return parent.name === node;
  }
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return parent.label === node;
  if (ts.isJsxOpeningElement(parent) || ts.isJsxClosingElement(parent) || ts.isJsxSelfClosingElement(parent))
    return /^[a-z]/.test(node.text);
  return false;
}

const detailed: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PrefixUnaryExpression,
  ts.SyntaxKind.PostfixUnaryExpression,
  ts.SyntaxKind.TypeOperator,
  ts.SyntaxKind.VariableDeclarationList,
  ts.SyntaxKind.HeritageClause,
  ts.SyntaxKind.MetaProperty,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.TypeParameter,
  ts.SyntaxKind.ImportType,
  ts.SyntaxKind.BindingElement,
]);

/** What a node says besides its children. */
function detail(node: ts.Node): string {
  if (!detailed.has(node.kind)) return '';
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node) || ts.isTypeOperatorNode(node)) return `:${node.operator}`;
  if (ts.isVariableDeclarationList(node)) return `:${node.flags & ts.NodeFlags.BlockScoped}`;
  if (ts.isHeritageClause(node)) return `:${node.token}`;
  if (ts.isMetaProperty(node)) return `:${node.keywordToken}`;
  if (ts.isForStatement(node)) return `:${[node.initializer, node.condition, node.incrementor].map((part) => (part ? 1 : 0)).join('')}`;
  if (ts.isTypeParameterDeclaration(node)) return `:${node.constraint ? 1 : 0}${node.default ? 1 : 0}`;
  if (ts.isImportTypeNode(node)) return `:${node.isTypeOf}`;
  // `{ a }` and `{ a: renamed }` read the same property; without this, renaming the local would change the key.
  if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent) && !node.propertyName && ts.isIdentifier(node.name)) {
    return node.dotDotDotToken ? '' : ` ${JSON.stringify(node.name.text)}`;
  }
  return '';
}

/** JSX drops line breaks and the indentation around them. */
function jsxWords(text: string): string {
  const lines = text.split(/\r?\n/);
  const kept = lines.map((line, index) => {
    const left = index === 0 ? line : line.replace(/^[ \t]+/, '');
    return index === lines.length - 1 ? left : left.replace(/[ \t]+$/, '');
  });
  const words = kept.filter((line) => line !== '').join(' ');
  return words === '' ? '' : `text${JSON.stringify(words)}`;
}
