import { ts } from 'ts-morph';
import { failure, success, type Result } from '../../terms/result.ts';
import type { AnsweredCall } from './answeredCalls.ts';
import { callSiteValues } from './callSiteValues.ts';
import { sortOutside, type Outside, type ScriptedName } from './outside.ts';
import { initialFields, type InitialField } from './initialFields.ts';
import { outsideClasses } from './outsideClasses.ts';
import { refusalOf } from './refusal.ts';
import type { Script, ScriptValue, SecondCall } from './script.ts';
import { createValueBuilder } from './scriptedValues.ts';
import type { SlotState } from './slots.ts';
import { editedText, isOfSnippet, isRunnable, unitCode, unitSnippet, type UnitCode } from './unitCode.ts';
import { collectUsage, type UnitUsage } from './usage.ts';
import type { Failure, UnitEdit, UnitInContext } from './world.ts';

/** What a run is made of once its values are chosen. */
export interface BuiltScript {
  readonly script: Script;
  readonly slots: ReadonlyMap<string, SlotState>;
  /** Paths that cannot be decided, and why. */
  readonly refusals: ReadonlyMap<string, string>;
}

/** Which alternative each slot takes (0 where nothing is said), and the paths that runs have asked for so far. */
export interface Choices {
  readonly chosen: ReadonlyMap<string, number>;
  readonly decided: ReadonlySet<string>;
}

/** What a run does beside one plain call. */
export interface ScriptedMore {
  readonly failure: Failure | undefined;
  readonly secondCall?: SecondCall | undefined;
  /** Always the same for the same map of choices. */
  readonly answered?: AnsweredCall | undefined;
}

/** Everything about a unit's world that does not depend on the values chosen. */
export interface WorldFrame {
  readonly usage: UnitUsage;
  readonly parameterNames: readonly string[];
  /** Choices of arguments that real calls make. */
  readonly calls: readonly Choices['chosen'][];
  /** Names that stand for something from outside or for an argument. */
  readonly names: ReadonlySet<string>;
  build(choices: Choices, edited: EditedUnit, more: ScriptedMore): BuiltScript;
  edited(edits: readonly UnitEdit[]): Result<EditedUnit>;
}

/** The unit's text with edits applied, in both builds, and the outside names only the edits brought in. */
export interface EditedUnit {
  readonly probed: UnitCode;
  /** Without probes, for the standalone program; made when first asked for. */
  readonly plain: () => UnitCode;
  readonly added: readonly ScriptedName[];
  /** The file's constants and small closed helpers that it uses. */
  readonly bundled: Outside['bundled'];
  /** The name under which an arrow function or function expression calls itself. */
  readonly selfName: string | undefined;
}

export function frameOf(unit: UnitInContext): Result<WorldFrame> {
  const { located, checker, callSites } = unit;
  const { node, sourceFile } = located;
  if (!isRunnable(node))
    return failure(ts.isClassLike(node) ? 'a class is run method by method' : 'only functions, methods and accessors are run');
  const refused = refusalOf(node);
  if (refused !== undefined) return failure(refused);
  const usage = collectUsage(node);
  const building = ts.isConstructorDeclaration(node);
  if (building && usage.base.steps.size > 0) return failure('it uses its base while it sets up');
  const initial = building ? initialFields(node) : new Map<string, InitialField>();
  const ownName = selfName(node);
  const sorted = sortOutside(node, sourceFile, usage, checker);
  const scripted = sorted.scripted.filter(({ name }) => name !== ownName);
  const { bundled } = sorted;
  const classes = outsideClasses({
    usage,
    scripted: scripted.map((outside) => ({ name: outside.name, type: typeOfName(outside, checker, node) })),
    bundled: bundled.map(({ name }) => name),
    checker,
  });
  if (!classes.ok) return classes;
  const parameters = node.parameters.filter((parameter) => !(ts.isIdentifier(parameter.name) && parameter.name.text === 'this'));
  const parameterNames = parameters.map((parameter, index) =>
    ts.isIdentifier(parameter.name) ? parameter.name.text : `argument${index + 1}`,
  );
  const given = parameterNames.slice(0, parameters.some(({ dotDotDotToken }) => dotDotDotToken) ? -1 : undefined);
  const atCalls = callSiteValues(callSites, given);
  const extension = /\.[cm]?[jt]sx?$/u.exec(sourceFile.fileName)?.[0] ?? '.ts';
  const firstLine = sourceFile.getLineAndCharacterOfPosition(node.getStart(sourceFile)).line + 1;
  const known = new Set([...usage.outside.keys(), ...bundled.map(({ name }) => name)]);

  const typeText = typeTexts(node, checker);
  /** The decided paths only ever grow. */
  const builtFor = new WeakMap<Choices['chosen'], { readonly decided: number; readonly built: BuiltScript }>();

  const buildAnew = ({ chosen, decided }: Choices, added: readonly ScriptedName[], answered: AnsweredCall | undefined): BuiltScript => {
    const builder = createValueBuilder({
      checker,
      at: node,
      typeText,
      choices: chosen,
      decided,
      initial,
      setUpByBase: building && usage.usesBase,
      classes: classes.value,
    });
    const roots = [...scripted, ...added].map((outside) => ({
      name: outside.name,
      value: builder.value(outside.name, typeOfName(outside, checker, node), outside.usage),
      assigned: outside.assigned,
    }));
    const self = builder.value('this', selfType(node, checker), usage.self);
    const base =
      building && usage.usesBase
        ? baseConstructor
        : usage.usesBase
          ? builder.value('super', baseType(node, checker), usage.base)
          : undefined;
    const values = parameters.flatMap((parameter, index): readonly ScriptValue[] => {
      const name = parameterNames[index] ?? `argument${index + 1}`;
      const type = checker === undefined ? undefined : checker.getTypeAtLocation(parameter);
      const first = atCalls.alternatives[index] ?? [];
      const value = builder.value(name, type, usage.parameters[index], first);
      return parameter.dotDotDotToken && value.kind === 'array' ? value.items : [value];
    });
    const later = answered?.parameters.flatMap(({ name, type, usage: used, rest }): readonly ScriptValue[] => {
      const value = builder.value(name, type, used);
      return rest && value.kind === 'array' ? value.items : [value];
    });
    return {
      script: {
        roots,
        self: building || usesThis(usage) ? self : { kind: 'primitive', code: 'undefined' },
        base,
        arguments: values,
        failure: undefined,
        ...(later && {
          answered: {
            ...(answered?.member !== undefined && { member: answered.member }),
            ...(answered?.handedTo !== undefined && { handedTo: answered.handedTo }),
            arguments: later,
          },
        }),
      },
      slots: builder.slots,
      refusals: builder.refusals,
    };
  };

  return success({
    usage,
    parameterNames,
    calls: atCalls.calls,
    names: new Set([...parameterNames, ...scripted.map(({ name }) => name)]),
    build(choices, { added }, { failure: injected, secondCall, answered }) {
      const known = added.length === 0 ? builtFor.get(choices.chosen) : undefined;
      const built = known?.decided === choices.decided.size ? known.built : buildAnew(choices, added, answered);
      if (added.length === 0) builtFor.set(choices.chosen, { decided: choices.decided.size, built });
      if (injected === undefined && secondCall === undefined) return built;
      return {
        ...built,
        script: {
          ...built.script,
          failure: injected === undefined ? undefined : { ...injected.call, with: injected.with },
          ...(secondCall && { secondCall }),
        },
      };
    },
    edited(edits) {
      const text = editedText(located, edits);
      if (!text.ok) return text;
      const snippet = unitSnippet(text.value, extension);
      if (!snippet.ok) return snippet;
      const common = {
        probed: unitCode(snippet.value, firstLine),
        plain: once(() => unitCode(snippet.value, undefined)),
        selfName: ownName,
      };
      if (edits.length === 0) return success({ ...common, added: [], bundled });
      const reason = refusalOf(snippet.value.node);
      if (reason !== undefined) return failure(reason);
      const after = collectUsage(snippet.value.node);
      const fresh = { ...after, outside: new Map([...after.outside].filter(([name]) => !known.has(name) && name !== ownName)) };
      const { scripted: added, bundled: alsoBundled } = sortOutside(node, sourceFile, fresh, checker);
      const helpers = [...bundled, ...alsoBundled.filter(({ name }) => !known.has(name))];
      if (added.some((outside) => outside.usage.instanceTested)) return failure('it tests for a class from outside');
      return success({ ...common, added, bundled: helpers });
    },
  });
}

/** Types in words, each worked out once: scenarios are built anew for most runs. */
function typeTexts(at: ts.Node, checker: ts.TypeChecker | undefined): (type: ts.Type) => string {
  const known = new Map<ts.Type, string>();
  return (type) => {
    const found = known.get(type);
    if (found !== undefined) return found;
    const text = checker?.typeToString(type, at, ts.TypeFormatFlags.NoTruncation) ?? '';
    const short = text.length <= 60 ? text : `${text.slice(0, 57)}…`;
    known.set(type, short);
    return short;
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** `super(…)`: noted; what it sets up is not known. */
const baseConstructor: ScriptValue = {
  kind: 'function',
  path: 'super',
  answer: { kind: 'primitive', code: 'undefined' },
  instance: { kind: 'hole', path: 'new super()' },
  async: false,
  fresh: false,
  fields: [],
  absent: [],
};

function usesThis(usage: UnitUsage): boolean {
  return usage.usesBase || usage.self.steps.size > 0 || usage.self.calls.length > 0 || usage.self.seen;
}

function selfName(node: ts.Node): string | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node)) return node.name?.text ?? variableName(node);
  return ts.isArrowFunction(node) ? variableName(node) : undefined;
}

function variableName(node: ts.Node): string | undefined {
  const { parent } = node;
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : undefined;
}

function typeOfName(outside: ScriptedName, checker: ts.TypeChecker | undefined, unit: ts.Node): ts.Type | undefined {
  const [identifier] = outside.identifiers;
  if (checker === undefined || identifier === undefined) return undefined;
  if (isOfSnippet(identifier)) {
    const symbol = checker.getSymbolsInScope(unit, ts.SymbolFlags.Value).find(({ name }) => name === outside.name);
    return symbol === undefined ? undefined : checker.getTypeOfSymbolAtLocation(symbol, unit);
  }
  const symbol = ts.isShorthandPropertyAssignment(identifier.parent)
    ? checker.getShorthandAssignmentValueSymbol(identifier.parent)
    : checker.getSymbolAtLocation(identifier);
  if (symbol?.valueDeclaration !== undefined) return checker.getTypeOfSymbol(symbol);
  return checker.getTypeAtLocation(identifier);
}

function enclosingClass(node: ts.Node): ts.ClassLikeDeclaration | ts.ObjectLiteralExpression | undefined {
  for (let current = node.parent; current !== undefined && !ts.isSourceFile(current); current = current.parent) {
    if (ts.isClassLike(current)) return current;
    if (ts.isObjectLiteralExpression(current) && !ts.isArrowFunction(node)) return current;
    if (ts.isFunctionLike(current) && !ts.isArrowFunction(current) && current !== node) return undefined;
  }
  return undefined;
}

function selfType(node: ts.FunctionLikeDeclaration, checker: ts.TypeChecker | undefined): ts.Type | undefined {
  if (checker === undefined) return undefined;
  const declared = node.parameters.find((parameter) => ts.isIdentifier(parameter.name) && parameter.name.text === 'this');
  if (declared !== undefined) return checker.getTypeAtLocation(declared);
  if (ts.isFunctionDeclaration(node)) return undefined;
  const owner = enclosingClass(node);
  if (owner === undefined) return undefined;
  if (ts.isObjectLiteralExpression(owner)) return checker.getContextualType(owner) ?? checker.getTypeAtLocation(owner);
  const type = checker.getTypeAtLocation(owner);
  const isStatic = ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true;
  const symbol = type.symbol as ts.Symbol | undefined;
  return isStatic && symbol !== undefined ? checker.getTypeOfSymbol(symbol) : type;
}

function baseType(node: ts.Node, checker: ts.TypeChecker | undefined): ts.Type | undefined {
  const owner = enclosingClass(node);
  if (checker === undefined || owner === undefined || ts.isObjectLiteralExpression(owner)) return undefined;
  const clause = owner.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  return clause === undefined ? undefined : checker.getTypeAtLocation(clause);
}
