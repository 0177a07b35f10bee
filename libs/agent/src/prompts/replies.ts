import type { SmallTalk } from '../questions/small-talk.js';

/** What the agent says in its own words. None of it states a fact about the store. */
export const REPLIES = {
  abstained:
    "I don't know: I could not find an answer to that on this store's pages. Please ask in other words, or contact the store directly.",
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
