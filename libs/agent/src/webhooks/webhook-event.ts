import type { StoreScope } from '@app/tenancy';

/**
 * What a store can be told of; each has a composer in the module. `message.received`: a shopper wrote while a person is
 * wanted or has the conversation. `budget.alert`: a share of the budget is spent. `privacy.data_requested`: a shopper wants to
 * be shown what is kept.
 */
export const webhookEvents = [
  'conversation.handed_off',
  'message.received',
  'gap.answered',
  'budget.alert',
  'privacy.data_requested',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** Says what is sent for an event's subject, as it is when it is sent; null where the subject is gone. */
export interface EventComposer {
  compose(scope: StoreScope, subjectId: string): Promise<Record<string, unknown> | null>;
}

export type EventComposers = Readonly<Record<WebhookEvent, EventComposer>>;
export const EVENT_COMPOSERS = Symbol('EventComposers');
