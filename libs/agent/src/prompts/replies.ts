import type { ConversationState } from '../conversations/conversation.entity.js';
import type { SmallTalk } from '../questions/small-talk.js';

/** What the agent says in its own words. None of it states a fact about the store. */
export const REPLIES = {
  abstained:
    'I don\'t know: I could not find an answer to that on this store\'s pages. Please ask in other words, or write "talk to a person" and I leave this conversation to the people of the store.',
  handedOff:
    'I have asked for a person: this conversation now waits for the people of the store, who can read all of it. I cannot tell how soon they answer. What you write from here on is kept for them, so you may add how to reach you.',
  waiting:
    'This conversation waits for a person of the store. Your message has been added to it for them.',
  failed: 'Sorry, this answer could not be completed. Please try again.',
  quotesIntroduction:
    "I can only quote the store's own pages. This is what they say, word for word:",
} as const;

export const SMALL_TALK_REPLIES: Readonly<Record<SmallTalk, string>> = {
  greeting:
    "Hello! What would you like to know about this store? I answer from the store's own pages.",
  thanks: "You're welcome! Is there anything else you would like to know?",
  farewell: 'Goodbye, and thank you for your visit!',
};

/** What the agent says where it does not answer; nothing where a person does, or nobody any more. */
export const silentReply = (state: ConversationState): string =>
  state === 'waiting_for_human' ? REPLIES.waiting : '';
