import type { Language } from '@app/knowledge';

import type { ConversationState } from '../../conversations/conversation.entity.js';
import { repliesIn } from './replies-in.js';

/** What the agent says where it does not answer; nothing where a person does, or nobody any more. */
export const silentReply = (state: ConversationState, language: Language): string =>
  state === 'waiting_for_human' ? repliesIn(language).waiting : '';
