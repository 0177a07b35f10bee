import type { Language } from '@app/knowledge';

import { shopperLanguage } from '../questions/shopper-language.js';
import type { Utterance } from './model-answerer.js';

/** The language that a shopper speaks: that of the question, else of what was asked before. */
export function languageOf(asked: { content: string; history: readonly Utterance[] }): Language {
  const before = asked.history.filter(({ role }) => role === 'user').map(({ content }) => content);
  return shopperLanguage([asked.content, ...before.reverse()]);
}
