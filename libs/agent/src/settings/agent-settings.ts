import { MAX_AGES, type MaxAges } from './max-ages.js';
import type { MerchantRule } from './merchant-rule.js';
import { PLAIN_WIDGET, type WidgetLook } from './widget-look.js';

export const modelUses = ['default', 'quotes', 'own'] as const;

export const judgeUses = ['off', 'model'] as const;
/** `model`: the store's own model is asked once an answer what of it its excerpts say; nothing is shown before. */
export type JudgeUse = (typeof judgeUses)[number];

export const handoffMoments = ['asked', 'unanswered'] as const;
/** When a person is asked for: where the shopper wants one, or where the agent does not know as well. */
export type HandoffMoment = (typeof handoffMoments)[number];

/** Which model answers: the operator's, none at all (quotes only), or the store's own under the store's own key. */
export type ModelChoice =
  | { use: 'default' }
  | { use: 'quotes' }
  | { use: 'own'; baseUrl: string; name: string; temperature: number | null };

/** A floor of the store's own, and how well it was found to tell apart what its pages answer and what not. */
export interface CalibratedFloor {
  value: number;
  precision: number;
  recall: number;
  /** How many questions it was found on. */
  questions: number;
  calibratedAt: string;
}

export interface AgentSettings {
  model: ModelChoice;
  /** The language of every answer, as a BCP 47 tag; null: the shopper's. */
  language: string | null;
  tone: string | null;
  /** Words of the store for the model, below the fixed rules. */
  additions: string | null;
  rules: MerchantRule[];
  /** Said in the place of "I don't know". */
  refusal: string | null;
  greeting: string | null;
  /** Said where a person takes over. */
  handoff: string | null;
  handoffWhen: HandoffMoment;
  /** The evidence below which quotes are refused; null: the built-in one. */
  floor: CalibratedFloor | null;
  maxAges: MaxAges;
  /** Who judges a sentence of a model beside the words of its page. */
  judge: JudgeUse;
  widget: WidgetLook;
}

/** Of a store that has set nothing. */
export const NO_SETTINGS: Readonly<AgentSettings> = {
  model: { use: 'default' },
  language: null,
  tone: null,
  additions: null,
  rules: [],
  refusal: null,
  greeting: null,
  handoff: null,
  handoffWhen: 'asked',
  floor: null,
  maxAges: MAX_AGES,
  judge: 'off',
  widget: PLAIN_WIDGET,
};
