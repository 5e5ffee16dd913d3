import { ts } from 'ts-morph';
import { concept, type ConceptDetector } from '../conceptDetector.ts';
import { codeInWords, inWords, methodOn } from '../namesInWords.ts';
import { withoutParentheses } from '../ownCode.ts';
import { lineOf } from '../stateFact.ts';
import { isArray, typeParts } from '../valueTypes.ts';

const { AsExpression, NonNullExpression, CallExpression, TypePredicate, VariableDeclaration, SatisfiesExpression } = ts.SyntaxKind;
const guard = /^(assertNever|absurd|exhaustive\w*|unreachable)$/i;
const tagName = /^(type|kind|tag|_tag|status|state|variant|action|op|role|mode)$/;

/** Every member of the union has a literal under this name, and they differ: the name tells them apart. */
function isTag(access: ts.PropertyAccessExpression, checker: ts.TypeChecker | undefined): boolean {
  if (!checker) return tagName.test(access.name.text);
  const parts = typeParts(access.expression, checker);
  if (parts.length < 2) return false;
  const tags = parts.map((part) => {
    const member = checker.getPropertyOfType(part, access.name.text);
    return member && checker.getTypeOfSymbolAtLocation(member, access);
  });
  return tags.every(
    (tag) =>
      tag !== undefined &&
      (tag.isStringLiteral() ||
        tag.isNumberLiteral() ||
        (tag.flags & ts.TypeFlags.BooleanLiteral) !== 0 ||
        (tag.isUnion() && tag.types.every((part) => part.isLiteral()))),
  );
}

function isAssertedBefore(node: ts.Node): boolean {
  return ts.isTypeReferenceNode(node) && node.typeName.getText() === 'const';
}

export const typeConcepts: readonly ConceptDetector[] = [
  concept({
    id: 'discriminated-union',
    misconception: 'Each case needs a cast.',
    kinds: [ts.SyntaxKind.SwitchStatement, ts.SyntaxKind.IfStatement, ts.SyntaxKind.ConditionalExpression],
    why: (node: ts.SwitchStatement | ts.IfStatement | ts.ConditionalExpression, { checker }) => {
      const test = ts.isConditionalExpression(node) ? node.condition : node.expression;
      const compared = ts.isSwitchStatement(node)
        ? test
        : ts.isBinaryExpression(test) &&
            /^(Exclamation|Equals)EqualsEqualsToken$/.test(ts.SyntaxKind[test.operatorToken.kind] ?? '') &&
            ts.isStringLiteralLike(test.right)
          ? test.left
          : undefined;
      if (!compared || !ts.isPropertyAccessExpression(compared) || !isTag(compared, checker)) return undefined;
      return `\`${compared.name.text}\` decides what else ${inWords(compared.expression, 'the value')} has: past this test only the members of that variant are there.`;
    },
  }),
  concept({
    id: 'exhaustive-never',
    misconception: 'It guards at run time.',
    kinds: [VariableDeclaration, SatisfiesExpression, CallExpression],
    why: (node: ts.VariableDeclaration | ts.SatisfiesExpression | ts.CallExpression, { checker }) => {
      if (ts.isCallExpression(node)) {
        const name = ts.isIdentifier(node.expression) ? node.expression.text : '';
        const [value] = node.arguments;
        const signature = checker?.getResolvedSignature(node);
        const wanted = signature?.parameters[0];
        const isNever =
          wanted && checker ? (checker.getTypeOfSymbolAtLocation(wanted, node).flags & ts.TypeFlags.Never) !== 0 : guard.test(name);
        return value && name !== '' && isNever
          ? `A new variant of ${inWords(value, 'the value')} breaks the build at \`${name}\`, before it could get here.`
          : undefined;
      }
      if (node.type?.kind !== ts.SyntaxKind.NeverKeyword) return undefined;
      const value = ts.isVariableDeclaration(node) ? node.initializer : node.expression;
      return value && `A new variant of ${inWords(value, 'the value')} breaks the build on this line; at run time nothing is checked.`;
    },
  }),
  concept({
    id: 'type-predicate',
    misconception: 'The compiler checks that the test fits the type.',
    kinds: [TypePredicate],
    why: ({ parameterName, type, assertsModifier }: ts.TypePredicateNode) => {
      const target = type ? codeInWords(type, 'that type') : 'truthy';
      const told = assertsModifier ? 'returns' : 'says `true`';
      return `Wherever this ${told}, callers may treat \`${parameterName.getText()}\` as ${target}: the compiler takes its word.`;
    },
  }),
  concept({
    id: 'type-assertion',
    misconception: 'The value is converted or checked.',
    kinds: [AsExpression, NonNullExpression, ts.SyntaxKind.TypeAssertionExpression],
    why: (node: ts.AsExpression | ts.NonNullExpression | ts.TypeAssertion) => {
      if (ts.isNonNullExpression(node))
        return `The \`!\` after ${codeInWords(node.expression, 'this')} is gone at run time: a missing value goes on from here.`;
      if (isAssertedBefore(node.type) || node.type.kind === ts.SyntaxKind.UnknownKeyword || node.type.kind === ts.SyntaxKind.AnyKeyword)
        return undefined;
      return `${codeInWords(withoutParentheses(node.expression), 'The value')} is not checked: it counts as ${codeInWords(node.type, 'another type')} from here on, whatever it is.`;
    },
  }),
  concept({
    id: 'any-leak',
    misconception: 'The type is still inferred from what it is.',
    kinds: [VariableDeclaration, ts.SyntaxKind.ReturnStatement, ts.SyntaxKind.Parameter, AsExpression],
    why: (node: ts.VariableDeclaration | ts.ReturnStatement | ts.ParameterDeclaration | ts.AsExpression, { checker }) => {
      if (ts.isAsExpression(node))
        return node.type.kind === ts.SyntaxKind.AnyKeyword
          ? `From here on nothing about ${codeInWords(node.expression, 'the value')} is checked, nor about what is taken from it.`
          : undefined;
      if (ts.isParameter(node))
        return node.type?.kind === ts.SyntaxKind.AnyKeyword
          ? `Nothing that is done with \`${node.name.getText()}\` is checked: \`any\` spreads to all that is taken from it.`
          : undefined;
      if (ts.isVariableDeclaration(node)) {
        const { initializer, name, type } = node;
        if (!checker || type || !initializer || !ts.isIdentifier(name) || !ts.isCallExpression(initializer)) return undefined;
        const isAny =
          (checker.getTypeAtLocation(initializer).flags & ts.TypeFlags.Any) !== 0 &&
          checker.getResolvedSignature(initializer)?.declaration !== undefined;
        return isAny
          ? `\`${name.text}\` is \`any\`: what ${inWords(initializer.expression, 'the call')} gives is not checked, nor what is taken from it.`
          : undefined;
      }
      return undefined;
    },
  }),
  concept({
    id: 'json-parse-trust',
    misconception: 'The type is checked when the text is read.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) => {
      if (methodOn(call, 'JSON') !== 'parse') return undefined;
      const { parent } = call;
      const type = ts.isAsExpression(parent) || (ts.isVariableDeclaration(parent) && parent.initializer === call) ? parent.type : undefined;
      if (!type || /^(UnknownKeyword|AnyKeyword)$/.test(ts.SyntaxKind[type.kind] ?? '')) return undefined;
      return `Nothing checks that the text holds ${codeInWords(type, 'that type')}: whatever was stored or sent goes on under that name.`;
    },
  }),
  concept({
    id: 'readonly-shallow',
    misconception: 'The value is frozen.',
    kinds: [ts.SyntaxKind.TypeOperator, ts.SyntaxKind.TypeReference, AsExpression],
    why: (node: ts.TypeOperatorNode | ts.TypeReferenceNode | ts.AsExpression) => {
      if (ts.isAsExpression(node))
        return isAssertedBefore(node.type) ? '`as const` binds the compiler only: at run time the value can still be changed.' : undefined;
      const isReadonly = ts.isTypeOperatorNode(node)
        ? node.operator === ts.SyntaxKind.ReadonlyKeyword
        : /^(Readonly|ReadonlyArray|ReadonlyMap|ReadonlySet)$/.test(node.typeName.getText());
      if (!isReadonly) return undefined;
      const holder = ts.findAncestor(
        node,
        (above): above is ts.ParameterDeclaration | ts.PropertyDeclaration => ts.isParameter(above) || ts.isPropertyDeclaration(above),
      );
      const name = holder ? `\`${holder.name.getText().slice(0, 40)}\`` : 'it';
      return `\`readonly\` binds this code and one level only: whoever handed ${name} over can still change it.`;
    },
  }),
  concept({
    id: 'enum-reverse',
    misconception: 'It lists the values only.',
    kinds: [CallExpression, ts.SyntaxKind.ElementAccessExpression],
    why: (node: ts.CallExpression | ts.ElementAccessExpression, { checker }) => {
      const value = ts.isCallExpression(node)
        ? /^(keys|values|entries)$/.test(methodOn(node, 'Object') ?? '')
          ? node.arguments[0]
          : undefined
        : node.expression;
      const declared = value && checker?.getSymbolAtLocation(value)?.declarations?.find(ts.isEnumDeclaration);
      if (!declared || declared.members.some(({ initializer }) => initializer && ts.isStringLiteral(initializer))) return undefined;
      return `\`${declared.name.text}\` is numeric, so the object holds each name and each number: both ways round.`;
    },
  }),
  concept({
    id: 'structural-typing',
    misconception: 'Only values made for that type fit.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression, { checker }) => {
      if (!checker) return undefined;
      for (const argument of call.arguments) {
        if (!ts.isIdentifier(argument)) continue;
        const given = checker.getTypeAtLocation(argument);
        const wanted = checker.getContextualType(argument);
        const [from, to] = [given.getSymbol(), wanted?.getSymbol()];
        if (
          !from ||
          !to ||
          from === to ||
          !wanted ||
          given.isUnion() ||
          wanted.isUnion() ||
          !(to.flags & ts.SymbolFlags.Interface) ||
          !(from.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface))
        )
          continue;
        if (checker.getSignaturesOfType(wanted, ts.SignatureKind.Call).length > 0 || isArray(argument, checker)) continue;
        const extra = given.getProperties().find((member) => !wanted.getProperty(member.getName()));
        const isDerived = checker
          .getTypeAtLocation(argument)
          .getBaseTypes()
          ?.some((base) => base.getSymbol() === to);
        if (extra && !isDerived && wanted.getProperties().length > 0)
          return `\`${argument.text}\` fits \`${to.getName()}\` by its members alone, and its \`${extra.getName()}\` goes along unseen.`;
      }
      return undefined;
    },
  }),
  concept({
    id: 'excess-property',
    misconception: 'Members that the type does not know are always an error.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression, { checker }) => {
      if (!checker) return undefined;
      for (const argument of call.arguments) {
        if (!ts.isIdentifier(argument)) continue;
        const declared = checker.getSymbolAtLocation(argument)?.valueDeclaration;
        if (
          !declared ||
          !ts.isVariableDeclaration(declared) ||
          declared.type ||
          !declared.initializer ||
          !ts.isObjectLiteralExpression(declared.initializer)
        )
          continue;
        const wanted = checker.getContextualType(argument);
        if (!wanted || wanted.isUnion() || wanted.getProperties().length === 0 || wanted.getStringIndexType()) continue;
        const extra = declared.initializer.properties.find((part) => part.name && !wanted.getProperty(part.name.getText()));
        if (extra?.name)
          return `\`${extra.name.getText()}\` in \`${argument.text}\` (line ${lineOf(extra)}) is not in the parameter's type; only a literal on the spot would be told.`;
      }
      return undefined;
    },
  }),
  concept({
    id: 'generic-inference',
    misconception: 'The type argument follows from later use.',
    kinds: [ts.SyntaxKind.NewExpression, CallExpression],
    why: (node: ts.NewExpression | ts.CallExpression, { checker }) => {
      const { parent } = node;
      if (!checker || node.typeArguments || !ts.isVariableDeclaration(parent) || parent.type || parent.initializer !== node)
        return undefined;
      const type = checker.getTypeAtLocation(node);
      if (!(type.flags & ts.TypeFlags.Object)) return undefined;
      const loose = checker
        .getTypeArguments(type as ts.TypeReference)
        .find(({ flags }) => flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any | ts.TypeFlags.Never));
      if (!loose || !((type as ts.TypeReference).target?.typeParameters?.length ?? 0)) return undefined;
      if (ts.isCallExpression(node) && !checker.getResolvedSignature(node)?.declaration?.typeParameters) return undefined;
      return `\`${parent.name.getText().slice(0, 40)}\` is \`${checker.typeToString(type).slice(0, 50)}\`: what it holds is not told here, and no later use tells it.`;
    },
  }),
];
