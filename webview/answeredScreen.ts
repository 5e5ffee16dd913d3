import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { OutcomePanel, Screen } from '../src/protocol.ts';
import type { AnsweredOption } from '../src/terms/panel.ts';
import { codeExcerpt } from './codeExcerpt.ts';
import { fold } from './fold.ts';
import { icon } from './icons.ts';
import type { Icon } from './icons.ts';
import type { Actions, UiState } from './uiState.ts';
import { suspicionList } from './suspicionList.ts';
import { inline, linesLabel } from './words.ts';

const verdicts: Record<OutcomePanel['verdict'], { readonly text: string; readonly icon: Icon }> = {
  right: { text: 'Correct', icon: 'right' },
  wrong: { text: 'Incorrect', icon: 'wrong' },
  'not sure': { text: 'Here is the answer', icon: 'unsure' },
};

/** What came of an answer: the verdict, the chosen option and the key with their reasons, what was observed, then the rest. */
export function answeredScreen(screen: Extract<Screen, { kind: 'answered' }>, ui: UiState, actions: Actions): TemplateResult {
  const { check, outcome, reported } = screen;
  const verdict = verdicts[outcome.verdict];
  const { exerciseId } = check;
  const code = codeExcerpt(check.code, outcome.lines);
  const telling = outcome.options.filter((option) => option.correct || option.chosen);
  const others = outcome.options.filter((option) => !telling.includes(option));
  return html`<article aria-labelledby="heading">
    <header>
      <h1 id="heading" tabindex="-1" class="verdict">${icon(verdict.icon)}${verdict.text}</h1>
      <p class="place">${inline(check.stem)}</p>
    </header>
    ${results('Your answer and the key', 'answer', telling)} ${evidence(outcome)} ${suspicionList(outcome.suspicions, actions)}
    ${results('The other options', 'others', others)}
    <section aria-labelledby="code-heading">
      <h2 id="code-heading">What decides: ${outcome.lines.map(linesLabel).join(', ')}</h2>
      ${code}
    </section>
    <div class="buttons">
      <vscode-button @click=${() => actions.send({ type: 'finish', exerciseId })}>Done</vscode-button>
      ${
        outcome.canSeeRun
          ? html`<vscode-button appearance="secondary" @click=${() => actions.send({ type: 'seeRun', exerciseId })}
              >See the run</vscode-button
            >`
          : nothing
      }
      ${
        outcome.canShowLines
          ? html`<vscode-button appearance="secondary" @click=${() => actions.send({ type: 'revealAnswer', exerciseId })}
              >Show the lines</vscode-button
            >`
          : nothing
      }
      ${
        outcome.canRun
          ? html`<vscode-button appearance="secondary" @click=${() => actions.send({ type: 'runProgram', exerciseId })}
              >Run it myself</vscode-button
            >`
          : nothing
      }
    </div>
    ${outcome.runRefused === undefined ? nothing : html`<p class="quiet">${inline(outcome.runRefused)}</p>`}
    ${
      reported
        ? html`<p class="meta">
            Reported. This question will not be asked again, and your answer does not count.
            <button type="button" class="link" @click=${() => actions.send({ type: 'exportQuestion', exerciseId })}>
              Export it with its proof
            </button>
          </p>`
        : html`<p>
            <button type="button" class="link" @click=${() => actions.send({ type: 'reportWrong', exerciseId })}>
              This question is wrong
            </button>
          </p>`
    }
    ${check.assumptions.length === 0 ? nothing : assumed(check.assumptions, ui, actions)}
  </article>`;
}

function results(title: string, id: string, options: readonly AnsweredOption[]): TemplateResult | typeof nothing {
  if (options.length === 0) return nothing;
  return html`<section aria-labelledby="${id}-heading">
    <h2 id="${id}-heading" class=${id === 'answer' ? 'visually-hidden' : ''}>${title}</h2>
    <ul class="results">
      ${options.map(optionResult)}
    </ul>
  </section>`;
}

function optionResult(option: AnsweredOption): TemplateResult {
  const state = option.correct ? 'True' : 'False';
  return html`<li class="result ${option.correct ? 'correct' : ''} ${option.chosen ? 'chosen' : ''}">
    <p class="result-state">${icon(option.correct ? 'right' : 'wrong')}${state}${option.chosen ? ' · your answer' : nothing}</p>
    <p class="result-text">${inline(option.text)}</p>
    <p class="result-reason">${inline(option.reason)}</p>
  </li>`;
}

function evidence(outcome: OutcomePanel): TemplateResult | typeof nothing {
  if (outcome.evidence.length === 0) return nothing;
  return html`<section aria-labelledby="evidence-heading">
    <h2 id="evidence-heading">What was observed</h2>
    <ol class="steps">
      ${outcome.evidence.map((step) => html`<li>${inline(step)}</li>`)}
    </ol>
  </section>`;
}

function assumed(assumptions: readonly string[], ui: UiState, actions: Actions): TemplateResult {
  const body = html`<ul class="assumptions">
    ${assumptions.map((assumption) => html`<li>${inline(assumption)}</li>`)}
  </ul>`;
  return fold({ name: 'assumed', summary: `Assumed (${assumptions.length})`, openAtFirst: false, body }, ui, actions);
}
