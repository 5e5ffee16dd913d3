/**
 * Makes each `data-roving` list one tab stop: its buttons are reached by the arrow keys, Home and End.
 * Call after each draw; the button that had the stop keeps it.
 */
export function settleRovingLists(root: ParentNode): void {
  for (const list of root.querySelectorAll<HTMLElement>('[data-roving]')) {
    const buttons = buttonsOf(list);
    const stop =
      buttons.find((button) => button === document.activeElement) ??
      buttons.find((button) => button.tabIndex === 0 && button.hasAttribute('tabindex')) ??
      buttons[0];
    for (const button of buttons) button.tabIndex = button === stop ? 0 : -1;
  }
}

/** Moves the focus within a list on an arrow key; returns whether the key was used. */
export function moveInRovingList(event: KeyboardEvent): boolean {
  const target = event.target instanceof HTMLElement ? event.target : undefined;
  const list = target?.closest<HTMLElement>('[data-roving]');
  if (target === undefined || list === null || list === undefined) return false;
  const buttons = buttonsOf(list);
  const next = buttons.at(nextIndex(event.key, buttons.indexOf(target), buttons.length));
  if (next === undefined || next === target || !(event.key in steps || event.key === 'Home' || event.key === 'End')) return false;
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
  return true;
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

function nextIndex(key: string, from: number, count: number): number {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return Math.min(Math.max(from + (steps[key] ?? 0), 0), count - 1);
}

function buttonsOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('button')];
}
