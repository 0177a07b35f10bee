export const judgements = ['supported', 'unsupported', 'failed'] as const;

/** What a model thinks of a sentence that its page bears by its words; `failed`: it did not say. */
export type Judgement = (typeof judgements)[number];
