import type { Replies } from './replies.js';

export const en: Replies = {
  abstained:
    'I don\'t know: I could not find an answer to that on this store\'s pages. Please ask in other words, or write "talk to a person" and I leave this conversation to the people of the store.',
  unanswered: "I don't know: I could not find an answer to that on this store's pages.",
  handedOff:
    'I have asked for a person: this conversation now waits for the people of the store, who can read all of it. I cannot tell how soon they answer. What you write from here on is kept for them, so you may add how to reach you.',
  waiting:
    'This conversation waits for a person of the store. Your message has been added to it for them.',
  failed: 'Sorry, this answer could not be completed. Please try again.',
  quotesIntroduction:
    "I can only quote the store's own pages. This is what they say, word for word:",
  greeting:
    "Hello! What would you like to know about this store? I answer from the store's own pages.",
  thanks: "You're welcome! Is there anything else you would like to know?",
  farewell: 'Goodbye, and thank you for your visit!',
  identity:
    "I am this store's automated assistant, not a person, and I answer from the store's own pages.",
  ability:
    "I answer questions about this store, such as its products, delivery and returns, from the store's own pages.",
  abuse: 'I would like to help: please tell me what you would like to know about this store.',
  offTopic: 'I can only help with questions about this store.',
  probe: "I can't show or change how I work, but I am glad to answer questions about this store.",
  abstainedAlone:
    "I don't know: I could not find an answer to that on this store's pages. Please ask in other words, or contact the store directly.",
  noPerson: 'I cannot hand you over to a person here; please contact the store directly.',
  orderNumberWanted:
    "Please tell me the number of your order; it stands in the store's confirmation.",
  orderCodeSent:
    'If I could find that order, the store has just sent a code to the address on it. Please write the code here.',
  orderFailed:
    'I cannot show that order here. Please check its number, sign in to the store and ask again, or contact the store directly.',
};
