import { render } from 'lit';
import type { Snapshot } from '../src/protocol.ts';
import { connectHost } from './host.ts';
import { moveInRovingList, settleRovingLists } from './rovingFocus.ts';
import { sidebar } from './sidebar.ts';
import { registerToolkit } from './toolkit.ts';
import { withDraft } from './uiState.ts';
import type { Actions, UiState } from './uiState.ts';

registerToolkit();
start(document.body);

function start(body: HTMLElement): void {
  const app = body.querySelector<HTMLElement>('#app') ?? body;
  const status = liveRegion(body);
  let snapshot: Snapshot | undefined;
  let focused: number | undefined;
  let said: number | undefined;
  const host = connectHost((next) => {
    const first = snapshot === undefined;
    snapshot = next;
    draw();
    if (first) window.scrollTo(0, ui.scroll);
    // A page that was just made shows what stood before; only what is new since then moves the focus or speaks.
    if (next.focus !== undefined && next.focus.token !== focused && (!first || document.hasFocus())) focusHeading(app, '.asks');
    focused = next.focus?.token;
    if (next.announcement !== undefined && next.announcement.token !== said && !first) status.replaceChildren(next.announcement.text);
    said = next.announcement?.token;
  });
  let ui = host.savedUiState;

  const actions: Actions = {
    send: (message) => host.send(message),
    choose: (draft) => remember({ ...ui, draft }),
    fold: (name, open) => remember({ ...ui, folds: { ...ui.folds, [name]: open } }),
    write: (name, text) => remember(withDraft(ui, name, text)),
    say: (sentence) => status.replaceChildren(sentence),
    answer(exerciseId, confidence) {
      const chosen = ui.draft?.exerciseId === exerciseId ? ui.draft.chosen : [];
      if (chosen.length > 0) return host.send({ type: 'answer', exerciseId, chosen: [...chosen], ...(confidence && { confidence }) });
      status.replaceChildren('Choose an option first.');
      app.querySelector<HTMLElement>('fieldset input')?.focus();
    },
  };

  function remember(next: UiState): void {
    ui = next;
    host.save(ui);
    draw();
  }

  function draw(): void {
    if (snapshot === undefined) return;
    const hadFocus = app.contains(document.activeElement);
    render(sidebar(snapshot, ui, actions), app);
    settleRovingLists(app);
    // What had the focus is gone with its screen: the heading of what replaced it takes it, never the body.
    if (hadFocus && !app.contains(document.activeElement)) focusHeading(app, '[data-landing]');
  }

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') host.send({ type: 'focusEditor' });
    else if (moveInRovingList(event)) event.preventDefault();
  });
  document.addEventListener('scrollend', () => {
    ui = { ...ui, scroll: window.scrollY };
    host.save(ui);
  });
  host.send({ type: 'ready' });
}

/** Made before anything is announced: a region that arrives together with its text is not read. */
function liveRegion(body: HTMLElement): HTMLElement {
  const region = document.createElement('div');
  region.className = 'visually-hidden';
  region.setAttribute('role', 'status');
  body.append(region);
  return region;
}

/** The first of these that is there, else the screen's heading. */
function focusHeading(app: HTMLElement, landing: string): void {
  (app.querySelector<HTMLElement>(landing) ?? app.querySelector<HTMLElement>('#heading'))?.focus();
}
