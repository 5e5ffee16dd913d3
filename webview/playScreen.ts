import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { PlayScreen } from '../src/protocol.ts';
import type { PlayRun } from '../src/terms/play.ts';
import { fold } from './fold.ts';
import { icon } from './icons.ts';
import { suspicionList } from './suspicionList.ts';
import type { Actions, UiState } from './uiState.ts';
import { fileName, inline, plain } from './words.ts';

/** A unit in one of the scenarios it was run in: its lines in the order they began, what they did to the outside, and how it ends. */
export function playScreen(screen: PlayScreen, ui: UiState, actions: Actions): TemplateResult {
  const { playId, scenario, step, suspicions, back } = screen;
  const { tried } = scenario;
  const run = tried !== undefined && 'run' in tried ? tried.run : scenario.run;
  return html`<article aria-labelledby="heading" aria-busy=${screen.trying ? 'true' : 'false'}>
    <header>
      <h1 id="heading" tabindex="-1">Play: ${screen.unitName}</h1>
      <p class="place" title=${screen.path}>${fileName(screen.path)}, run in a sandbox</p>
      <div class="tools">
        <button type="button" class="link" @click=${() => actions.send({ type: 'closePlay', playId })}>
          ${back === 'answer' ? 'Back to the answer' : 'Back'}
        </button>
      </div>
    </header>
    ${notices(screen, actions)} ${scenarioChoice(screen, actions)} ${comparison(screen)}
    <section aria-labelledby="steps-heading">
      <h2 id="steps-heading">What it runs</h2>
      <div class="buttons walk">
        <vscode-button appearance="secondary" ?disabled=${step === 0} @click=${() => go(screen, step - 1, actions)}>Previous</vscode-button>
        <vscode-button appearance="secondary" ?disabled=${step >= run.steps.length - 1} @click=${() => go(screen, step + 1, actions)}
          >Next</vscode-button
        >
        <span class="meta">Step ${step + 1} of ${run.steps.length}</span>
      </div>
      ${walk(screen, run, actions)}
    </section>
    ${suspicionList(suspicions, actions)} ${known(screen, ui, actions)} ${tryForm(screen, run, actions)}
    <div class="buttons">
      <vscode-button appearance="secondary" @click=${() => actions.send({ type: 'keepAsTest', playId, scenarioId: scenario.id })}
        >Keep as test</vscode-button
      >
    </div>
  </article>`;
}

function go({ playId, scenario }: PlayScreen, step: number, actions: Actions): void {
  if (step >= 0) actions.send({ type: 'playStep', playId, scenarioId: scenario.id, step });
}

function notices({ stale, failure, playId }: PlayScreen, actions: Actions): TemplateResult {
  return html`${
    stale
      ? html`<div class="notice">
          ${icon('info')}
          <p>
            The code in the editor has changed since this ran.
            <button type="button" class="link" @click=${() => actions.send({ type: 'tryEditor', playId })}>Compare with it</button>
          </p>
        </div>`
      : nothing
  }
  ${
    failure === undefined
      ? nothing
      : html`<div class="notice">
          ${icon('warning')}
          <p>${inline(failure)}</p>
        </div>`
  }`;
}

const triedWords = { same: 'the same', differs: 'differs', 'not run': 'cannot be run' };

/** A native list: one line high, and its own keys. */
function scenarioChoice({ playId, scenarios, scenario }: PlayScreen, actions: Actions): TemplateResult {
  const chosen = (event: Event): void => {
    if (event.currentTarget instanceof HTMLSelectElement)
      actions.send({ type: 'playStep', playId, scenarioId: event.currentTarget.value, step: 0 });
  };
  return html`<section aria-labelledby="scenario-heading">
    <h2 id="scenario-heading">Scenario</h2>
    <select class="field" aria-labelledby="scenario-heading" @change=${chosen}>
      ${scenarios.map(
        ({ id, title, tried }) =>
          html`<option value=${id} .selected=${id === scenario.id}>
            ${plain(title)}${tried === undefined ? '' : ` (${triedWords[tried]})`}
          </option>`,
      )}
    </select>
    <p class="quiet">${inline(endingOf(scenario.run))}</p>
  </section>`;
}

function endingOf({ ending }: PlayRun): string {
  return `${ending.charAt(0).toUpperCase()}${ending.slice(1)}.`;
}

/** One tab stop: the arrow keys walk, and the editor follows. */
function walk(screen: PlayScreen, run: PlayRun, actions: Actions): TemplateResult {
  const lines = screen.code.text.split('\n');
  return html`<ol class="walk-list" data-roving>
      ${run.steps.map(
        ({ line, seen }, index) =>
          html`<li>
            <button
              type="button"
              class="row step ${index === screen.step ? 'current' : ''}"
              aria-current=${index === screen.step ? 'step' : nothing}
              @click=${() => go(screen, index, actions)}
              @focus=${() => index !== screen.step && go(screen, index, actions)}
            >
              <span class="line-number">${line}</span>
              <code class="step-code">${(lines[line - screen.code.firstLine] ?? '').trim()}</code>
            </button>
            ${
              seen.length === 0
                ? nothing
                : html`<ul class="seen">
                    ${seen.map((effect) => html`<li>${inline(effect)}</li>`)}
                  </ul>`
            }
          </li>`,
      )}
    </ol>
    ${run.cut ? html`<p class="meta">It goes on; the later steps are left out.</p>` : nothing}
    <p class="ending">${inline(endingOf(run))}</p>`;
}

function known({ scenario }: PlayScreen, ui: UiState, actions: Actions): TemplateResult | typeof nothing {
  const count = scenario.values.length + scenario.assumptions.length;
  if (count === 0) return nothing;
  const body = html`<ul class="assumptions">
    ${scenario.values.map(({ text, source }) => html`<li>${inline(text)} <span class="meta">${source}</span></li>`)}
    ${scenario.assumptions.map((assumption) => html`<li>${inline(assumption)}</li>`)}
  </ul>`;
  return fold({ name: 'play-assumed', summary: `Assumed (${count})`, openAtFirst: false, body }, ui, actions);
}

/** The line the walk stands at, to be written otherwise. */
function tryForm(screen: PlayScreen, run: PlayRun, actions: Actions): TemplateResult {
  const { playId, code, step, trying } = screen;
  const line = run.steps[step]?.line ?? code.firstLine;
  const text = code.text.split('\n')[line - code.firstLine] ?? '';
  const indentation = /^\s*/u.exec(text)?.[0] ?? '';
  const send = (event: Event): void => {
    event.preventDefault();
    const input = event.currentTarget instanceof HTMLElement ? event.currentTarget.closest('section')?.querySelector('input') : undefined;
    if (input && !trying) actions.send({ type: 'tryLine', playId, line, text: indentation + input.value.trim() });
  };
  const enter = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') send(event);
  };
  return html`<section aria-labelledby="try-heading">
    <h2 id="try-heading">Try a change</h2>
    <label class="meta" for="try-line">Line ${line}, written otherwise; your file stays as it is</label>
    ${keyed(
      line,
      html`<input
        id="try-line"
        class="field mono"
        type="text"
        spellcheck="false"
        maxlength="500"
        value=${text.trim()}
        @keydown=${enter}
      />`,
    )}
    <div class="buttons">
      <vscode-button appearance="secondary" @click=${send}>${trying ? 'Running…' : 'Run it'}</vscode-button>
      <vscode-button appearance="secondary" @click=${() => actions.send({ type: 'tryEditor', playId })}
        >Take the editor's text</vscode-button
      >
      ${
        screen.triedWords === undefined
          ? nothing
          : html`<vscode-button appearance="secondary" @click=${() => actions.send({ type: 'tryNothing', playId })}
              >Back to the code as it is</vscode-button
            >`
      }
    </div>
  </section>`;
}

const marks = { both: '', before: 'only before', now: 'only now' };

/** What the tried text does otherwise in this scenario. */
function comparison({ triedWords: words, scenario, scenarios }: PlayScreen): TemplateResult | typeof nothing {
  const { tried } = scenario;
  if (words === undefined || tried === undefined) return nothing;
  const differing = scenarios.filter((other) => other.tried === 'differs').length;
  return html`<section class="check" aria-labelledby="compare-heading">
    <h2 id="compare-heading">With ${words}</h2>
    <p>${differing === 0 ? 'No difference in these scenarios.' : `Differs in ${differing} of ${scenarios.length} scenarios.`}</p>
    ${
      'refused' in tried
        ? html`<p class="quiet">${tried.refused}</p>`
        : tried.differs
          ? html`<ul class="differences">
              ${tried.differences.map(
                (difference) =>
                  html`<li class=${difference.in}>
                    ${difference.in === 'both' ? nothing : html`<span class="mark">${marks[difference.in]}</span>`}
                    <span>${inline(difference.text)}</span>
                  </li>`,
              )}
            </ul>`
          : html`<p class="quiet">The same in this scenario.</p>`
    }
  </section>`;
}
