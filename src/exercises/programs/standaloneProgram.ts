import type { Observation } from '../../terms/proof.ts';
import { failure, success, type Result } from '../../terms/result.ts';
import {
  classPart,
  clockPart,
  elementPart,
  observationPart,
  outsidePart,
  pullAsyncPart,
  pullPart,
  randomPart,
  recordingPart,
  samePart,
  statePart,
  textPart,
  twicePart,
  timerPart,
  waitingPart,
  watchedPart,
} from './programRuntime.ts';
import { toldPart } from './toldPart.ts';
import { valueCode, writtenPaths } from './programValues.ts';
import type { ScriptedRun } from '../worlds/runScripts.ts';
import { failureClass } from '../worlds/script.ts';
import type { RunnableScenario } from '../worlds/world.ts';
import type { WorldFrame } from '../worlds/worldFrame.ts';

/**
 * A module for plain Node ≥ 22 without imports: scenario, the unit's own code, observation. It prints one line, `expected`. Built from
 * the script's data by a runtime of its own, so that running it is a check of the sandbox, not a replay.
 */
export function standaloneProgram(parts: {
  readonly scenario: RunnableScenario;
  readonly run: ScriptedRun;
  readonly frame: WorldFrame;
  /** Another run of the same scenario, whose writes would be noted too. */
  readonly beside?: Observation;
}): Result<{ readonly program: string; readonly expected: string }> {
  const { scenario, run, frame, beside } = parts;
  const { script, edited, observation } = run;
  const { code, form, name, calling } = edited.plain();
  const expected = JSON.stringify({
    effects: observation.effects.map(({ kind, target, values }) => ({ kind, target, values })),
    settlement: observation.settlement,
    ...(observation.second && { second: observation.second }),
  });
  const options = {
    written: writtenPaths({ effects: [...observation.effects, ...(beside?.effects ?? [])] }),
    // A long value is cut where it is shown, and a number may lie in what was cut.
    numbered: /#\d|…\(\d+\)/u.test(expected),
    anew: script.secondCall !== undefined,
  };
  if (
    /\$(?:effects|names|calls|text|outside|waiting|clock|self|unit|failure|call|first|second|held|handed|told|rest|next|same|argument\d|next\d)\b/u.test(
      code,
    )
  )
    return failure('its names meet those of the program');

  const roots = script.roots.flatMap(({ name: root, value, assigned }) => {
    const made = valueCode(value, options);
    return assigned ? assignedRoot(root, made) : [`const ${root} = ${made};`];
  });
  const values = script.arguments.map(
    (value, index) => `const $argument${index + 1} = ${valueCode(value, options)};${labelOf(frame, index)}`,
  );
  const next = (script.answered?.arguments ?? []).map((value, index) => `const $next${index + 1} = ${valueCode(value, options)};`);
  const scripted = [...roots, `const $self = ${valueCode(script.self, options)};`, ...values, ...next].join('\n');
  const whole = [...edited.bundled.map((helper) => helper.code), code].join('\n');
  const base = script.base === undefined ? undefined : valueCode(script.base, options);
  const plainCall = `$unit.call(${['$self', ...values.map((_, index) => `$argument${index + 1}`)].join(', ')})`;

  const member = script.answered?.member;
  const thenCall =
    script.answered === undefined
      ? ''
      : `${member === undefined ? '' : `[${JSON.stringify(member)}]`}(${next.map((_, index) => `$next${index + 1}`).join(', ')})`;

  const handedTo = script.answered?.handedTo;
  const call = {
    plain: handedTo === undefined ? `${plainCall}${thenCall}` : `(${plainCall}, $handed.get(${JSON.stringify(handedTo)})${thenCall})`,
    constructs: handedTo === undefined ? `(${plainCall}, $self)` : `(${plainCall}, $handed.get(${JSON.stringify(handedTo)})${thenCall})`,
    pulls: `$pull(${plainCall})`,
    'pulls async': `$pullAsync(${plainCall})`,
  }[calling];

  const program = [
    ...headLines(scenario),
    script.failure === undefined
      ? 'const $failure = undefined;'
      : `const $failure = ${JSON.stringify({ target: script.failure.target, call: script.failure.occurrence, with: script.failure.with })};`,
    ...(script.failure === undefined ? [] : [`class ${failureClass} extends Error {}`]),
    statePart,
    ...(/\$(?:class|instance)\(/u.test(scripted + (base ?? '')) ? ['const $prototypes = new Map();'] : []),
    ...(/\bDate\b/u.test(whole + scripted) ? [clockPart] : []),
    ...(whole.includes('Math.random') ? [randomPart] : []),
    ...(whole.includes('$element') ? [elementPart] : []),
    '',
    '// ---- What comes from outside',
    scripted,
    '',
    '// ---- The code itself',
    ...edited.bundled.map((helper) => helper.code),
    ...unitLines(code, form, name, edited.selfName, base),
    '',
    '// ---- What is observed',
    script.secondCall === undefined
      ? observationPart.replace('CALL', () => call)
      : twicePart(script.secondCall).replace('CALL', () => call),
    '',
    '// ---- How it is noted',
    recordingPart,
    outsidePart,
    ...(calling === 'pulls' ? [pullPart] : calling === 'pulls async' ? [pullAsyncPart] : []),
    waitingPart,
    ...(/\$(?:class|instance)\(/u.test(scripted + (base ?? '')) ? [classPart] : []),
    ...(/\$same\(/u.test(scripted + (base ?? '')) ? [samePart] : []),
    ...(/\$watched\(|\$collection\(/u.test(scripted + (base ?? '')) ? [watchedPart] : []),
    ...(/\b(?:set|clear)Timeout\b/u.test(whole) ? [timerPart] : []),
    textPart,
    toldPart,
    '',
  ].join('\n');
  return success({ program, expected });
}

function headLines(scenario: RunnableScenario): readonly string[] {
  const comment = (text: string): string => `// ${text.replaceAll(/[\r\n\u2028\u2029]+/gu, ' ')}`;
  return [
    comment(`Scenario: ${scenario.title}`),
    ...scenario.values.map(({ slot, value, source, from }) =>
      comment(`${slot} is ${value} (${source}${from === undefined ? '' : `: ${from}`})`),
    ),
    ...scenario.assumptions.map(comment),
  ];
}

function labelOf(frame: WorldFrame, index: number): string {
  const name = frame.parameterNames[index];
  return name === undefined ? '' : ` // ${name}`;
}

/** A variable from outside that the unit assigns: reading and writing it go through the global object, where the write is noted. */
function assignedRoot(name: string, made: string): readonly string[] {
  return [
    `let $${name} = ${made};`,
    `Object.defineProperty(globalThis, ${JSON.stringify(name)}, {`,
    '  configurable: true,',
    `  get: () => $${name},`,
    `  set: (value) => ($note('set', ${JSON.stringify(name)}, [value]), ($${name} = value)),`,
    '});',
  ];
}

function unitLines(code: string, form: string, name: string, selfName: string | undefined, base: string | undefined): readonly string[] {
  if (form === 'declaration') return [code, `const $unit = ${name};`];
  if (form === 'expression') {
    const isArrow = !/^\(?\s*(?:async\s+)?function\b/u.test(code);
    const made = isArrow ? `(function () {\n  return ${code};\n}).call($self)` : code;
    return selfName === undefined ? [`const $unit = ${made};`] : [`const ${selfName} = ${made};`, `const $unit = ${selfName};`];
  }
  return [
    `const $holder = ${code};`,
    ...(base === undefined ? [] : [code.includes('$base(') ? `const $base = ${base};` : `Object.setPrototypeOf($holder, ${base});`]),
    'const $method = Object.values(Object.getOwnPropertyDescriptors($holder))[0];',
    'const $unit = $method.value ?? $method.get ?? $method.set;',
  ];
}
