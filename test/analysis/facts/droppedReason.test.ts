import assert from 'node:assert/strict';
import { test } from 'node:test';
import { droppedReason } from '../../../src/analysis/facts/droppedReason.ts';
import { sentences } from '../unitIn.ts';

const save = (clause: string, called = 'saveForm'): readonly string[] =>
  sentences(droppedReason, `async function submit(form) {\n  try {\n    await ${called}(form);\n  } ${clause}\n}`);

test('a catch that answers and keeps nothing of the error is named', () => {
  assert.deepEqual(save("catch { toast('Please try again'); }"), [
    'Nobody learns why `saveForm` fails: the `catch` on line 4 neither looks at the error nor passes it on.',
  ]);
  assert.deepEqual(save('catch (_error) { setFailed(true); }').length, 1);
});

test('one that logs, shows, rethrows or only says what is not valid is not', () => {
  assert.deepEqual(save('catch (error) { toast(error.message); }'), []);
  assert.deepEqual(save("catch { logger.warn('not saved'); }"), []);
  assert.deepEqual(save("catch { toast('no'); throw new Error('no'); }"), []);
  assert.deepEqual(save('catch { return refuse(); }', 'verifyToken'), []);
});

test('a catch that knows only some of the errors loses the others', () => {
  assert.deepEqual(
    save("catch (caught) {\n    const error = AppError.from(caught);\n    if (error.code === 'taken') setError('name');\n  }"),
    ['Any other error than the one asked for on line 6 ends here: it is neither told nor passed on.'],
  );
  assert.deepEqual(save("catch (error) { if (error.code === 'taken') setError('name'); else throw error; }"), []);
  assert.deepEqual(save("catch (error) { if (error.code === 'taken') setError('name'); throw error; }"), []);
});
