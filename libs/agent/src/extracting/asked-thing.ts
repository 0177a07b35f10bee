import { splitWords } from '../wording/words.js';

const OF =
  'of|for|on|about|with|für|von|bei|des|pour|sur|du|para|sobre|del|per|sul|voor|van|over|para|sobre|do|da|för|om|til|på';
const ARTICLE =
  "(?:the|an?|your|this|these|my|der|die|das|dem|den|ein(?:e[nmr]?)?|le|la|les|l['’]|une?|el|los|las|un[ao]?|il|lo|gli|i|een|het|de|o|os|as|uma?|en|ett|et)";
/** What stands last, behind a word that ties it to what is asked: "the warranty of the sofa?" */
const TIED = new RegExp(
  String.raw`(?<!\p{L})(?:${OF})\s+(?:${ARTICLE}\s*)?(?:[\p{L}\p{N}-]+\s+)??([\p{L}-]{3,})\s*[?.!]*\s*$`,
  'iu',
);

/** The terms of the thing that a question asks something about; none where it is not said so at its end. */
export function askedThing(question: string): readonly string[] {
  return splitWords(TIED.exec(question)?.[1] ?? '').flatMap(({ terms }) => terms);
}
