import { randomUUID } from 'node:crypto';

import {
  AgentModule,
  ConversationService,
  PrivacyRequests,
  PrivacyRequestSweep,
  ShopifyRequests,
  ShopperEraser,
} from '@app/agent';
import { KnowledgeModule } from '@app/knowledge';
import { type Ask, PlatformRepository, type StoreScope } from '@app/tenancy';
import type { TestingModule } from '@nestjs/testing';

import { findTraces } from '../support/privacy/find-traces.js';
import { aStore, codeOf, openRooms } from '../support/rooms.js';

let rooms: TestingModule;
let scope: StoreScope;

const ask: Ask = (sql, params = []) => rooms.get(PlatformRepository).rows(sql, params);

beforeAll(async () => {
  rooms = await openRooms({ imports: [KnowledgeModule, AgentModule] });
});
beforeEach(async () => {
  scope = await aStore(rooms);
});
afterAll(() => rooms.close());

/** A request of a shopper by the email; returns its id. */
async function aRequest(email: string, webhookId: string = randomUUID()): Promise<string> {
  const ofEmail = { webhookId, customer: { email }, dataRequestId: null };
  await rooms.get(ShopifyRequests).showShopper(scope, ofEmail);
  const { items } = await rooms.get(PrivacyRequests).list(scope, { limit: 1 });
  return String(items[0]?.id);
}

const isDue = (id: string) =>
  ask(`UPDATE privacy_requests SET due_at = now() WHERE id = $1 RETURNING id`, [id]);
const exportOf = (id: string) => rooms.get(PrivacyRequests).export(scope, id);
const sweep = () => rooms.get(PrivacyRequestSweep).forgetFulfilled();

describe('a privacy request', () => {
  it('tells nobody who looks at its row whose it is', async () => {
    const marker = `secret${randomUUID()}`;

    const id = await aRequest(`${marker}@shop.example`);

    expect(await findTraces(marker)).toEqual([]);
    expect(await exportOf(id)).toEqual([]);
  });

  it('is the same one where its delivery comes again, though both come at once', async () => {
    const webhookId = randomUUID();

    await Promise.all([1, 2, 3].map(() => aRequest('ana@shop.example', webhookId)));

    const { items } = await rooms.get(PrivacyRequests).list(scope, { limit: 10 });
    expect(items).toHaveLength(1);
  });

  it('that was fulfilled is forgotten once it is due, one that is owed is not', async () => {
    await rooms.get(ConversationService).create(scope, { shopperId: 'ana@shop.example' });
    const [fulfilled, early, owed] = [
      await aRequest('ana@shop.example'),
      await aRequest('ana@shop.example'),
      await aRequest('ana@shop.example'),
    ];
    for (const id of [fulfilled, early]) expect(await exportOf(id)).toHaveLength(1);
    for (const id of [fulfilled, owed]) await isDue(id);

    expect(await sweep()).toBe(1);

    expect(await codeOf(exportOf(fulfilled))).toBe('AGENT_PRIVACY_REQUEST_FORGOTTEN');
    expect(await exportOf(early)).toHaveLength(1);
    expect(await exportOf(owed)).toHaveLength(1);
    const { items } = await rooms.get(PrivacyRequests).list(scope, { limit: 10 });
    expect(items).toHaveLength(3);
  });

  it('is forgotten with its shopper, which the receipt counts, and no other is', async () => {
    const own = await aRequest('ana@shop.example');
    const others = await aRequest('bea@shop.example');

    const { places } = await rooms.get(ShopperEraser).erase(scope, 'ana@shop.example');

    expect(places).toContainEqual({
      place: 'table/privacy_requests',
      erased: 1,
      left: 0,
      awaitingVacuum: 0,
    });
    expect(await codeOf(exportOf(own))).toBe('AGENT_PRIVACY_REQUEST_FORGOTTEN');
    expect(await exportOf(others)).toEqual([]);
  });
});
