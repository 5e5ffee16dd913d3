export function buildHistory(folder: string, options?: { readonly agents?: boolean }): void;
