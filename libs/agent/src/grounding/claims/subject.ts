import { isLightWord } from '../../questions/light-words.js';
import { splitWords } from '../../wording/words.js';
import { contentTerms } from './clause.js';

const DETERMINER =
  /^(?:the|an?|all|any|every|each|both|some|most|our|your|my|these|those|this|that|der|die|das|ein|eine|unsere?|ihre?|alle|jede[rsn]?|les?|la|l|une?|nos|votre|vos|tou[st]|chaque|el|los|las|una?|un[oa]s|su|sus|il|lo|gli|i|het|de|een|onze|uw|elke)$/iu;
/** "Yes, …", "However, …": what follows begins the sentence. */
const OPENING = /^\W*(?:\p{L}+(?:\s\p{L}+)?,\s+)?/u;

/** The terms of what a sentence begins to tell about: "cork mats" of "All cork mats under the kettle are …"; often none. */
export function subjectTerms(sentence: string): string[] {
  const words = splitWords(sentence.replace(OPENING, ''));
  const from = words.findIndex(({ text }) => !DETERMINER.test(text));
  const after = words.slice(Math.max(0, from));
  const end = after.findIndex(
    ({ text, terms }) => terms.length === 0 || isLightWord(text) || contentTerms(text).size === 0,
  );
  return after.slice(0, end < 0 ? after.length : end).flatMap(({ terms }) => terms);
}
