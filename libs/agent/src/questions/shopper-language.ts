import { detectQuestionLanguages, type Language } from '@app/knowledge';

/** What is spoken where nothing that was said tells. */
const DEFAULT_LANGUAGE: Language = 'en';

/** A question with what was said before it, oldest first. */
interface Asked {
  content: string;
  history: readonly { role: string; content: string }[];
}

/** The language that a shopper speaks: that of the question, else of what was asked before. */
export function languageOf({ content, history }: Asked): Language {
  const before = history.filter(({ role }) => role === 'user').map((said) => said.content);
  return shopperLanguage([content, ...before.reverse()]);
}

/** The language of what a shopper says, newest first: a message of a word or two is in the language of those before. */
export function shopperLanguage(messages: readonly string[]): Language {
  for (const message of messages) {
    const [first, ...others] = detectQuestionLanguages(message);
    if (first === undefined) continue;
    return others.includes(DEFAULT_LANGUAGE) ? DEFAULT_LANGUAGE : first;
  }
  return DEFAULT_LANGUAGE;
}
