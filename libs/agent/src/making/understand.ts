import type { Language } from '@app/knowledge';

import type { Asked } from '../answering/evidence-finder.js';
import { carryWords, isFollowUp, namesItsMatter } from '../questions/follow-up.js';
import { foreignTo } from '../wording/foreign-to.js';
import type { Making } from './making.js';

/**
 * What is searched for: a question in its conversation, in a language of the store's pages, the language of most first.
 * One call of the model at most: a follow-up in a foreign language is translated with what it stands for.
 */
export async function understand(
  text: string,
  { history, ask, model, trace, signal }: Making,
  languages: () => Promise<Language[]>,
): Promise<Asked> {
  const needsHistory = history.length > 0 && isFollowUp(text);
  const into = model.isAvailable ? foreignTo(text, await languages()) : null;
  if (into !== null) {
    const foreign = { question: text, history: needsHistory ? history : [], into };
    const translated = await model.translate(foreign, trace, signal);
    if (translated !== null) return { text: translated, carriedWords: [], said: text };
  }
  if (!needsHistory) return { text, carriedWords: [] };
  const isRewritten = model.isAvailable && into === null;
  const rewritten = isRewritten ? await model.rewrite(text, history, trace, signal) : null;
  if (rewritten !== null) return { text: rewritten, carriedWords: [] };
  return { text, carriedWords: carryWords(text, ask.before), mayStandAlone: namesItsMatter(text) };
}
