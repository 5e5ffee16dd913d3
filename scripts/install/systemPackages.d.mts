export function findChromium(): string | undefined;
export function installSystemPackages(wanted: readonly ('chromium' | 'compiler')[]): Promise<void>;
