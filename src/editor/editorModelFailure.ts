import type { ModelFailureKind } from '../terms/model.ts';

const kinds: ReadonlyMap<string, ModelFailureKind> = new Map([
  ['NoPermissions', 'not-permitted'],
  ['NotFound', 'not-found'],
  ['Blocked', 'quota'],
]);

/** What an error of the editor's models means, by the code of a `LanguageModelError`; anything else is the model's own failure. */
export function editorModelFailure(code: string | undefined): ModelFailureKind {
  return (code === undefined ? undefined : kinds.get(code)) ?? 'model-failed';
}
