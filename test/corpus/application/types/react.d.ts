export function useState<T>(initial: T | (() => T)): [T, (next: T | ((before: T) => T)) => void];
export function useEffect(effect: () => void | (() => void), dependencies?: readonly unknown[]): void;
export function useCallback<T extends (...given: never[]) => unknown>(callback: T, dependencies: readonly unknown[]): T;
export function useRef<T>(initial: T): { current: T };
