/** How long one window may lead a repository without renewing: a killed leader is replaced after this. */
export const leaseDurationMs = 10_000;
