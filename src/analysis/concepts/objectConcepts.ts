import { ts } from 'ts-morph';
import { concept, type ConceptDetector, type ConceptScope } from '../conceptDetector.ts';
import { scopesAround } from '../localScopes.ts';
import { codeInWords, inWords, methodOf, methodOn, receiverOf } from '../namesInWords.ts';
import { isPlainPath } from '../ownCode.ts';
import { lineOf } from '../stateFact.ts';
import { isArray, isNumber, isSharedObject, typeParts } from '../valueTypes.ts';
import { writeOf } from '../writes.ts';

const { CallExpression, ObjectLiteralExpression, BinaryExpression, DeleteExpression, PostfixUnaryExpression, PrefixUnaryExpression } =
  ts.SyntaxKind;

/** The parameter that a name means, when that is what it means. */
function parameterOf(name: ts.Identifier, unit: ts.Node): ts.ParameterDeclaration | undefined {
  const home = scopesAround(name).declaring(name);
  if (!home || !ts.isFunctionLike(home) || home.pos < unit.pos || home.end > unit.end) return undefined;
  return home.parameters.find((parameter) => ts.isIdentifier(parameter.name) && parameter.name.text === name.text);
}

/** `options = { ...options };`: from then on the name may mean the unit's own object. */
function isGivenAnew(name: string, writes: ConceptScope['writes']): boolean {
  return writes.some((write) => write.how === 'assigned' && write.members.length === 0 && write.root.getText() === name);
}

/** Callbacks whose first parameter is a draft that nobody else sees, or an accumulator made on the spot. */
function isPrivateCopy(parameter: ts.ParameterDeclaration): boolean {
  if (/draft|^acc|accumulator|^memo$/i.test(parameter.name.getText())) return true;
  const call = ts.findAncestor(parameter, ts.isCallExpression);
  return (
    call !== undefined &&
    /^(createSlice|createReducer|produce|produceWithPatches|reduce|addCase|addMatcher|immer)$/.test(
      methodOf(call) ?? call.expression.getText(),
    )
  );
}

/** A parameter, a field, or a variable of the module: somebody else holds it too. */
function isOthersArray(receiver: ts.Expression, { located, checker }: ConceptScope): boolean {
  if (!isPlainPath(receiver)) return false;
  let root: ts.Expression = receiver;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (checker && !isArray(receiver, checker)) return false;
  if (!ts.isIdentifier(root)) return root.kind === ts.SyntaxKind.ThisKeyword && root !== receiver;
  const parameter = parameterOf(root, located.node);
  return parameter !== undefined && !parameter.dotDotDotToken && !isPrivateCopy(parameter);
}

/** A member that both parts may bring, as far as types tell. */
function commonMember(
  before: ts.SpreadAssignment | ts.PropertyAssignment,
  last: ts.SpreadAssignment,
  checker: ts.TypeChecker,
): string | undefined {
  const membersOf = (part: ts.SpreadAssignment): readonly string[] =>
    checker
      .getNonNullableType(checker.getTypeAtLocation(part.expression))
      .getProperties()
      .filter((member) => !(member.flags & ts.SymbolFlags.Method))
      .map((member) => member.getName());
  const later = new Set(membersOf(last));
  const earlier = ts.isSpreadAssignment(before) ? membersOf(before) : [before.name.getText()];
  return earlier.find((name) => later.has(name) && name.length <= 40);
}

export const objectConcepts: readonly ConceptDetector[] = [
  concept({
    id: 'shallow-spread',
    misconception: 'The copy is independent all the way down.',
    kinds: [ts.SyntaxKind.SpreadAssignment],
    why: ({ expression, parent }: ts.SpreadAssignment, { checker }) => {
      if (!checker || !isPlainPath(expression)) return undefined;
      const type = checker.getNonNullableType(checker.getTypeAtLocation(expression));
      if (type.flags & ts.TypeFlags.Any) return undefined;
      const own = new Set(parent.properties.map((part) => part.name?.getText()));
      const shared = type
        .getProperties()
        .find(
          (member) =>
            !own.has(member.getName()) &&
            !(member.flags & ts.SymbolFlags.Method) &&
            isSharedObject(checker.getTypeOfSymbolAtLocation(member, expression), checker),
        );
      const name = inWords(expression, 'the original');
      return shared && `One level is copied: \`${shared.getName()}\` in the copy is the same object as in ${name}.`;
    },
  }),
  concept({
    id: 'spread-order',
    misconception: 'A member that is `undefined` does not replace one that is there.',
    kinds: [ObjectLiteralExpression],
    why: ({ properties }: ts.ObjectLiteralExpression, { checker }) => {
      const last = properties.findLast(ts.isSpreadAssignment);
      const before =
        last &&
        properties.slice(0, properties.indexOf(last)).findLast((part) => ts.isSpreadAssignment(part) || ts.isPropertyAssignment(part));
      if (!last || !before || !isPlainPath(last.expression)) return undefined;
      const later = inWords(last.expression, 'the later one');
      const clash = checker && commonMember(before, last, checker);
      if (checker && clash === undefined) return undefined;
      const given = ts.isSpreadAssignment(before) ? codeInWords(before.expression, 'the part before it') : `\`${before.name.getText()}\``;
      return clash === undefined
        ? `Where both have a member, ${later} replaces what ${given} gave, also with \`undefined\`.`
        : `\`${clash}\` in ${later} replaces the one before it, also when it is there but \`undefined\`.`;
    },
  }),
  concept({
    id: 'param-mutation',
    misconception: 'What a function is given is its own copy.',
    kinds: [BinaryExpression, DeleteExpression, PostfixUnaryExpression, PrefixUnaryExpression, CallExpression],
    why: (node: ts.Node, { located, checker, writes }) => {
      const write = writeOf(node);
      if (!write || !ts.isIdentifier(write.root) || (write.members.length === 0 && write.how === 'assigned')) return undefined;
      const parameter = parameterOf(write.root, located.node);
      if (!parameter || parameter.dotDotDotToken || parameter.parent !== located.node || isPrivateCopy(parameter)) return undefined;
      if (isGivenAnew(write.root.text, writes)) return undefined;
      if (write.how === 'called' && write.method !== 'assign') {
        const isData = checker
          ? isArray(write.target, checker) ||
            /^(Weak)?(Map|Set)$/.test(checker.getTypeAtLocation(write.target).getSymbol()?.getName() ?? '')
          : false;
        if (!isData) return undefined;
      }
      return `The caller sees it: line ${lineOf(node)} changes ${codeInWords(write.target, `\`${write.root.text}\``)} in the very object that was handed in.`;
    },
  }),
  concept({
    id: 'inplace-sort',
    misconception: 'It returns a changed copy.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression, scope) => {
      const receiver = receiverOf(call);
      const method = methodOf(call) ?? '';
      if (!receiver || !/^(sort|reverse|splice|fill|copyWithin)$/.test(method) || !isOthersArray(receiver, scope)) return undefined;
      return `\`${method}\` works in place: everyone who holds ${inWords(receiver, 'the array')} sees the change.`;
    },
  }),
  concept({
    id: 'default-sort',
    misconception: 'Numbers are sorted by size.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression, { checker }) => {
      const receiver = receiverOf(call);
      if (
        !checker ||
        !receiver ||
        !/^(sort|toSorted)$/.test(methodOf(call) ?? '') ||
        call.arguments.length > 0 ||
        !isArray(receiver, checker)
      )
        return undefined;
      const [element] = checker.getTypeArguments(checker.getTypeAtLocation(receiver) as ts.TypeReference);
      return element && element.flags & ts.TypeFlags.NumberLike
        ? `Without a comparator ${inWords(receiver, 'the list')} is sorted as text: 10 comes before 9.`
        : undefined;
    },
  }),
  concept({
    id: 'reduce-no-init',
    misconception: 'For an empty array it returns `undefined`.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression, { checker }) => {
      const receiver = receiverOf(call);
      if (
        !receiver ||
        !/^reduce(Right)?$/.test(methodOf(call) ?? '') ||
        call.arguments.length !== 1 ||
        (checker && !isArray(receiver, checker))
      )
        return undefined;
      return `Without a first value, \`reduce\` throws a \`TypeError\` when ${inWords(receiver, 'the array')} is empty.`;
    },
  }),
  concept({
    id: 'find-undefined',
    misconception: 'It throws when nothing is found.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression, { checker }) => {
      const receiver = receiverOf(call);
      const { parent } = call;
      if (
        !receiver ||
        !/^find(Last)?$/.test(methodOf(call) ?? '') ||
        call.arguments.length === 0 ||
        !ts.isFunctionLike(call.arguments[0] ?? call)
      )
        return undefined;
      if (checker && !isArray(receiver, checker)) return undefined;
      const isTrusted =
        ts.isNonNullExpression(parent) ||
        (ts.isPropertyAccessExpression(parent) && !parent.questionDotToken) ||
        (ts.isAsExpression(parent) && !/\b(undefined|null|any|unknown)\b/.test(parent.type.getText()));
      return isTrusted
        ? `Where nothing in ${inWords(receiver, 'the list')} fits, this is \`undefined\`, and the code goes on with it.`
        : undefined;
    },
  }),
  concept({
    id: 'map-set-identity',
    misconception: 'An equal object is found.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression, { checker }) => {
      const receiver = receiverOf(call);
      const [key] = call.arguments;
      if (!checker || !receiver || !key || !/^(get|has|add|set|delete)$/.test(methodOf(call) ?? '')) return undefined;
      const holder = checker.getTypeAtLocation(receiver).getSymbol()?.getName() ?? '';
      if (!/^(Weak)?(Map|Set)$/.test(holder) || !typeParts(key, checker).every((part) => isSharedObject(part, checker))) return undefined;
      return `${inWords(receiver, `The ${holder}`)} finds ${inWords(key, 'its key')} only as the very same object: an equal one, or a copy, counts as another.`;
    },
  }),
  concept({
    id: 'delete-vs-undefined',
    misconception: 'The same as setting it to `undefined`.',
    kinds: [DeleteExpression],
    why: ({ expression }: ts.DeleteExpression) =>
      `${codeInWords(expression, 'The key')} is gone, not \`undefined\`: \`in\`, \`Object.keys\` and a spread tell the two apart.`,
  }),
  concept({
    id: 'object-key-order',
    misconception: 'Keys come in the order they were added.',
    kinds: [CallExpression, ts.SyntaxKind.ForInStatement],
    why: (node: ts.CallExpression | ts.ForInStatement, { checker }) => {
      const object = ts.isCallExpression(node) ? node.arguments[0] : node.expression;
      if (ts.isCallExpression(node) && !/^(keys|values|entries)$/.test(methodOn(node, 'Object') ?? '')) return undefined;
      if (!checker || !object || !checker.getTypeAtLocation(object).getNumberIndexType() || isArray(object, checker)) return undefined;
      if (checker.getTypeAtLocation(object).getStringIndexType()) return undefined;
      return `Keys that are whole numbers come first and by size, whatever the order in which ${inWords(object, 'the object')} was filled.`;
    },
  }),
  concept({
    id: 'json-roundtrip',
    misconception: 'It is a deep clone.',
    kinds: [CallExpression],
    why: (call: ts.CallExpression) => {
      const [inner] = call.arguments;
      if (methodOn(call, 'JSON') !== 'parse' || !inner || !ts.isCallExpression(inner) || methodOn(inner, 'JSON') !== 'stringify')
        return undefined;
      const [value] = inner.arguments;
      return `The copy of ${value ? codeInWords(value, 'the value') : 'the value'} loses \`undefined\`, functions, \`Map\` and \`Set\` contents, and turns a \`Date\` into text.`;
    },
  }),
  concept({
    id: 'iterator-once',
    misconception: 'It can be gone through again, like an array.',
    kinds: [ts.SyntaxKind.VariableDeclaration],
    why: ({ name, initializer }: ts.VariableDeclaration, { checker, names }) => {
      if (!ts.isIdentifier(name) || !initializer || !ts.isCallExpression(initializer)) return undefined;
      const method = methodOf(initializer) ?? '';
      const isIterator = checker
        ? /^(\w*Iterator|Generator|AsyncGenerator|IterableIterator)$/.test(
            checker.getTypeAtLocation(initializer).getSymbol()?.getName() ?? '',
          )
        : method === 'matchAll';
      if (!isIterator) return undefined;
      const used = (names.get(name.text)?.length ?? 0) > 1;
      return used ? `\`${name.text}\` can be gone through once: a second pass finds nothing.` : undefined;
    },
  }),
  concept({
    id: 'index-access',
    misconception: 'The type says it is there, so it is.',
    kinds: [ts.SyntaxKind.ElementAccessExpression],
    why: ({ expression, argumentExpression, parent, questionDotToken }: ts.ElementAccessExpression, { checker }) => {
      if (!checker || questionDotToken || ts.isStringLiteralLike(argumentExpression) || ts.isNumericLiteral(argumentExpression))
        return undefined;
      const isUsed =
        (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
        parent.expression.pos === expression.pos &&
        !parent.questionDotToken;
      const isCalled = ts.isCallExpression(parent) && parent.expression.pos === expression.pos && !parent.questionDotToken;
      if (!isUsed && !isCalled) return undefined;
      const type = checker.getTypeAtLocation(expression);
      if (!type.getStringIndexType()) return undefined;
      if (
        !isNumber(argumentExpression, checker) &&
        !typeParts(argumentExpression, checker).every(({ flags }) => flags & ts.TypeFlags.String)
      )
        return undefined;
      return `For a key that is not in ${inWords(expression, 'the object')}, this is \`undefined\` at run time, and what follows throws.`;
    },
  }),
];
