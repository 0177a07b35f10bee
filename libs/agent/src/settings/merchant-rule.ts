export const promiseTopics = [
  'delivery_dates',
  'discounts',
  'stock',
  'refunds',
  'legal_advice',
  'medical_advice',
] as const;
export type PromiseTopic = (typeof promiseTopics)[number];

/** What an agent may never say; a sentence that breaks a rule is removed from the answer. */
export type MerchantRule =
  | { name: string; kind: 'never_promise'; topic: PromiseTopic }
  | { name: string; kind: 'never_say'; phrases: string[] };

/** As the model is told them. */
export const TOPIC_NAMES: Readonly<Record<PromiseTopic, string>> = {
  delivery_dates: 'when an order is dispatched or arrives',
  discounts: 'discounts, coupons or reduced prices',
  stock: 'whether something is in stock',
  refunds: 'refunds or money back',
  legal_advice: 'legal questions',
  medical_advice: 'health and medical questions',
};
