import type { SidebarState } from './sidebarState.ts';

/** Moves the focus to the heading of what is shown now. */
export function focus(state: SidebarState): SidebarState {
  return { ...state, focusToken: state.focusToken + 1 };
}

/** Says a sentence to assistive technology. */
export function say(state: SidebarState, text: string): SidebarState {
  return { ...state, announcement: { token: state.announcement.token + 1, text } };
}
