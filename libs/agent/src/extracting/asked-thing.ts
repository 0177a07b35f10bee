import type { Language } from '@app/knowledge';

import { shopperLanguage } from '../questions/shopper-language.js';
import { termsOf } from '../wording/words.js';

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

/** How shoppers ask whether a store has a thing at all. */
const SELLS =
  /^\W*(?:(?:do|can|will|would) you (?:guys |also |still |even )*(?:sell|carry|stock|have)|(?:verkauf(?:en|t)|führ(?:en|t)|hab(?:en|t)) (?:sie|ihr)(?: auch)?|(?:vendez|avez)-vous|(?:venden|tienen|vend[eé]is|ten[eé]is)|(?:vendete|avete)|(?:verkopen|hebben) jullie|(?:verkoopt|heeft) u|(?:vocês )?(?:vendem|têm)|(?:säljer|har|sælger|selger) (?:ni|i|dere))(?!\p{L})\s*/iu;
const LAST = String.raw`(?:${ARTICLE}\s*)?(?:[\p{L}\p{N}-]+\s+)??([\p{L}-]{3,})\s*[?.!]*\s*$`;
const SOLD = new RegExp(`^${LAST}`, 'iu');

/**
 * The terms of the thing that a question asks something about: "the warranty of the sofa?", "do you sell sofas?"; none
 * where it does not end so.
 */
export function askedThing(question: string): ReadonlySet<string> {
  const ties = OF[shopperLanguage([question])] ?? EN;
  const tied = new RegExp(String.raw`(?<![\p{L}-])(?:${ties})\s+${OWN}${LAST}`, 'iu');
  const sells = SELLS.exec(question);
  const sold = sells && SOLD.exec(question.slice(sells[0].length));
  return termsOf((sold ?? tied.exec(question))?.[1] ?? '');
}

const STOCK =
  /^\W*(?:is|are)\s+(?:the|your|this|these)\s+([\p{L}-]+)\s+([\p{L}-]+)\s+(?:still\s+|currently\s+|back\s+)?(?:in stock|available|sold out)\W*$/iu;

/** The terms of each of the two words by which a product is called whose stock is asked: "is the cooling pillow in stock?" */
export function askedProduct(question: string): readonly ReadonlySet<string>[] {
  const [, kind, thing] = STOCK.exec(question) ?? [];
  return kind && thing ? [termsOf(kind), termsOf(thing)] : [];
}
