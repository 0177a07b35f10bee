import type { Language } from '@app/knowledge';

import type { FinishedAnswer } from '../conversations/turn-end.service.js';
import { repliesIn } from '../prompts/replies/replies-in.js';

interface Failure {
  errorCode: string;
  latencyMs: number;
  /** Which the shopper speaks. */
  language: Language;
}

/** What is stored of an answer that came to nothing: never half of it. */
export function failedAnswer({ language, ...failure }: Failure): FinishedAnswer {
  return {
    ...failure,
    content: repliesIn(language).failed,
    outcome: 'failed',
    citations: [],
    release: null,
    usage: null,
  };
}
