import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Screen, Snapshot } from '../src/protocol.ts';
import { icon } from './icons.ts';
import { languageName } from './languageName.ts';
import type { Actions } from './uiState.ts';
import { worthKnowingList } from './worthKnowingList.ts';
import { asSentence, inline } from './words.ts';

/** What stands above every screen: a workspace that is not trusted, an engine that is away. */
export function notices({ trusted, engine }: Snapshot, actions: Actions): TemplateResult {
  return html`${trusted ? nothing : restricted(actions)}
  ${
    engine === 'restarting'
      ? html`<div class="notice">
          <vscode-progress-ring aria-hidden="true"></vscode-progress-ring>
          <p>Restarting the analysis…</p>
        </div>`
      : nothing
  }
  ${
    engine === 'stopped'
      ? html`<div class="notice">
          ${icon('warning')}
          <p>
            The analysis has stopped. What is shown may be out of date.
            <button type="button" class="link" @click=${() => actions.send({ type: 'refresh' })}>Try again</button>
            <button type="button" class="link" @click=${() => actions.send({ type: 'openLog' })}>Open the log</button>
          </p>
        </div>`
      : nothing
  }`;
}

function restricted(actions: Actions): TemplateResult {
  return html`<div class="notice">
    ${icon('info')}
    <p>
      Restricted Mode: what the open file alone proves is shown. Questions, callers and Git history need a trusted workspace, because they
      run or read more of it.
      <button type="button" class="link" @click=${() => actions.send({ type: 'manageTrust' })}>Manage trust</button>
    </p>
  </div>`;
}

export function emptyScreen(
  { worthKnowing }: Extract<Screen, { kind: 'empty' }>,
  changes: Snapshot['changes'],
  actions: Actions,
): TemplateResult {
  return html`<article class="plain" aria-labelledby="heading">
    <h1 id="heading" tabindex="-1">Understand this</h1>
    <p>Put the caret in a function, and what is proven about it appears here.</p>
    <p>
      ${changes.length > 0 ? 'Or pick something that nobody has checked yet.' : 'Changes you have not checked yet will be listed below; there are none now.'}
    </p>
    ${worthKnowingList(worthKnowing, actions)}
  </article>`;
}

export function unsupportedScreen({ language }: Extract<Screen, { kind: 'unsupported' }>): TemplateResult {
  return html`<article class="plain" aria-labelledby="heading">
    <h1 id="heading" tabindex="-1">Not available for ${languageName(language)}</h1>
    <p>
      TypeScript and JavaScript are explained from proofs. Of Python, Go, Rust, Java, C# and other code what the editor knows and what was
      recorded is shown.
    </p>
  </article>`;
}

export function skippedScreen({ fileName, reason }: Extract<Screen, { kind: 'skipped' }>): TemplateResult {
  return html`<article class="plain" aria-labelledby="heading">
    <h1 id="heading" tabindex="-1">${fileName} is left alone</h1>
    <p>${inline(asSentence(reason))}</p>
  </article>`;
}

export function analysingScreen({ subject, stage }: Extract<Screen, { kind: 'analysing' }>, actions: Actions): TemplateResult {
  return html`<article aria-labelledby="heading" aria-busy="true">
    <h1 id="heading" tabindex="-1" class=${stage === 'slow' ? '' : 'visually-hidden'}>Analysing ${subject}</h1>
    ${
      stage === 'slow'
        ? html`<div class="progress">
            <vscode-progress-ring aria-hidden="true"></vscode-progress-ring>
            <p>This takes longer than usual.</p>
            <vscode-button appearance="secondary" @click=${() => actions.send({ type: 'cancel' })}>Cancel</vscode-button>
          </div>`
        : nothing
    }
    <div class="skeleton" aria-hidden="true"><span></span><span></span><span></span><span></span></div>
  </article>`;
}

export function refusedScreen({ reason, worthKnowing }: Extract<Screen, { kind: 'refused' }>, actions: Actions): TemplateResult {
  return html`<article class="plain" aria-labelledby="heading">
    <h1 id="heading" tabindex="-1">Nothing to explain here</h1>
    <p>${inline(reason)}</p>
    ${worthKnowingList(worthKnowing, actions)}
  </article>`;
}

export function errorScreen(actions: Actions): TemplateResult {
  return html`<article class="plain" aria-labelledby="heading">
    <h1 id="heading" tabindex="-1">This code could not be analysed</h1>
    <p>The analysis failed on it; this is a fault of ours. The log says what happened.</p>
    <div class="buttons">
      <vscode-button @click=${() => actions.send({ type: 'refresh' })}>Try again</vscode-button>
      <vscode-button appearance="secondary" @click=${() => actions.send({ type: 'openLog' })}>Open the log</vscode-button>
    </div>
  </article>`;
}
