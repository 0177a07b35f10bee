import { type Language, readLanguage } from '@app/knowledge';

import type { Replies } from '../prompts/replies/replies.js';
import { repliesIn } from '../prompts/replies/replies-in.js';
import type { AgentSettings } from './agent-settings.js';

/** The agent's own sentences, in the language that the store answers in and with the words that it chose itself. */
export function storeReplies(settings: AgentSettings, shopperLanguage: Language): Replies {
  const language = readLanguage(settings.language) ?? shopperLanguage;
  const replies = repliesIn(language);
  return {
    ...replies,
    abstained: settings.refusal ?? replies.abstained,
    greeting: settings.greeting ?? replies.greeting,
  };
}
