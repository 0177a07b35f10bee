import { type Language, readLanguage } from '@app/knowledge';

import type { Replies } from '../prompts/replies/replies.js';
import { repliesIn } from '../prompts/replies/replies-in.js';
import type { AgentSettings } from './agent-settings.js';

interface Hearing {
  /** The shopper's. */
  language: Language;
  /** Whether a person of the store can take the conversation over. */
  canHandOff: boolean;
}

/** The language that a store's agent answers a shopper in. */
export const answerLanguage = ({ language }: AgentSettings, shoppers: Language): Language =>
  readLanguage(language) ?? shoppers;

/** Whether a person is asked for where the agent does not know. */
export const handsOffUnanswered = ({ handoffWhen }: AgentSettings, canHandOff: boolean): boolean =>
  canHandOff && handoffWhen === 'unanswered';

/** The agent's own sentences, in the language that the store answers in and with the words that it chose itself. */
export function storeReplies(settings: AgentSettings, { language, canHandOff }: Hearing): Replies {
  const replies = repliesIn(answerLanguage(settings, language));
  const { refusal, greeting, handoff } = settings;
  const handedOff = handoff ?? replies.handedOff;
  const abstained = canHandOff ? replies.abstained : replies.abstainedAlone;
  return {
    ...replies,
    abstained: handsOffUnanswered(settings, canHandOff)
      ? `${refusal ?? replies.unanswered} ${handedOff}`
      : (refusal ?? abstained),
    greeting: greeting ?? replies.greeting,
    handedOff,
  };
}
