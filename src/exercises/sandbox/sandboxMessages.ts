import { z } from 'zod';

const effect = z.object({ kind: z.enum(['call', 'new', 'set', 'delete']), target: z.string(), values: z.array(z.string()) });
const settlement = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['returns', 'resolves']), value: z.string(), fields: z.record(z.string(), z.string()).optional() }),
  z.object({ kind: z.enum(['throws', 'rejects']), error: z.string() }),
  z.object({ kind: z.literal('pending') }),
]);

/** What one run says of itself. It comes out of code nobody trusts, so it is parsed like any other input. */
export const guestReport = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('ran'),
    effects: z.array(effect),
    settlement,
    second: settlement.optional(),
    secondCall: z.object({ line: z.number(), effects: z.number() }).optional(),
    lines: z.array(z.number()),
    /** The course of the run: a line each time one begins, and how many effects there had been by then; the first 400. */
    steps: z.array(z.number()),
    calls: z.array(z.object({ target: z.string(), occurrence: z.number(), line: z.number(), async: z.boolean() })),
    reads: z.array(z.string()),
  }),
  z.object({ status: z.literal('needs'), path: z.string() }),
  z.object({ status: z.literal('refused'), reason: z.string() }),
]);
export type GuestReport = z.infer<typeof guestReport>;

/** Engine → sandbox: the sources are run one after another, each in a heap of its own; a repeat of one that failed fails alike, unrun. */
export const sandboxRequest = z.object({
  id: z.number(),
  sources: z.array(z.string()),
  /** The sources are standalone programs; what is asked for is the line each prints. */
  programs: z.boolean(),
});

/** Sandbox → engine, once per source. */
export const sandboxReply = z.object({
  id: z.number(),
  index: z.number(),
  /** The guest's report as JSON text, or the line a program printed; or why there is none. */
  report: z.string().optional(),
  reason: z.string().optional(),
  rssMb: z.number(),
});
export type SandboxReply = z.infer<typeof sandboxReply>;
