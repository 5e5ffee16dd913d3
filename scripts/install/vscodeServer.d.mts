export function installVscodeServer(): Promise<{ readonly home: string; readonly node: string }>;
