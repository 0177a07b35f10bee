/**
 * What calls are made for. Chat: wording an answer, putting a follow-up or a foreign question into words that can be
 * searched, choosing tools, judging sentences; all of them in a trial of settings, a replay of an answer or of a gap go
 * under that. Embedding: pages of an ingest, a question, questions of gaps. And putting finds in order.
 */
export const usagePurposes = [
  'answer',
  'rewrite',
  'translate',
  'tools',
  'judge',
  'trial',
  'replay',
  'gap_replay',
  'embed_pages',
  'embed_question',
  'embed_gaps',
  'rerank',
] as const;
export type UsagePurpose = (typeof usagePurposes)[number];

/** Of what work a call was part; ids stay in the ledger when what they name is gone. */
export interface CallOrigin {
  conversationId?: string;
  /** Of the answer. */
  messageId?: string;
  ingestId?: string;
  /** In the place of the purposes of an answer's chat calls. */
  runs?: 'trial' | 'replay' | 'gap_replay';
}

/** A call as it is planned: what it reads at most, and what it may write. */
export interface PlannedCall {
  purpose: UsagePurpose;
  model: string;
  mostTokens: CallTokens;
}

export interface CallTokens {
  input: number;
  output: number;
}

/** What a call took; estimated where the server did not tell. */
export interface TakenTokens extends CallTokens {
  isEstimated: boolean;
}

/** More than any tokenizer makes of a text: a token has two bytes or more but for rare signs. */
const BYTES_PER_TOKEN = 2;
/** What servers wrap around each piece. */
const WRAPPING = 8;

/** As many tokens as texts can have, for what is held back before a call. */
export function mostTokensOf(texts: readonly string[]): number {
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return Math.ceil(bytes / BYTES_PER_TOKEN) + texts.length * WRAPPING;
}
