import {
  agentJobs,
  AgentModule,
  ConversationService,
  deliverWebhookJob,
  StoreWebhooks,
  WebhookSettings,
  webhooksQueue,
} from '@app/agent';
import { PlatformRepository, type StoreScope } from '@app/tenancy';
import { getQueueToken } from '@nestjs/bullmq';
import type { TestingModule } from '@nestjs/testing';
import type { Job, Queue } from 'bullmq';

import { WebhooksProcessor } from '../../apps/worker/src/processors/webhooks.processor.js';
import { aStore, openRooms } from '../support/rooms.js';
import { waitFor } from '../support/wait-for.js';
import { rowsOf } from './rows-of.js';

let rooms: TestingModule;
let queue: Queue;
let a: StoreScope;
let b: StoreScope;
let deliveryId: string;

beforeAll(async () => {
  rooms = await openRooms({ imports: [AgentModule], providers: [WebhooksProcessor] });
  queue = rooms.get<Queue>(getQueueToken(webhooksQueue.name), { strict: false });
  [a, b] = [await aStore(rooms, { name: 'A' }), await aStore(rooms, { name: 'B' })];
  await rooms.get(WebhookSettings).put(a, 'https://example.com/hook');
  const { id } = await rooms.get(ConversationService).create(a);
  deliveryId = String(await rooms.get(StoreWebhooks).send(a, 'conversation.handed_off', id));
});
afterAll(() => rooms.close());

const rowsOfA = () => rowsOf(rooms.get(PlatformRepository), a.storeId);

const ended = ({ id }: Job) =>
  waitFor(async () => {
    const job = (await queue.getJob(String(id))) as Job | undefined;
    return job?.finishedOn === undefined ? undefined : job;
  });

describe('the job of a webhook', () => {
  it('is the only one of its queue', () => {
    expect(agentJobs.filter(({ queue: { name } }) => name === webhooksQueue.name)).toEqual([
      deliverWebhookJob,
    ]);
  });

  it("skips another store's delivery, and leaves it and calls nobody", async () => {
    const before = await rowsOfA();

    const job = await queue.add(deliverWebhookJob.name, {
      storeId: b.storeId,
      data: { deliveryId, attempt: 1 },
    });

    expect((await ended(job)).returnvalue).toBe('skipped');
    expect(before).toMatch(/^webhook_deliveries: 1/m);
    expect(await rowsOfA()).toBe(before);
  });

  it('skips an attempt that is not due', async () => {
    const before = await rowsOfA();

    const job = await queue.add(deliverWebhookJob.name, {
      storeId: a.storeId,
      data: { deliveryId, attempt: 2 },
    });

    expect((await ended(job)).returnvalue).toBe('skipped');
    expect(await rowsOfA()).toBe(before);
  });

  it.each([
    ['no store', () => ({ data: { deliveryId, attempt: 1 } })],
    [
      'a store that is gone',
      () => ({ storeId: crypto.randomUUID(), data: { deliveryId, attempt: 1 } }),
    ],
    ['a malformed id', () => ({ storeId: a.storeId, data: { deliveryId: 'all', attempt: 1 } })],
  ])('is refused with %s', async (_name, envelope) => {
    const before = await rowsOfA();

    const job = await queue.add(deliverWebhookJob.name, envelope());

    expect((await ended(job)).failedReason).toMatch(/no store|malformed data|store is missing/);
    expect(await rowsOfA()).toBe(before);
  });
});
