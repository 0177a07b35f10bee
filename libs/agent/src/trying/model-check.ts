export const modelVerdicts = [
  'ok',
  'not_used',
  'address_refused',
  'unreachable',
  'key_rejected',
  'model_unknown',
  'no_streaming',
  'too_slow',
  'busy',
  'refused',
  'not_an_answer',
] as const;
export type ModelVerdict = (typeof modelVerdicts)[number];

/** Whether a model can be used as it is set, and what to do where it cannot. Holds no word of the server's. */
export interface ModelCheck {
  verdict: ModelVerdict;
  /** Null where no model takes part. */
  name: string | null;
  reason: string;
  tookMs: number;
}

/** A server may echo the key in its errors, so what is said is ours alone. */
export const VERDICT_REASONS: Readonly<Record<ModelVerdict, string>> = {
  ok: 'The model answers and streams.',
  not_used: 'No model takes part: answers are quotes.',
  address_refused: 'The base URL leads to an address that may not be called.',
  unreachable: 'Nothing answers at the base URL, or with an error of its own (5xx).',
  key_rejected: 'The server rejects the API key.',
  model_unknown: 'The server knows no such model, or no chat completions at the base URL.',
  no_streaming: 'The server answers, but does not stream, which answers need.',
  too_slow: 'The server sent nothing in time.',
  busy: 'The server takes no more requests at the moment, or the quota of the key is used up.',
  refused: 'The server refuses the request, for another reason than the key or the model.',
  not_an_answer: 'What came back is no answer of a chat model, or was cut off.',
};
