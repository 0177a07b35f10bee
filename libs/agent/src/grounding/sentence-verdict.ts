import type { Judgement } from '../judging/judgement.js';

export const removalReasons = [
  'unsupported',
  'figure',
  'link',
  'rule',
  'uncited',
  'judge',
] as const;

/** Why a sentence of a model was not shown; `null` where it was. */
export type RemovalReason = (typeof removalReasons)[number];

/** What the server found of one sentence of an answer, for the receipt. */
export interface SentenceVerdict {
  /** As the model wrote it, its markers included. */
  sentence: string;
  isShown: boolean;
  reason: RemovalReason | null;
  /** Figures, links, codes and availabilities that do not stand in what it cites. */
  missing: string[];
  /** Passages it rests on, by their number in the prompt, from 1. */
  passages: number[];
  /** Only where the page is in another language, so that figures, names and links were compared and the words not. */
  isCrossLanguage?: true;
  /** What the store's model thinks of it; left out where it was not asked. */
  judged?: Judgement;
}
