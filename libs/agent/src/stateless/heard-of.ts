import type { Utterance } from '../answering/model-answerer.js';
import { cleanText } from '../conversations/clean-content.js';

/** As much as a kept conversation gives to a follow-up. */
const MAX_UTTERANCES = 8;
const MAX_LENGTH = 4_000;

/** What is taken of a history that a caller tells: the last of it, each cleaned and cut as if it had been stored. */
export function heardOf(history: readonly Utterance[]): Utterance[] {
  return history
    .slice(-MAX_UTTERANCES)
    .map(({ role, content }) => ({ role, content: cleanText(content.slice(0, MAX_LENGTH)) }))
    .filter(({ content }) => content !== '');
}
