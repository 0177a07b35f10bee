import {
  deliveryStatuses,
  type ShownWebhook,
  type Webhook as WebhookRow,
  type WebhookDelivery as DeliveryRow,
  webhookEvents,
} from '@app/agent';
import { z } from 'zod';

import { count, sliceOf, time, uuid } from '../http/input/fields.js';
import { text } from '../http/input/text.js';

export const PutWebhook = z
  .strictObject({
    url: text({ max: 2_000 })
      .describe('An https address of a public server, which answers 2xx to what it takes.')
      .meta({ example: 'https://shop.example/hooks/storehand' }),
  })
  .meta({ id: 'PutWebhook', description: 'Where a store wants to be told of events.' });
export type PutWebhookDto = z.infer<typeof PutWebhook>;

export const Webhook = z
  .object({
    url: z
      .string()
      .describe('Where events are sent.')
      .meta({ example: 'https://shop.example/hooks/storehand' }),
    events: z
      .array(z.enum(webhookEvents))
      .describe('The events that are sent.')
      .meta({ example: ['conversation.handed_off'] }),
    created_at: time('When it was first put.'),
    updated_at: time('When it last changed.'),
  })
  .meta({ id: 'Webhook', description: 'Where a store is told of events.' });
export type WebhookDto = z.infer<typeof Webhook>;

export const NewWebhook = Webhook.extend({
  secret: z
    .string()
    .nullable()
    .describe('What calls are signed with, shown here only; null where the one before stays.')
    .meta({ example: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDdYS5fXDrDHk=' }),
}).meta({ id: 'NewWebhook', description: 'A webhook, with the secret where that is new.' });
export type NewWebhookDto = z.infer<typeof NewWebhook>;

export const DeliveryId = uuid('The delivery, as the list of deliveries shows it.');

export const WebhookDelivery = z
  .object({
    id: uuid('The delivery, sent as `webhook-id` with each attempt.'),
    event: z
      .string()
      .describe('What the store is told of.')
      .meta({ example: 'conversation.handed_off' }),
    subject_id: uuid(
      'What it is about: the conversation that was handed off or written to, or the gap that is answered.',
    ),
    status: z
      .enum(deliveryStatuses)
      .describe('Whether it arrived, is still tried, or was given up.')
      .meta({ example: 'delivered' }),
    attempts: count('Attempts so far.', 1),
    last_status: z
      .int()
      .nullable()
      .describe('The HTTP status of the last answer; null where none came.')
      .meta({ example: 204 }),
    last_error: z
      .string()
      .nullable()
      .describe('Why the last attempt failed; null if it did not.')
      .meta({ example: null }),
    last_attempt_at: time('When it was last tried; null before the first attempt.').nullable(),
    next_attempt_at: time('When it is tried next; null where it is not.').nullable(),
    created_at: time('When the event happened.'),
  })
  .meta({ id: 'WebhookDelivery', description: 'One telling of one event.' });

export const WebhookDeliveryList = sliceOf('WebhookDeliveryList', WebhookDelivery);

export const toWebhookDto = ({ url, createdAt, updatedAt }: WebhookRow): WebhookDto => ({
  url,
  events: [...webhookEvents],
  created_at: createdAt.toISOString(),
  updated_at: updatedAt.toISOString(),
});

export const toNewWebhookDto = ({ webhook, secret }: ShownWebhook): NewWebhookDto => ({
  ...toWebhookDto(webhook),
  secret,
});

export const toDeliveryDto = (row: DeliveryRow): z.infer<typeof WebhookDelivery> => ({
  id: row.id,
  event: row.event,
  subject_id: row.subjectId,
  status: row.status,
  attempts: row.attempts,
  last_status: row.lastStatus,
  last_error: row.lastError,
  last_attempt_at: row.lastAttemptAt?.toISOString() ?? null,
  next_attempt_at: row.nextAttemptAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
});
