import type { Language } from '@app/knowledge';

import { asksAboutAgent } from '../questions/asks-about-agent.js';
import { isOffTopic } from '../questions/off-topic.js';
import { smallTalk } from '../questions/small-talk.js';
import { wishForPerson } from '../questions/wishes/asks-for-person.js';
import type { AgentSettings } from '../settings/agent-settings.js';
import { storeReplies } from '../settings/store-replies.js';
import { abstention, type AnswerDraft, handingOff, NO_USAGE } from './answer-draft.js';

/** What no page answers: said at once, in the words of the shopper's language. */
export function withoutSearch(
  content: string,
  settings: AgentSettings,
  hearing: { language: Language; canHandOff: boolean },
): AnswerDraft | null {
  const wish = wishForPerson(content);
  const replies = storeReplies(settings, {
    ...hearing,
    language: wish?.language ?? hearing.language,
  });
  if (wish !== null) {
    return hearing.canHandOff ? handingOff(replies.handedOff) : refusal(replies.noPerson);
  }
  const heard = smallTalk(content);
  if (heard !== null) {
    const language = heard.language ?? hearing.language;
    return politeDraft(storeReplies(settings, { ...hearing, language })[heard.kind]);
  }
  if (asksAboutAgent(content)) return refusal(replies.probe);
  return isOffTopic(content) ? refusal(replies.offTopic) : null;
}

const refusal = (abstained: string): AnswerDraft => abstention({ abstained }, null, NO_USAGE);

function politeDraft(content: string): AnswerDraft {
  return { content, outcome: 'small_talk', citations: [], release: null, usage: NO_USAGE };
}
