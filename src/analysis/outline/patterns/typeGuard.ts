import { ts } from 'ts-morph';
import { isSubstantial } from '../../../terms/unit.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { functionOf } from '../unitBody.ts';

/**
 * A function whose answer the compiler believes.
 *
 *     function isUser(value: unknown): value is User { return typeof value === 'object' && value !== null && 'id' in value; }
 */
export const typeGuard: PatternDetector = {
  id: 'type-guard',
  recognise(located) {
    const { node } = located;
    const unit = functionOf(node);
    const predicate = unit?.type;
    if (!unit || !predicate || !ts.isTypePredicateNode(predicate) || !predicate.type) return undefined;
    const subject = predicate.parameterName.getText();
    const type = predicate.type.getText().replaceAll(/\s+/gu, ' ');
    if (type.length > 50) return undefined;
    // A test of one line is read faster than any sentence about it.
    if (!isSubstantial(located.unit) || provesIt(unit.body, type)) return undefined;
    const asserts = predicate.assertsModifier !== undefined;
    return {
      title: asserts ? `Assertion of \`${type}\`` : `Type guard for \`${type}\``,
      text: asserts
        ? `After a call that returns, the compiler takes \`${subject}\` for \`${type}\` on the strength of this body alone.`
        : `The compiler takes \`${subject}\` for a full \`${type}\` wherever this says \`true\`, on the strength of this test alone.`,
      on: [predicate, unit.body],
    };
  },
};

/** `value instanceof Type`, `typeof value === 'type'`, `Array.isArray(value)`: the test is the type. */
function provesIt(body: ts.ConciseBody, type: string): boolean {
  const text = body.getText();
  const plain = type.replace(/<.*/u, '').replace(/^readonly /u, '');
  const isArray = /^Array$|\[\]$/u.test(plain);
  const isPrimitive = /^(string|number|boolean|bigint|symbol|function|undefined|null)$/u.test(plain);
  return (
    text.includes(`instanceof ${plain}`) ||
    isPrimitive ||
    (isArray && text.includes('Array.isArray')) ||
    (plain === 'Function' && text.includes('typeof'))
  );
}
