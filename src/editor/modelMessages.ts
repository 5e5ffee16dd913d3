import type { WebviewMessage } from '../protocol.ts';
import type { UnitPlace } from '../terms/model.ts';
import type { ModelCommands } from './modelCommands.ts';
import type { ModelSession } from './modelSession.ts';
import { currentUnit } from './sidebarState.ts';
import type { SidebarState } from './sidebarState.ts';

const types = [
  'askModel',
  'consentToModel',
  'stopModel',
  'leaveModel',
  'askModelAgain',
  'withdrawConsent',
  'showPayload',
  'setUpModel',
  'reviewOwnWords',
] as const;

export type ModelMessage = Extract<WebviewMessage, { type: (typeof types)[number] }>;

export function isAboutModel(message: WebviewMessage): message is ModelMessage {
  return (types as readonly string[]).includes(message.type);
}

export interface ModelMessageParts {
  readonly talk: ModelSession;
  readonly models: Pick<ModelCommands, 'setApiKey' | 'openSettings'>;
  readonly crashed: (error: unknown) => void;
}

/** Does what a person clicked, if it is about the unit on screen; what comes too late is ignored. */
export function receiveAboutModel(message: ModelMessage, state: SidebarState, parts: ModelMessageParts): void {
  act(message, state, parts)?.catch(parts.crashed);
}

function act(message: ModelMessage, state: SidebarState, { talk, models }: ModelMessageParts): Promise<void> | undefined {
  if (message.type === 'setUpModel') return message.what === 'set-key' ? models.setApiKey() : models.openSettings();
  const place = placeOf(state, message.unitKey);
  if (place === undefined) return undefined;
  switch (message.type) {
    case 'askModel': {
      const { kind, text } = message;
      return talk.ask(place, { kind, ...(text !== undefined && { text }) });
    }
    case 'consentToModel':
      return talk.consent(message.choice);
    case 'stopModel':
      talk.stop();
      return undefined;
    case 'leaveModel':
      talk.leave();
      return undefined;
    case 'askModelAgain':
      return talk.askAgain();
    case 'withdrawConsent':
      return talk.withdraw(place);
    case 'showPayload':
      talk.showPayload();
      return undefined;
    case 'reviewOwnWords':
      return talk.reviewOwnWords(place, message.text, currentUnit(state, message.unitKey)?.panel.explanation.proved ?? []);
  }
}

/** Where the unit on screen stands; a unit of a Change in a file that is not open is found by its path. */
function placeOf(state: SidebarState, unitKey: string): UnitPlace | undefined {
  const shown = currentUnit(state, unitKey);
  if (shown?.uri === undefined) return undefined;
  return { uri: shown.uri, line: shown.panel.lines[0], key: shown.panel.key };
}
