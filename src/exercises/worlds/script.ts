/**
 * What a scripted world holds, as data: the sandbox and the standalone program each build it in their own way.
 * `path` is how the code reaches the thing (`order.items`, `api.load()` for what a call answers) and how observations name it.
 */
export type ScriptValue =
  | PrimitiveValue
  | ObjectValue
  | ArrayValue
  | FunctionValue
  | ErrorValue
  | { readonly kind: 'map'; readonly path: string; readonly entries: readonly (readonly [ScriptValue, ScriptValue])[] }
  | { readonly kind: 'set'; readonly path: string; readonly items: readonly ScriptValue[] }
  | { readonly kind: 'date'; readonly path: string; readonly time: string }
  | { readonly kind: 'promise'; readonly path: string; readonly value: ScriptValue }
  /** The very thing that stands at `path`, made before. */
  | { readonly kind: 'same'; readonly path: string }
  /** What is declared never to return: it throws an `Error`. */
  | { readonly kind: 'thrown'; readonly path: string }
  /** Not decided yet: a run that touches it stops and asks for `path`. */
  | { readonly kind: 'hole'; readonly path: string };

/** `code` is JavaScript: a JSON scalar, `undefined`, `NaN`, `Infinity`, `-Infinity`, `-0`, `12n` or `Symbol("text")`. */
export interface PrimitiveValue {
  readonly kind: 'primitive';
  readonly code: string;
}

export interface ObjectValue {
  readonly kind: 'object';
  readonly path: string;
  readonly fields: readonly (readonly [name: string, value: ScriptValue])[];
  /** Names that are known not to be there. Reading any other name stops the run and asks for it, unless `complete`. */
  readonly absent: readonly string[];
  readonly complete: boolean;
  /** Name of the class from outside that it is an instance of. */
  readonly instanceOf?: string;
}

export interface ArrayValue {
  readonly kind: 'array';
  readonly path: string;
  readonly items: readonly ScriptValue[];
}

export interface FunctionValue {
  readonly kind: 'function';
  readonly path: string;
  /** What a call answers, or settles to when `async`. */
  readonly answer: ScriptValue;
  /** What `new` makes; `error`: a class derived from Error, whose construction is not an effect. */
  readonly instance: ScriptValue | 'error';
  readonly async: boolean;
  /** A class that the unit tests for with `instanceof`; its path is its name. */
  readonly tested?: true;
  /** Each call answers a thing of its own. */
  readonly fresh: boolean;
  readonly fields: ObjectValue['fields'];
  readonly absent: readonly string[];
}

export interface ErrorValue {
  readonly kind: 'error';
  readonly path: string;
  readonly name: string;
}

/** The class of an injected failure; no unit names it, so it tells an injected failure from any other. */
export const failureClass = 'ScriptedFailure';

/** One run: what stands for everything outside, and the call that fails. */
export interface Script {
  /** Names the unit uses from outside; `assigned` ones are written by it. */
  readonly roots: readonly { readonly name: string; readonly value: ScriptValue; readonly assigned: boolean }[];
  readonly self: ScriptValue;
  readonly base: ScriptValue | undefined;
  readonly arguments: readonly ScriptValue[];
  readonly failure: { readonly target: string; readonly occurrence: number; readonly with: 'rejects' | 'throws' } | undefined;
  /** A second call with the same arguments and over the same state, and when it starts and is answered. */
  readonly secondCall?: SecondCall;
  /**
   * What the call answers, or a function that it holds, or the first that it handed to something of that last name, is called next; what
   * that answers is what is observed.
   */
  readonly answered?: { readonly member?: string; readonly handedTo?: string; readonly arguments: readonly ScriptValue[] };
}

/**
 * `after the first`: when the first call has settled. The others start while the first call waits for the outside; then what waits is
 * answered in the order of asking, or what the first call waits for only when the second call has got all its answers.
 */
export type SecondCall = 'after the first' | 'first answered first' | 'second answered first';

/** `base` with one more step: `order.total`, `items[0]`, `this["a-b"]`, and `draft[STATE]` for the key `Symbol(STATE)`. */
export function stepPath(base: string, key: string): string {
  const symbol = /^Symbol\(([A-Za-z_$][\w$]*)\)$/.exec(key);
  if (symbol !== null) return `${base}[${symbol[1]}]`;
  if (/^#?[A-Za-z_$][\w$]*$/.test(key)) return `${base}.${key}`;
  return /^\d+$/.test(key) ? `${base}[${key}]` : `${base}[${JSON.stringify(key)}]`;
}

/** The key of a field under a symbol, as a name beside those of other fields. */
export const symbolKey = /^Symbol\([A-Za-z_$][\w$]*\)$/u;

/** `order.total` → `order` and `total`; `undefined` for roots, answers and what has no owner. */
export function ownerOf(path: string): { readonly path: string; readonly name: string } | undefined {
  const step = /^(.*?)(?:\.([^.[\]()]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|\[([A-Za-z_$][\w$]*)\])$/su.exec(path);
  if (step === null || step[1] === undefined || step[1] === '') return undefined;
  const name =
    step[2] ??
    step[3] ??
    (step[5] === undefined ? undefined : `Symbol(${step[5]})`) ??
    (step[4] === undefined ? undefined : (JSON.parse(step[4]) as string));
  return name === undefined ? undefined : { path: step[1], name };
}
