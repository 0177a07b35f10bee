import { randomUUID } from 'node:crypto';

import {
  AgentModule,
  ConversationService,
  deliverWebhookJob,
  ownTables,
  ShopperEraser,
  ShopperExporter,
  ShopperSweep,
  webhooksQueue,
} from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import { type Ask, Erasures, PlatformRepository, StoreQueue, type StoreScope } from '@app/tenancy';
import { getQueueToken } from '@nestjs/bullmq';
import type { TestingModule } from '@nestjs/testing';
import type { Queue } from 'bullmq';

import { rowsOf } from '../isolation/rows-of.js';
import { fillStore } from '../support/privacy/filled-store.js';
import { findTraces } from '../support/privacy/find-traces.js';
import { aStore, codeOf, openRooms } from '../support/rooms.js';

const names = ownTables.map(({ name }) => name);

let rooms: TestingModule;
let a: StoreScope;
let b: StoreScope;
let marker: string;

const ask: Ask = (sql, params = []) => rooms.get(PlatformRepository).rows(sql, params);
const erase = (scope: StoreScope, shopper: string) =>
  rooms.get(ShopperEraser).erase(scope, shopper);
const exported = (scope: StoreScope, shopper: string) =>
  rooms.get(ShopperExporter).export(scope, shopper);
const jobs = () => rooms.get<Queue>(getQueueToken(webhooksQueue.name), { strict: false });

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule, AgentModule] });
});
beforeEach(async () => {
  [a, b] = [await aStore(rooms), await aStore(rooms)];
  marker = `secret${randomUUID().replaceAll('-', '')}`;
});
afterAll(async () => {
  await jobs().obliterate({ force: true });
  await rooms.close();
});

/** A shopper who has left something everywhere; returns the shopper's name. */
async function aShopper({ storeId }: StoreScope): Promise<string> {
  await fillStore(ask, storeId, marker, [...names, 'gaps', 'webhook_deliveries']);
  const [{ id, shopper }] = (await ask<{ id: string; shopper: string }>(
    `SELECT id, shopper_id AS shopper FROM conversations WHERE store_id = $1`,
    [storeId],
  )) as [{ id: string; shopper: string }];
  await ask(`UPDATE webhook_deliveries SET subject_id = $2 WHERE store_id = $1 RETURNING id`, [
    storeId,
    id,
  ]);
  await ask(
    `UPDATE usage_entries SET conversation_id = $2, purpose = 'answer', model = 'm', currency = 'USD', price_version = '1' WHERE store_id = $1 RETURNING id`,
    [storeId, id],
  );
  return shopper;
}

describe("erasing a shopper's data", () => {
  it('leaves nothing of it anywhere, and everything of other shoppers and stores', async () => {
    const shopper = await aShopper(a);
    const [delivery] = await ask<{ id: string }>(
      `SELECT id FROM webhook_deliveries WHERE store_id = $1`,
      [a.storeId],
    );
    const data = { deliveryId: String(delivery?.id), attempt: 1 };
    await rooms.get(StoreQueue).add(a, deliverWebhookJob, data, { delayMs: 600_000 });
    const other = await rooms.get(ConversationService).create(a, { shopperId: 'another' });
    await rooms.get(ConversationService).create(b, { shopperId: shopper });
    const neighbour = await rowsOf(rooms.get(PlatformRepository), b.storeId);

    const receipt = await erase(a, shopper);

    const places = Object.fromEntries(receipt.places.map(({ place, ...rest }) => [place, rest]));
    for (const name of [...names, 'gaps', 'webhook_deliveries']) {
      expect([name, places[`table/${name}`]]).toEqual([
        name,
        { erased: 1, left: 0, awaitingVacuum: 0 },
      ]);
    }
    expect(places['queue/webhooks']).toMatchObject({ erased: 1, left: 0 });
    expect(rooms.get(Erasures).isOurs(receipt)).toBe(true);
    expect(await rooms.get(ConversationService).get(a, other.id)).toMatchObject({ id: other.id });
    expect(await rowsOf(rooms.get(PlatformRepository), b.storeId)).toBe(neighbour);
    await erase(b, shopper);
    expect(await findTraces(marker)).toEqual([]);
    // what was paid stays, and tells of nobody
    const entries = await ask(
      `SELECT conversation_id, message_id FROM usage_entries WHERE store_id = $1`,
      [a.storeId],
    );
    expect(entries).toEqual([{ conversation_id: null, message_id: null }]);
  });

  it('leaves a receipt that names the shopper by a keyed hash alone', async () => {
    const shopper = await aShopper(a);

    const receipt = await erase(a, shopper);
    const again = await erase(a, shopper);

    expect(receipt.shopperHash).toMatch(/^[\w-]{43}$/);
    expect(again.shopperHash).toBe(receipt.shopperHash);
    expect((await erase(b, shopper)).shopperHash).not.toBe(receipt.shopperHash);
    expect(JSON.stringify(receipt)).not.toContain(shopper);
  });

  it('is gone on with where its process died', async () => {
    const shopper = await aShopper(a);
    const id = await rooms.get(Erasures).begin(a, shopper);
    expect(await findTraces(marker)).not.toContain('public.erasure_receipts');
    await ask(
      `UPDATE erasure_receipts SET worked_at = now() - interval '2 minutes' WHERE id = $1 RETURNING id`,
      [id],
    );

    expect(await rooms.get(ShopperSweep).goOn()).toBe(1);

    expect(await rooms.get(Erasures).get(id)).toMatchObject({
      finishedAt: expect.any(Date) as Date,
    });
    expect(await findTraces(marker)).toEqual([]);
  });

  it('begins anew where it is asked for again while it goes on', async () => {
    const erasures = rooms.get(Erasures);
    const id = await erasures.begin(a, 'somebody');
    const first = await erasures.get(id);
    await rooms.get(ConversationService).create(a, { shopperId: 'somebody' });

    expect(await erasures.begin(a, 'somebody')).toBe(id);
    const early = await erasures.endIfNothingIsLeft(first);
    const late = await rooms.get(ShopperEraser).goOn(a, id, 'somebody');

    expect(early.finishedAt).toBeNull();
    expect(late.startedAt.getTime()).toBeGreaterThan(first.startedAt.getTime());
    expect(late.places).toContainEqual(
      expect.objectContaining({ place: 'table/conversations', erased: 1, left: 0 }),
    );
    expect(erasures.isOurs(late)).toBe(true);
  });

  it('is refused where nobody knows the shopper', async () => {
    expect(await codeOf(rooms.get(ShopperEraser).eraseKnown(a, 'nobody'))).toBe(
      'AGENT_SHOPPER_NOT_FOUND',
    );
    expect(await codeOf(rooms.get(ShopperExporter).exportKnown(a, 'nobody'))).toBe(
      'AGENT_SHOPPER_NOT_FOUND',
    );
  });
});

describe("exporting a shopper's data", () => {
  it('holds every row of the shopper and none of another, without secrets', async () => {
    const shopper = await aShopper(a);
    await rooms.get(ConversationService).create(a, { shopperId: 'another' });
    await rooms.get(ConversationService).create(b, { shopperId: shopper });

    const { tables } = await exported(a, shopper);

    expect(Object.entries(tables).map(([name, rows]) => [name, rows.length])).toEqual(
      names.map((name) => [name, 1]),
    );
    expect(tables['messages']?.[0]).toMatchObject({ content: expect.stringContaining(marker) });
    expect(tables['message_feedback']?.[0]).toMatchObject({
      comment: expect.stringContaining(marker),
    });
    expect(Object.keys(tables['order_codes']?.[0] ?? {})).not.toContain('code_hash');
    expect(Object.keys(tables['shopper_tokens']?.[0] ?? {})).not.toContain('token_hash');
  });
});

describe('the tables of a shopper', () => {
  it('are all that refer to a conversation or a message', async () => {
    const found = await ask<{ name: string }>(
      `SELECT DISTINCT c.relname::text AS name FROM pg_class c
       JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
         AND a.attname IN ('conversation_id', 'message_id')
       WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace`,
    );

    expect(found.length).toBeGreaterThan(5);
    expect(new Set([...found.map(({ name }) => name), 'conversations'])).toEqual(new Set(names));
  });
});
