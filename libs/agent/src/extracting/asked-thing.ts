import type { Language } from '@app/knowledge';

import { shopperLanguage } from '../questions/shopper-language.js';
import { splitWords } from '../wording/words.js';

const EN = 'of|for|on|about|with';
/** Words that tie a thing to what is asked of it; in another language they may be pronouns and verbs. */
const OF: Partial<Record<Language, string>> = {
  de: 'von|für|bei|des|zu[rm]?', fr: 'de|du|des|pour|sur', es: 'de|del|para|sobre', it: 'di|del|della|per|su',
  nl: 'van|voor|over', pt: 'de|do|da|para|sobre', sv: 'av|för|om|på', da: 'af|for|om|på', no: 'av|for|om|på',
}; // prettier-ignore
const ARTICLE =
  "(?:the|an?|your|this|these|der|die|das|dem|den|ein(?:e[nmr]?)?|le|la|les|l['’]|une?|el|los|las|un[ao]?|il|lo|gli|i|een|het|de|o|os|as|uma?|en|ett|et)";
/** "My money" is no thing of the store. */
const OWN = String.raw`(?!(?:my|our|mein\p{L}*|unser\p{L}*|mon|ma|mes|mis?|mio|mia|miei|mijn|me[u]s?|minhas?|min[at]?|mitt)\s)`;

/** The terms of the thing that a question asks something about: "the warranty of the sofa?"; none where it does not end so. */
export function askedThing(question: string): readonly string[] {
  const ties = OF[shopperLanguage([question])] ?? EN;
  const tied = new RegExp(
    String.raw`(?<![\p{L}-])(?:${ties})\s+${OWN}(?:${ARTICLE}\s*)?(?:[\p{L}\p{N}-]+\s+)??([\p{L}-]{3,})\s*[?.!]*\s*$`,
    'iu',
  );
  return splitWords(tied.exec(question)?.[1] ?? '').flatMap(({ terms }) => terms);
}
