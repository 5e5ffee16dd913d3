import type { TestRunner, TestStyle } from './testStyle.ts';

/** What a runner writes in its own way. Texts are TypeScript with single quotes and semicolons. */
export interface Runner {
  imports(style: TestStyle): readonly string[];
  /** A mock function around an implementation. */
  readonly mock: string;
  /** Replaces exports of a module before the code under test is imported; `undefined`: it cannot. */
  module?(specifier: string, exports: string, isDefault: boolean): string;
  equal(actual: string, expected: string): string;
  /** Lets the clock stand at a time, given as an expression. */
  readonly clock: (time: string) => string;
  readonly random: string;
  /** Said at the top where the runner has to be started in a way of its own. */
  readonly needs?: string;
}

const expectEqual = (actual: string, expected: string): string => `expect(${actual}).toEqual(${expected});`;

export const runners: Readonly<Record<TestRunner, Runner>> = {
  vitest: {
    imports: ({ globals, call }) => (globals ? ["import { vi } from 'vitest';"] : [`import { expect, ${call}, vi } from 'vitest';`]),
    mock: 'vi.fn',
    module: (specifier, exports) => `vi.doMock(${specifier}, async (original) => ({ ...(await original<object>()), ${exports} }));`,
    equal: expectEqual,
    clock: (time) => `vi.useFakeTimers({ toFake: ['Date'], now: new Date(${time}) });`,
    random: "vi.spyOn(Math, 'random').mockReturnValue(0.5);",
  },
  jest: {
    imports: ({ globals, call }) => (globals ? [] : [`import { expect, jest, ${call} } from '@jest/globals';`]),
    mock: 'jest.fn',
    module: (specifier, exports) => `jest.doMock(${specifier}, () => ({ ...jest.requireActual<object>(${specifier}), ${exports} }));`,
    equal: expectEqual,
    clock: (time) =>
      `jest.useFakeTimers({ now: new Date(${time}), doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'queueMicrotask', 'performance', 'hrtime'] });`,
    random: "jest.spyOn(Math, 'random').mockReturnValue(0.5);",
  },
  'node:test': {
    imports: ({ call }) => ["import assert from 'node:assert/strict';", `import { mock, ${call} } from 'node:test';`],
    mock: 'mock.fn',
    module: (specifier, exports, isDefault) =>
      isDefault
        ? `mock.module(${specifier}, { defaultExport: { ${exports} }.default, namedExports: { ...(await import(${specifier})), ${exports} } });`
        : `mock.module(${specifier}, { namedExports: { ...(await import(${specifier})), ${exports} } });`,
    equal: (actual, expected) => `assert.deepEqual(${actual}, ${expected});`,
    clock: (time) => `mock.timers.enable({ apis: ['Date'], now: new Date(${time}) });`,
    random: "mock.method(Math, 'random', () => 0.5);",
    needs: 'Replacing a module needs `node --test --experimental-test-module-mocks`.',
  },
  mocha: {
    imports: () => ["import assert from 'node:assert/strict';"],
    mock: '',
    equal: (actual, expected) => `assert.deepEqual(${actual}, ${expected});`,
    clock: () => '',
    random: 'Math.random = () => 0.5;',
  },
};
