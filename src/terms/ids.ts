import { createHash } from 'node:crypto';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Names what a unit *does*: 16 hex digits over its tokens without comments, formatting and local names. */
export type UnitKey = Branded<'UnitKey'>;
/** Names one question: unit key, kind and scenario class, hashed. The same question has the same id for ever. */
export type ExerciseId = Branded<'ExerciseId'>;
/** Names one Change; for a commit it is derived from the commit's hash, so that it is seen once. */
export type ChangeId = Branded<'ChangeId'>;
/** Made by whoever asks, so that a message sent again after a crash is known as the same one. */
export type AnswerId = Branded<'AnswerId'>;

/** Names one payload to one destination, so that consent is to nothing else. */
export type ModelOfferId = Branded<'ModelOfferId'>;
/** Names one question about a unit as it stands: the answer to it is kept under this. */
export type ModelAnswerKey = Branded<'ModelAnswerKey'>;

/** 16 hex digits of SHA-256 over the parts; a NUL between them keeps `a,bc` and `ab,c` apart. */
export function contentId<Id extends string>(...parts: readonly string[]): Id {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 16) as Id;
}
