import { randomBytes } from 'node:crypto';

import type { Ids } from '../probes/route-probes.js';

/** What the check wrote down about one of its stores once it holds everything; kept in the store's settings. */
export interface SeededStore {
  storeId: string;
  /** In every text of the store and nowhere else. */
  marker: string;
  ids: Ids;
}

/** A word that is no other word, of letters only, so that a search takes it for one. */
export function newMarker(): string {
  const letters = [...randomBytes(16)].map((byte) => String.fromCharCode(97 + (byte % 26)));
  return `zq${letters.join('')}`;
}

/** What both stores are asked: words of the one that is looked for, without its marker. */
export const lureQuestion = 'What is the lanternfish cushion made of?';

/** Texts of a store. Those of the other store have nothing to say about the lure. */
export const contentOf = (marker: string) => ({
  snippet: {
    question: 'What is the lanternfish cushion made of?',
    answer: `The lanternfish cushion is made of ${marker} wool.`,
  },
  file: {
    name: `care-${marker}.txt`,
    text: `Caring for the lanternfish cushion\n\nWash the lanternfish cushion with ${marker} soap at 30 °C.`,
  },
  feed: {
    name: `feed-${marker}.csv`,
    text: `id,title,description,price\n${skuOf(marker)},Lanternfish cushion ${marker},"A lanternfish cushion, soft",19.90 EUR\n`,
  },
  /** Never called: the name is one that no resolver has (RFC 6761). */
  url: `https://${marker}.invalid/hook`,
  conversation: { shopper_id: `shopper ${marker}`, metadata: { note: marker } },
  message: `Is the lanternfish cushion made of ${marker} wool?`,
  check: { question: lureQuestion, expected_text: marker },
  feedback: { rating: 'down', comment: `Not what ${marker} says.` },
  handoff: { contact: `${marker}@shop.example` },
});

export const ownSnippet = (marker: string) => ({
  question: 'When is the shop open?',
  answer: `The shop is open from nine to five, says ${marker}.`,
});

export const skuOf = (marker: string) => `SKU-${marker}`;
