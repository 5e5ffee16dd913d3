import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkThenCreate } from '../../../src/analysis/facts/checkThenCreate.ts';
import { sentences } from '../unitIn.ts';

const join = (body: string): readonly string[] => sentences(checkThenCreate, `async function join(mail) {\n${body}\n}`);

test('looking first and making it afterwards leaves room for another call', () => {
  assert.deepEqual(
    join(
      "  const known = await prisma.user.findFirst({ where: { mail } });\n  if (known) throw new Error('taken');\n  return await prisma.user.create({ data: { mail } });",
    ),
    ['Two calls at once can both find nothing on line 2 and both run `prisma.user.create` (line 4): nothing here keeps one out.'],
  );
  assert.equal(
    join('  let task = await getTask(mail);\n  if (!task) {\n    task = await createTask(mail);\n  }\n  return task;').length,
    1,
  );
});

test('what is made of another kind, under a lock or where something was found, is not', () => {
  const found = '  const known = await prisma.user.findFirst({ where: { mail } });\n';
  assert.deepEqual(join(`${found}  if (!known) throw new Error('unknown');\n  await prisma.user.create({ data: known });`), []);
  assert.deepEqual(join(`${found}  if (known) return known;\n  await prisma.auditLog.create({ data: { mail } });`), []);
  assert.deepEqual(
    join(`${found}  if (known) return known;\n  return await prisma.$transaction(() => prisma.user.create({ data: { mail } }));`),
    [],
  );
});
