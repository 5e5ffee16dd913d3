/** An expected failure is a value: `reason` is one clear sentence for a person, saying what to do where something can be done. */
export type Result<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly reason: string };

export function success<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function failure(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}
