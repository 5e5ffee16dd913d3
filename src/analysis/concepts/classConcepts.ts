import { ts } from 'ts-morph';
import { concept, type ConceptDetector } from '../conceptDetector.ts';
import { codeInWords } from '../namesInWords.ts';
import { bodyOf, ownNodes } from '../ownCode.ts';
import { lineOf } from '../stateFact.ts';
import { writeOf } from '../writes.ts';

const { ClassDeclaration, ClassExpression } = ts.SyntaxKind;

function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);
}

function usesThis(node: ts.Node): boolean {
  return node.kind === ts.SyntaxKind.ThisKeyword || (!ts.isFunctionExpression(node) && (ts.forEachChild(node, usesThis) ?? false));
}

/** Fields that only the constructor fills: parameter properties, and `this.x = …` in its body. */
function filledByConstructor(owner: ts.ClassLikeDeclaration): ReadonlySet<string> {
  const made = owner.members.find(ts.isConstructorDeclaration);
  const names = new Set<string>();
  for (const parameter of made?.parameters ?? [])
    if (ts.isIdentifier(parameter.name) && ts.isParameterPropertyDeclaration(parameter, parameter.parent)) names.add(parameter.name.text);
  for (const node of made?.body ? ownNodes(made.body) : []) {
    const write = writeOf(node);
    const [member] = write?.members ?? [];
    if (write?.how === 'assigned' && write.root.kind === ts.SyntaxKind.ThisKeyword && write.members.length === 1 && member !== undefined)
      names.add(member);
  }
  return names;
}

export const classConcepts: readonly ConceptDetector[] = [
  concept({
    id: 'this-loss',
    misconception: 'A method is bound to its object.',
    kinds: [ts.SyntaxKind.PropertyAccessExpression],
    why: (access: ts.PropertyAccessExpression, { checker }) => {
      const { parent, name, expression } = access;
      const isHandedOn = ts.isCallExpression(parent) && parent.expression !== access && parent.arguments.includes(access);
      if (!isHandedOn || (ts.isPropertyAccessExpression(parent.expression) && parent.expression.name.text === 'bind')) return undefined;
      const owner = ts.findAncestor(access, ts.isClassLike);
      const own =
        expression.kind === ts.SyntaxKind.ThisKeyword
          ? owner?.members.find((member) => ts.isMethodDeclaration(member) && member.name.getText() === name.text)
          : undefined;
      const method = own ?? checker?.getSymbolAtLocation(name)?.declarations?.find(ts.isMethodDeclaration);
      if (
        !method ||
        !ts.isMethodDeclaration(method) ||
        !method.body ||
        hasModifier(method, ts.SyntaxKind.StaticKeyword) ||
        !usesThis(method.body)
      )
        return undefined;
      // A second argument of `forEach(this.add, this)` is the missing `this`; `this.add = this.add.bind(this)` binds for good.
      if (parent.arguments.some((argument) => argument.kind === ts.SyntaxKind.ThisKeyword)) return undefined;
      if (new RegExp(String.raw`\.${name.text.replaceAll('$', String.raw`\$`)}\.bind\(`).test(method.parent.getText())) return undefined;
      return `\`${name.text}\` is handed on without its object: called from there, \`this\` in it is \`undefined\`.`;
    },
  }),
  concept({
    id: 'arrow-this',
    misconception: 'It is a method like any other.',
    kinds: [ts.SyntaxKind.PropertyDeclaration],
    why: ({ initializer, name, parent, ...field }: ts.PropertyDeclaration) => {
      if (
        !initializer ||
        !ts.isArrowFunction(initializer) ||
        !usesThis(initializer.body) ||
        field.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)
      )
        return undefined;
      const owner = parent.name ? `\`${parent.name.text}\`` : 'the class';
      return `\`${name.getText()}\` keeps its \`this\` wherever it is handed; each ${owner} makes one of its own, and \`super.${name.getText()}\` is \`undefined\`.`;
    },
  }),
  concept({
    id: 'class-field-order',
    misconception: 'Fields are filled in after the constructor has run.',
    kinds: [ClassDeclaration, ClassExpression],
    why: (owner: ts.ClassLikeDeclaration, { located }) => {
      if (owner !== located.node) return undefined;
      const filled = filledByConstructor(owner);
      for (const field of owner.members) {
        if (
          !ts.isPropertyDeclaration(field) ||
          !field.initializer ||
          ts.isFunctionLike(field.initializer) ||
          hasModifier(field, ts.SyntaxKind.StaticKeyword)
        )
          continue;
        const read = [field.initializer, ...ownNodes(field.initializer)].find(
          (node) => ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword && filled.has(node.name.text),
        );
        if (read && ts.isPropertyAccessExpression(read))
          return `\`${field.name.getText()}\` (line ${lineOf(field)}) is computed before the constructor's own lines run: it sees \`this.${read.name.text}\` as it is then.`;
      }
      return undefined;
    },
  }),
  concept({
    id: 'super-before-this',
    misconception: 'Calling `super` first is a matter of taste.',
    kinds: [ts.SyntaxKind.Constructor],
    why: (made: ts.ConstructorDeclaration) => {
      const own = ownNodes(made);
      const call = own.find((node) => ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword);
      const set =
        call &&
        own.find(
          (node) =>
            node.pos >= call.end &&
            ts.isBinaryExpression(node) &&
            node.left.getText().startsWith('this.') &&
            writeOf(node)?.how === 'assigned',
        );
      const base = ts.isClassLike(made.parent)
        ? made.parent.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0]
        : undefined;
      if (!set || !ts.isBinaryExpression(set) || !base) return undefined;
      return `The constructor of ${codeInWords(base.expression, 'the base class')} runs first: until line ${lineOf(set)} ${codeInWords(set.left, 'the field')} is not there, not for a method it calls either.`;
    },
  }),
  concept({
    id: 'private-hash',
    misconception: "The same as TypeScript's `private`.",
    kinds: [ts.SyntaxKind.PrivateIdentifier],
    why: (name: ts.PrivateIdentifier) =>
      ts.isClassElement(name.parent) && name.parent.name === name
        ? `\`${name.text}\` does not exist outside the class at run time: no cast, no \`Proxy\` and no test can reach it.`
        : undefined,
  }),
  concept({
    id: 'getter-side-effect',
    misconception: 'Reading it returns a stored value.',
    kinds: [ts.SyntaxKind.GetAccessor],
    why: (getter: ts.GetAccessorDeclaration, { located }) => {
      const body = bodyOf(getter);
      if (!body || getter !== located.node) return undefined;
      const call = ownNodes(body).find(ts.isCallExpression);
      const write = ownNodes(body).find((node) => writeOf(node)?.root.kind === ts.SyntaxKind.ThisKeyword);
      const name = getter.name.getText();
      if (write) return `Each read of \`${name}\` runs line ${lineOf(write)}, which changes the object.`;
      return call && `Each read of \`${name}\` runs ${codeInWords(call.expression, 'the call')} again: reading it twice is two calls.`;
    },
  }),
  concept({
    id: 'overload-impl',
    misconception: 'The body is checked against each overload.',
    kinds: [ts.SyntaxKind.FunctionDeclaration, ts.SyntaxKind.MethodDeclaration, ts.SyntaxKind.Constructor],
    why: (unit: ts.FunctionDeclaration | ts.MethodDeclaration | ts.ConstructorDeclaration, { located }) => {
      if (!unit.body || unit !== located.node) return undefined;
      const name = unit.name?.getText() ?? 'constructor';
      const siblings: readonly ts.Node[] = ts.isClassLike(unit.parent)
        ? unit.parent.members
        : ts.isSourceFile(unit.parent) || ts.isModuleBlock(unit.parent)
          ? unit.parent.statements
          : [];
      const signatures = siblings.filter(
        (other) =>
          other.kind === unit.kind &&
          (other as ts.FunctionDeclaration).body === undefined &&
          ((other as ts.FunctionDeclaration).name?.getText() ?? 'constructor') === name,
      );
      const [first] = signatures;
      if (!first || hasModifier(first, ts.SyntaxKind.AbstractKeyword)) return undefined;
      return `Callers see the ${signatures.length} signature${signatures.length > 1 ? 's' : ''} above \`${name}\`; that the body keeps each promise is not checked.`;
    },
  }),
];
