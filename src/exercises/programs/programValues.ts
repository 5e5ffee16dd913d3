import type { Observation } from '../../terms/proof.ts';
import { symbolKey, type FunctionValue, type ObjectValue, type ScriptValue } from '../worlds/script.ts';

const arrayWriter = /\.(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin)$/u;

/** Functions that the built values call. */
export type ValueHelper = 'outside' | 'named' | 'watched' | 'collection' | 'class' | 'instance' | 'later' | 'same';

/** Which things of the script the observation saw written to, by path without `#n`. */
export function writtenPaths({ effects }: Pick<Observation, 'effects'>): (path: string) => boolean {
  const owners = new Set(
    effects
      .filter(({ kind, target }) => kind === 'set' || kind === 'delete' || (kind === 'call' && arrayWriter.test(target)))
      .map(({ target }) => target.replaceAll(/#\d+/gu, ''))
      .map((target) => target.replace(/(?:\.[^.[\]()]+|\["(?:[^"\\]|\\.)*"\]|\[[^\]]*\])$/u, '')),
  );
  return (path) => owners.has(path);
}

/**
 * JavaScript that builds a value of the script, whether second copies of answers show as `#2`, and whether promises answer each call anew. `helper` names the functions it calls;
 * `$outside`, `$named`, `$watched` … where nothing is said.
 */
export function valueCode(
  value: ScriptValue,
  parts: {
    readonly written: (path: string) => boolean;
    readonly numbered: boolean;
    readonly anew: boolean;
    readonly helper?: (name: ValueHelper) => string;
  },
): string {
  const { written, numbered, anew, helper = (name: ValueHelper) => `$${name}` } = parts;

  const nameCode = (path: string, prefixes: readonly string[]): string => {
    let code = '';
    let done = 0;
    for (const [depth, prefix] of prefixes.entries()) {
      if (!path.startsWith(prefix) || prefix.length < done) continue;
      code += `${templateText(path.slice(done, prefix.length))}\${${counter(depth)}}`;
      done = prefix.length;
    }
    return code === '' ? JSON.stringify(path) : `\`${code}${templateText(path.slice(done))}\``;
  };

  const fieldsCode = (fields: FunctionValue['fields'], prefixes: readonly string[], indent: string): string => {
    const lines = fields
      .filter(([, field]) => field.kind !== 'hole')
      .map(([name, field]) => `${indent}  ${keyCode(name)}: ${code(field, prefixes, `${indent}  `)},`);
    return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
  };

  const answerCode = (answer: ScriptValue, prefixes: readonly string[], indent: string): string => {
    const inner = numbered && 'path' in answer ? [...prefixes, answer.path] : prefixes;
    const made = code(answer, inner, indent);
    return `(${inner.length > prefixes.length ? counter(prefixes.length) : ''}) => ${made.startsWith('{') ? `(${made})` : made}`;
  };

  const functionCode = (stub: FunctionValue, prefixes: readonly string[], indent: string): string => {
    if (stub.instance === 'error')
      return `(class ${(stub.path.split('.').at(-1) ?? '').replaceAll(/\W/gu, '') || 'Failure'} extends Error {})`;
    const answers: string[] = [];
    if (stub.answer.kind !== 'hole') answers.push(`${stub.async ? 'resolves' : 'returns'}: ${answerCode(stub.answer, prefixes, indent)}`);
    if (stub.instance.kind !== 'hole') answers.push(`constructs: ${answerCode(stub.instance, prefixes, indent)}`);
    if (stub.fresh || (stub.async && anew)) answers.push('anew: true');
    const made = `${helper('outside')}(${nameCode(stub.path, prefixes)}, { ${answers.join(', ')} })`;
    const own = stub.fields.filter(([, field]) => field.kind !== 'hole');
    const plain = own.length === 0 ? made : `Object.assign(${made}, ${fieldsCode(own, prefixes, indent)})`;
    const whole = stub.tested === true ? `${helper('class')}(${plain})` : plain;
    return written(stub.path) && own.length > 0 ? `${helper('watched')}(${nameCode(stub.path, prefixes)}, ${whole})` : whole;
  };

  const code = (given: ScriptValue, prefixes: readonly string[], indent: string): string => {
    switch (given.kind) {
      case 'hole':
        return 'undefined';
      case 'thrown':
        return '(() => {\n' + `${indent}  throw new Error("scripted error");\n${indent}})()`;
      case 'same':
        return `${helper('same')}(${JSON.stringify(given.path)})`;
      case 'primitive':
        return given.code.replace(/^Symbol\(/u, 'Symbol.for(');
      case 'object':
        return `${helper(written(given.path) ? 'watched' : 'named')}(${nameCode(given.path, prefixes)}, ${instanceCode(given, fieldsCode(given.fields, prefixes, indent), helper)})`;
      case 'array': {
        const items = given.items.map((item) => code(item, prefixes, indent)).join(', ');
        return `${helper(written(given.path) ? 'watched' : 'named')}(${nameCode(given.path, prefixes)}, [${items}])`;
      }
      case 'function':
        return functionCode(given, prefixes, indent);
      case 'error':
        return standardErrors.has(given.name)
          ? `new ${given.name}("scripted error")`
          : `new (class ${given.name} extends Error {})("scripted error")`;
      case 'date':
        return `new Date(${JSON.stringify(given.time)})`;
      case 'promise':
        return `${helper('later')}(${code(given.value, prefixes, indent)})`;
      case 'map': {
        const entries = given.entries
          .map(([left, right]) => `[${code(left, prefixes, indent)}, ${code(right, prefixes, indent)}]`)
          .join(', ');
        return `${helper('collection')}(${nameCode(given.path, prefixes)}, new Map([${entries}]))`;
      }
      case 'set':
        return `${helper('collection')}(${nameCode(given.path, prefixes)}, new Set([${given.items.map((item) => code(item, prefixes, indent)).join(', ')}]))`;
    }
  };
  return code(value, [], '');
}

const standardErrors: ReadonlySet<string> = new Set([
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
]);

function instanceCode({ instanceOf }: ObjectValue, fields: string, helper: (name: ValueHelper) => string): string {
  return instanceOf === undefined ? fields : `${helper('instance')}(${JSON.stringify(instanceOf)}, ${fields})`;
}

function keyCode(name: string): string {
  if (symbolKey.test(name)) return `[Symbol.for(${JSON.stringify(name.slice(7, -1))})]`;
  return /^[A-Za-z_$][\w$]*$/u.test(name) ? name : JSON.stringify(name);
}

function counter(depth: number): string {
  return depth === 0 ? 'n' : `n${depth + 1}`;
}

function templateText(text: string): string {
  return text.replaceAll(/[`\\$]/gu, '\\$&');
}
