import {
  type EndpointTrial as TrialValue,
  orderDetails,
  orderStatuses,
  type ShownEndpoint,
} from '@app/agent';
import { z } from 'zod';

import { count, time } from '../http/input/fields.js';
import { text } from '../http/input/text.js';

const fields = {
  timeout_ms: z
    .int()
    .min(500)
    .max(10_000)
    .default(5_000)
    .describe('The longest wait for one answer, in milliseconds.')
    .meta({ example: 5_000 }),
  sends_codes: z
    .boolean()
    .default(false)
    .describe('Whether your system answers `order.code`; else only shoppers with a token are told.')
    .meta({ example: true }),
};

export const PutOrderEndpoint = z
  .strictObject({
    url: text({ max: 2_000 })
      .describe('An https address of a public server.')
      .meta({ example: 'https://shop.example/storehand/orders' }),
    ...fields,
  })
  .meta({ id: 'PutOrderEndpoint', description: 'Where the store’s system tells of its orders.' });
export type PutOrderEndpointDto = z.infer<typeof PutOrderEndpoint>;

export const OrderEndpoint = z
  .object({
    url: z
      .string()
      .describe('Where orders are asked for.')
      .meta({ example: 'https://shop.example/storehand/orders' }),
    timeout_ms: count('The longest wait for one answer.', 5_000),
    sends_codes: z
      .boolean()
      .describe('Whether shoppers without a token are sent a code.')
      .meta({ example: true }),
    calls_today: count('Calls in the day that runs; a day begins with its first call.', 12),
    calls_a_day: count('As many as there may be (`TOOL_CALLS_A_DAY` of the operator).', 2_000),
    created_at: time('When it was first put.'),
    updated_at: time('When it last changed.'),
  })
  .meta({ id: 'OrderEndpoint', description: 'Where the agent asks for the status of orders.' });
export type OrderEndpointDto = z.infer<typeof OrderEndpoint>;

const secret = (description: string, example: string) =>
  z
    .string()
    .nullable()
    .describe(`${description} Shown here only; null where the one before stays.`)
    .meta({ example });

export const NewOrderEndpoint = OrderEndpoint.extend({
  signing_secret: secret(
    'Our calls are signed with it, and codes are hashed.',
    'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDdYS5fXDrDHk=',
  ),
  shopper_secret: secret(
    'Sign the tokens of your shoppers with it (HS256), on your server.',
    'q1d0Zk1w3fQ8v3kO0V5j9m2r7b4n6c8x1z3a5s7d9fg',
  ),
}).meta({ id: 'NewOrderEndpoint', description: 'An order endpoint, with secrets that are new.' });
export type NewOrderEndpointDto = z.infer<typeof NewOrderEndpoint>;

export const TryOrder = z
  .strictObject({
    order_number: text({ max: 40 })
      .describe('An order of your system, better one made up for this.')
      .meta({ example: '1042' }),
  })
  .meta({ id: 'TryOrder', description: 'An order to ask for.' });
export type TryOrderDto = z.infer<typeof TryOrder>;

const detail = (description: string, example: string) =>
  z.string().nullable().describe(description).meta({ example });

const Order = z
  .object({
    order_number: z.string().describe('As it is asked for.').meta({ example: '1042' }),
    status: z.enum(orderStatuses).describe('Where it is.').meta({ example: 'shipped' }),
    carrier: detail('A name without digits beyond three.', 'DHL'),
    tracking_number: detail('Letters, digits and hyphens.', 'JD014600006'),
    tracking_url: detail(
      'An https link without a mail address.',
      'https://example.com/track/JD0146',
    ),
    placed_on: detail('A day.', '2026-01-02'),
    expected_on: detail('A day.', '2026-01-08'),
    item_count: z.int().nullable().describe('1 to 999.').meta({ example: 2 }),
  })
  .meta({ id: 'Order', description: 'All that is taken of an order; null where it is not told.' });

const DroppedDetail = z
  .object({
    name: z.enum(orderDetails).describe('Which.').meta({ example: 'tracking_url' }),
    reason: z
      .string()
      .describe('Why, as the end of a sentence that begins with "it".')
      .meta({ example: 'is not encrypted; use https' }),
  })
  .meta({ id: 'DroppedDetail', description: 'A detail of an order that no shopper is told.' });

export const OrderTrial = z
  .object({
    order: Order.nullable().describe('What a shopper would be told; null where nothing would.'),
    dropped: z
      .array(DroppedDetail)
      .describe('Details that were given and cannot be taken, since they could hold more.')
      .meta({ example: [{ name: 'tracking_url', reason: 'is not encrypted; use https' }] }),
    problem: detail('Why a shopper would be told nothing; null where they would be.', ''),
    took_ms: count('How long your system took.', 84),
  })
  .meta({ id: 'OrderTrial', description: 'What came of asking for an order.' });

export const fromPut = ({ url, timeout_ms, sends_codes }: PutOrderEndpointDto) => ({
  url,
  timeoutMs: timeout_ms,
  sendsCodes: sends_codes,
});

export const toOrderEndpointDto = ({ endpoint: row, calls }: ShownEndpoint): OrderEndpointDto => ({
  url: row.url,
  timeout_ms: row.timeoutMs,
  sends_codes: row.sendsCodes,
  calls_today: calls.usedToday,
  calls_a_day: calls.aDay,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

export const toNewOrderEndpointDto = (shown: ShownEndpoint): NewOrderEndpointDto => ({
  ...toOrderEndpointDto(shown),
  signing_secret: shown.secrets?.signingSecret ?? null,
  shopper_secret: shown.secrets?.shopperSecret ?? null,
});

export const toOrderTrialDto = ({ order, dropped, problem, tookMs }: TrialValue) => ({
  order: order && {
    order_number: order.orderNumber,
    status: order.status,
    carrier: order.carrier,
    tracking_number: order.trackingNumber,
    tracking_url: order.trackingUrl,
    placed_on: order.placedOn,
    expected_on: order.expectedOn,
    item_count: order.itemCount,
  },
  dropped,
  problem,
  took_ms: tookMs,
});
