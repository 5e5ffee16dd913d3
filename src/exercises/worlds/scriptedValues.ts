import { ts } from 'ts-morph';
import { environmentAlternatives } from './environmentValues.ts';
import type { InitialField } from './initialFields.ts';
import { ownerOf, stepPath, symbolKey, type FunctionValue, type ObjectValue, type ScriptValue } from './script.ts';
import { allowedClasses, classOf, isToldError, type OutsideClasses } from './outsideClasses.ts';
import { keyedAlternatives } from './keyedAlternatives.ts';
import { declared, otherScalars, scalarAlternatives } from './scalarAlternatives.ts';
import { slotState, type Alternative, type SlotState } from './slots.ts';
import { stubTypes, withoutFunctionMembers } from './stubTypes.ts';
import { constituents, entryType, isOfPrototype, propertyOf, shapeOf, type TypeShape } from './typeShape.ts';
import { answersYesOrNo, untypedAlternatives, type UntypedMakers } from './untypedValues.ts';
import { createPlaces } from './samePlaces.ts';
import { emptyUsage, isLookedFor, type Usage } from './usageTree.ts';
import { wantedFields } from './wantedFields.ts';
import { lengthWords, objectWords } from './valueWords.ts';

export interface ValueBuilder {
  /** The value at `path`; `first` are tried before what the type says. */
  value(path: string, type: ts.Type | undefined, usage: Usage | undefined, first?: readonly Alternative[]): ScriptValue;
  /** Every choice that was open, in the order met. */
  readonly slots: ReadonlyMap<string, SlotState>;
  /** Why a path that was asked for cannot be decided: a run that asks again is refused. */
  readonly refusals: ReadonlyMap<string, string>;
}

/** Stands for an entry that is not there. */
const notThere: ScriptValue = { kind: 'primitive', code: 'undefined' };

const deepest = 9;

/**
 * Builds what stands for the outside: `choices` picks an alternative per slot (0 where it says nothing), `decided` holds the paths that
 * runs have asked for. A declared type is never broken: without one, only what the code itself compares or reaches is used.
 */
export function createValueBuilder(parts: {
  readonly checker: ts.TypeChecker | undefined;
  readonly at: ts.Node;
  /** A type in at most 60 characters. */
  readonly typeText: (type: ts.Type) => string;
  readonly choices: ReadonlyMap<string, number>;
  readonly decided: ReadonlySet<string>;
  /** Fields whose value is known, by path. */
  readonly initial: ReadonlyMap<string, InitialField>;
  /** A constructor of a class with a base: what the base does to its fields is not known. */
  readonly setUpByBase: boolean;
  readonly classes: OutsideClasses;
}): ValueBuilder {
  const { checker, at, typeText, choices, decided, initial, setUpByBase, classes } = parts;
  const slots = new Map<string, SlotState>();
  const refusals = new Map<string, string>();
  const asked = new Map<string, Set<string>>();
  for (const path of decided) {
    const owner = ownerOf(path);
    if (owner !== undefined) asked.set(owner.path, (asked.get(owner.path) ?? new Set()).add(owner.name));
  }

  const places = createPlaces(checker);

  const refuse = (reason: string, path: string): ScriptValue => {
    refusals.set(path, reason);
    return { kind: 'hole', path };
  };

  const choose = (path: string, telling: readonly Alternative[], further: readonly Alternative[] = []): ScriptValue => {
    const alternatives = [...telling, ...further];
    const [only] = telling;
    if (only === undefined) return refuse(refusals.get(path) ?? 'nothing is known of a value it uses', path);
    const wanted = choices.get(path) ?? 0;
    const chosen = wanted < alternatives.length ? wanted : 0;
    if (!slots.has(path)) slots.set(path, slotState(path, chosen, telling.length, alternatives));
    return (alternatives[chosen] ?? only).make();
  };

  const value = (
    path: string,
    type: ts.Type | undefined,
    usage: Usage | undefined,
    first: readonly Alternative[] = [],
    depth = 0,
    mayBeMissing = false,
  ): ScriptValue => {
    if (depth > deepest) return refuse('it reaches deeper than a scenario can say', path);
    const variable = environmentAlternatives(path, usage);
    if (variable) return choose(path, [...first, ...variable]);
    if (type === undefined || checker === undefined) return untyped(path, usage, depth, first);
    const known = checker.getBaseConstraintOfType(type) ?? type;
    const from = typeText(known);
    const alternatives = [...first];
    for (const part of constituents(known)) {
      for (const found of alternativesOf(path, shapeOf(part, checker), usage, depth)) {
        if (!alternatives.some((other) => other.shown === found.shown)) alternatives.push({ from, ...found });
      }
      if (alternatives.length > 8) break;
    }
    // A dictionary's type says what an entry is, not that there is one.
    if (mayBeMissing && !alternatives.some(({ shown }) => shown === 'undefined'))
      alternatives.push({ from, ...declared('undefined', () => notThere) });
    if (alternatives.length === 0) {
      const nothing = constituents(known)
        .map((part) => shapeOf(part, checker))
        .find((shape) => shape.kind === 'nothing');
      if (nothing !== undefined) alternatives.push({ from, ...declared(nothing.code, () => ({ kind: 'primitive', code: nothing.code })) });
    }
    const shapes = constituents(known).map((part) => shapeOf(part, checker));
    const further = otherScalars(path, shapes, { known: alternatives, from });
    return places.noted(path, usage, known, choose(path, places.withThose(usage, known, alternatives), further));
  };

  const untyped = (path: string, usage: Usage | undefined, depth: number, first: readonly Alternative[]): ScriptValue =>
    places.noted(
      path,
      usage,
      undefined,
      choose(
        path,
        places.withThose(usage, undefined, [
          ...first,
          ...(answersYesOrNo.test(path)
            ? scalarAlternatives(path, { kind: 'boolean' }, usage)
            : untypedAlternatives(usage, makers(path, usage, depth))),
        ]),
      ),
    );

  const makers = (path: string, usage: Usage | undefined, depth: number): UntypedMakers => ({
    object: () => object(path, undefined, usage, depth),
    function: () => stub(path, undefined, usage, depth),
    array: (length) => array(path, [], length, usage, depth),
  });

  const alternativesOf = (path: string, shape: TypeShape, usage: Usage | undefined, depth: number): readonly Alternative[] => {
    switch (shape.kind) {
      case 'literal':
      case 'nothing':
      case 'boolean':
      case 'string':
      case 'number':
      case 'bigint':
      case 'symbol':
        return scalarAlternatives(path, shape, usage);
      case 'date':
        return [declared('new Date("2025-06-15")', () => ({ kind: 'date', path, time: '2025-06-15T00:00:00.000Z' }))];
      case 'error':
        if (checker !== undefined && isToldError(shape.type, classes, checker)) {
          refusals.set(path, 'it tells errors of outside classes apart');
          return [];
        }
        return [declared(`an ${shape.name}`, () => ({ kind: 'error', path, name: shape.name }))];
      case 'array':
        if (shape.fixed)
          return [declared(`[${shape.items.length} items]`, () => array(path, shape.items, shape.items.length, usage, depth))];
        return [2, 0, 1].map((length) => declared(lengthWords(length), () => array(path, shape.items, length, usage, depth)));
      case 'map':
      case 'set':
        return keyedAlternatives(path, shape, usage, (inner, type, used) => value(inner, type, used, [], depth + 1));
      case 'promise':
        return [
          declared('a promise', () => ({ kind: 'promise', path, value: value(`awaited ${path}`, shape.value, usage, [], depth + 1) })),
        ];
      case 'function':
        return [declared('a function', () => stub(path, shape.type, usage, depth))];
      case 'object':
        return [
          declared(objectWords(shape.type), () => object(path, shape.type, usage, depth)),
          ...testedAlternatives(path, shape.type, usage, depth),
        ];
      case 'unknown':
        if (answersYesOrNo.test(path)) return scalarAlternatives(path, { kind: 'boolean' }, usage);
        return [
          ...untypedAlternatives(usage, {
            ...makers(path, usage, depth),
            ...(shape.open ? { object: () => object(path, 'open', usage, depth) } : {}),
          }),
          ...testedAlternatives(path, shape.type, usage, depth),
        ];
      case 'refused':
        refusals.set(path, `it uses ${shape.reason}`);
        return [];
    }
  };

  /** Instances of classes that the unit tests for, where the declared type allows them beside other things. */
  const testedAlternatives = (path: string, type: ts.Type, usage: Usage | undefined, depth: number): readonly Alternative[] => {
    if (checker === undefined || classOf(type, classes, checker) !== undefined) return [];
    return allowedClasses(type, usage, classes, checker).map(([name, instance]) => ({
      shown: objectWords(instance),
      source: 'comparison in the code',
      from: `instanceof ${name}`,
      make: () => object(path, instance, usage, depth),
    }));
  };

  const fieldsOf = (
    path: string,
    given: ts.Type | 'open' | undefined,
    usage: Usage | undefined,
    depth: number,
  ): { readonly fields: FunctionValue['fields']; readonly absent: readonly string[] } => {
    const type = given === 'open' ? undefined : given;
    const fields: (readonly [string, ScriptValue])[] = [];
    const absent: string[] = [];
    for (const name of wantedFields(path, given, usage, asked.get(path), refusals)) {
      const inner = stepPath(path, name);
      const underSymbol = symbolKey.test(name);
      // By which key an element is taken is known only to a run.
      const used = usage?.steps.get(name) ?? (underSymbol ? usage?.steps.get('0') : undefined);
      const start = initial.get(inner);
      const symbol = type === undefined ? undefined : propertyOf(type, name);
      if (name === 'constructor') fields.push([name, refuse('it asks for the class of something from outside', inner)]);
      else if (start !== undefined) {
        if (start.kind === 'absent') absent.push(name);
        else fields.push([name, start.kind === 'refused' ? refuse(start.reason, inner) : start]);
      } else if (setUpByBase && path === 'this' && symbol !== undefined && !isOfPrototype(symbol)) {
        fields.push([name, refuse('it reads what its base class sets up', inner)]);
      } else if (symbol !== undefined && checker !== undefined) {
        fields.push([name, value(inner, checker.getTypeOfSymbolAtLocation(symbol, at), used, [], depth + 1)]);
      } else if (type === undefined) {
        if (used !== undefined) fields.push([name, value(inner, undefined, used, [], depth + 1)]);
        else refusals.set(inner, 'it reads something whose type is not known');
      } else if (underSymbol) {
        refusals.set(inner, `nothing is known of \`${inner}\``);
      } else {
        const indexed = entryType(type, name, checker);
        if (indexed === 'not known') refusals.set(inner, 'it reads something whose type is not known');
        else if (indexed === undefined || name in Object.prototype) absent.push(name);
        else {
          const entry = used ?? usage?.steps.get('0');
          const held = value(inner, indexed, entry, [], depth + 1, isLookedFor(entry));
          if (held === notThere) absent.push(name);
          else fields.push([name, held]);
        }
      }
    }
    return { fields, absent };
  };

  const object = (path: string, type: ts.Type | 'open' | undefined, usage: Usage | undefined, depth: number): ScriptValue => ({
    kind: 'object',
    path,
    ...fieldsOf(path, type, usage, depth),
    ...instanceWords(type === 'open' ? undefined : type),
    complete: asked.get(path)?.has('*') === true && !refusals.has(`${path}.*`),
  });

  const instanceWords = (type: ts.Type | undefined): Pick<ObjectValue, 'instanceOf'> => {
    const name = type === undefined || checker === undefined ? undefined : classOf(type, classes, checker);
    return name === undefined ? {} : { instanceOf: name };
  };

  const array = (path: string, items: readonly ts.Type[], length: number, usage: Usage | undefined, depth: number): ScriptValue => ({
    kind: 'array',
    path,
    items: Array.from({ length }, (_, index) =>
      value(
        stepPath(path, String(index)),
        items[index] ?? items[0],
        usage?.steps.get(String(index)) ?? usage?.steps.get('0'),
        [],
        depth + 1,
      ),
    ),
  });

  const stub = (path: string, type: ts.Type | undefined, usage: Usage | undefined, depth: number): ScriptValue => {
    const types = stubTypes(path, type, usage, checker);
    const answerPath = `${path}()`;
    const newPath = `new ${path}()`;
    const answer: ScriptValue = types.isTypeTest
      ? refuse('it asks a type test from outside', answerPath)
      : types.neverReturns
        ? { kind: 'thrown', path: answerPath }
        : usage?.answer !== undefined || decided.has(answerPath)
          ? value(
              answerPath,
              types.answer,
              usage?.answer ?? (type === undefined && checker === undefined ? emptyUsage() : undefined),
              [],
              depth + 1,
            )
          : { kind: 'hole', path: answerPath };
    const instance: ScriptValue | 'error' = types.makesErrors
      ? 'error'
      : usage?.instance !== undefined || decided.has(newPath)
        ? value(newPath, types.instance, usage?.instance, [], depth + 1)
        : { kind: 'hole', path: newPath };
    const own = withoutFunctionMembers(usage);
    return {
      kind: 'function',
      path,
      answer,
      instance,
      async: types.async,
      ...(classes.instances.has(path) ? { tested: true } : {}),
      fresh: /(?:^|\.)(?:create|make|build|clone|open|new)[A-Z]?\w*$/u.test(path),
      ...fieldsOf(path, type, own, depth),
    };
  };

  return { value, slots, refusals };
}
