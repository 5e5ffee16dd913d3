import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { movedCode } from '../../src/analysis/movedCode.ts';
import { parseSource } from '../../src/analysis/parseSource.ts';

/** Whether `unit` in the newer file differs from that in the older one by code that was moved. */
function isMoved(older: string, newer: string): boolean {
  const [before] = locateUnits(parseSource('/p/src/a.ts', older), 'src/a.ts').filter(({ unit }) => unit.name.endsWith('unit'));
  const [now] = locateUnits(parseSource('/p/src/a.ts', newer), 'src/a.ts').filter(({ unit }) => unit.name.endsWith('unit'));
  assert.ok(before && now);
  return movedCode(before.node.getText(before.sourceFile), now, { olderFile: before.sourceFile });
}

const whole =
  'export function unit(items: Item[]) { log(items); let sum = 0; for (const item of items) sum += item.price * item.count; return sum; }';
const helper = 'function total(items: Item[]) { let sum = 0; for (const item of items) sum += item.price * item.count; return sum; }';
const short = 'export function unit(items: Item[]) { log(items); return total(items); }';

const moved: readonly (readonly [what: string, older: string, newer: string])[] = [
  ['into a function of the file', whole, `${short}\n${helper}`],
  [
    'into a method',
    `class A { unit(items: Item[]) { if (items.length === 0) throw new Error('none'); this.send(items); } }`,
    `class A { unit(items: Item[]) { this.#check(items); this.send(items); } #check(items: Item[]) { if (items.length === 0) throw new Error('none'); } }`,
  ],
  ['into another file', whole, `import { total } from './total';\n${short}`],
  ['back from a function that stays', `${short}\n${helper}`, `${whole}\n${helper}`],
  ['back from a function that goes', `${short}\n${helper}`, whole],
  [
    'parameters into an object',
    'export function unit(id: string, name: string) { save(id, name); }',
    'export function unit({ id, name }: { id: string; name: string }) { save(id, name); }',
  ],
  [
    'arguments into an object',
    'export function unit(id: string, name: string) { save(id, name); }',
    'export function unit(id: string, name: string) { save({ id, name }); }',
  ],
];
for (const [what, older, newer] of moved) test(`code that went ${what} was moved`, () => assert.equal(isMoved(older, newer), true));

const changed: readonly (readonly [what: string, older: string, newer: string])[] = [
  [
    'a call that came',
    'export function unit(id: string) { save(id); }',
    "import { notify } from './notify';\nexport function unit(id: string) { save(id); notify(id); }",
  ],
  [
    'a call that went',
    `${helper}\nexport function unit(items: Item[]) { total(items); send(items); }`,
    `${helper}\nexport function unit(items: Item[]) { send(items); }`,
  ],
  [
    'a guard that went',
    'export function unit(id: string) { if (id === "") return; save(id); }',
    'export function unit(id: string) { save(id); }',
  ],
  [
    'another function that is called',
    'export function unit(id: string) { save(id); }\nfunction check(id: string) { log(id); }',
    'export function unit(id: string) { check(id); }\nfunction check(id: string) { log(id); }',
  ],
  [
    'a parameter that came',
    'export function unit(id: string) { save(id); }',
    'export function unit(id: string, force: boolean) { if (force) save(id); }',
  ],
];
for (const [what, older, newer] of changed) test(`${what} was not moved`, () => assert.equal(isMoved(older, newer), false));
