import { splitWords } from '../wording/words.js';
import { expectedAnswer } from './expected-answer.js';
import { isLightWord } from './light-words.js';

/** "Q: …", "1. …", as lists of questions begin. */
const MARK = /^\W*(?:(?:q|question|frage|f|\d{1,2})\s*[:.)]\s*)?/iu;
/** Function words that turn a question round. */
const TURNS = new Set(
  'from to not no without before after by under over free nicht kein keine ohne vor nach von pas sans sin senza zonder'.split(
    ' ',
  ),
);

/**
 * Tells of lines whether they ask what the shopper asks: word for word, or with the same terms that matter and the same kind
 * of answer in mind. What the merchant wrote below such a line is the answer, whatever it says.
 */
export function sameQuestion(asked: string): (line: string) => boolean {
  const verbatim = plain(asked);
  const terms = termsThatMatter(asked);
  const expects = expectedAnswer(asked);
  return (line) => {
    if (line.length > 2 * asked.length + 40) return false;
    const bare = line.replace(MARK, '').trim();
    if (verbatim !== '' && plain(bare) === verbatim) return true;
    if (terms === '' || !/[?？]\W*$/u.test(bare)) return false;
    return termsThatMatter(bare) === terms && expectedAnswer(bare) === expects;
  };
}

function plain(text: string): string {
  return splitWords(text.normalize('NFC').toLowerCase())
    .map((word) => word.text)
    .join(' ');
}

function termsThatMatter(text: string): string {
  const words = splitWords(text);
  const terms = words.flatMap((word) => (isLightWord(word.text) ? [] : word.terms));
  if (terms.length === 0) return '';
  const turns = words.map((word) => word.text.toLowerCase()).filter((word) => TURNS.has(word));
  return [...new Set([...terms, ...turns.map((word) => `(${word})`)])].sort().join(' ');
}
